// Where nobody works yet: every square counts what the documents say, as a table, as a plot and as CSV; and searches that found nothing are counted.
import assert from 'node:assert/strict';
import test from 'node:test';
import { all, documents, get, page, sql, vocabulary, words } from '../harness.mjs';

const TERMS = Object.fromEntries(['theme', 'audience', 'zone'].map((name) => [name, vocabulary(name)]));

// An organisation's own codes, its activities', and those above them.
function codes(org, facet) {
  const found = new Set([org.facets, ...(org.activities ?? []).map((a) => a.facets)].flatMap((facets) => facets?.[facet] ?? []));
  for (const code of found) {
    if (TERMS[facet].get(code).parent) {
      found.add(TERMS[facet].get(code).parent);
    }
  }
  return found;
}

const count = (theme, audience, zone) => documents.filter((org) => codes(org, 'theme').has(theme) && codes(org, 'audience').has(audience) && (!zone || codes(org, 'zone').has(zone))).length;

for (const zone of ['', 'liege', 'german-speaking']) {
  test(`every square counts its organisations: ${zone || 'everywhere'}`, async () => {
    const query = zone ? `?zone=${zone}` : '';
    const { document } = await page(`/fr/gaps${query}`);
    const themes = [...TERMS.theme.keys()], audiences = [...TERMS.audience.keys()];
    const wanted = themes.map((theme) => audiences.map((audience) => count(theme, audience, zone)));
    const shown = all(document, '.gaps tbody tr').map((tr) => all(tr, 'td').map((td) => Number(words(td))));
    assert.deepEqual(shown, wanted);
    assert.equal(all(document, '.gaps-plot rect').length, themes.length * audiences.length);
    assert.equal(all(document, '.gaps-plot rect.gap-0').length, wanted.flat().filter((n) => n === 0).length, 'the empty ones are lit');
    const csv = (await get(`/fr/gaps.csv${query}`)).body.trimEnd().split('\r\n').slice(1).map((line) => line.replace(/^"[^"]*",/, '').split(',').map(Number));
    assert.deepEqual(csv, wanted);
  });
}

test('each number leads to its list', async () => {
  const { document } = await page('/fr/gaps?zone=namur');
  const links = all(document, '.gaps tbody a').filter((a, i) => i % 40 === 0);
  assert.ok(links.length > 3);
  for (const link of links) {
    const list = (await page(link.getAttribute('href'))).document;
    assert.match(words(list.querySelector('#results')), new RegExp(`^${words(link)} `), link.getAttribute('href'));
  }
  assert.equal((await get('/fr/gaps?zone=nowhere')).status, 404);
});

test('searches that find nothing are counted by their words and day, without what may be personal', async () => {
  const misses = () => Object.fromEntries(sql("SELECT CONCAT(language, ' ', words), searches FROM search_miss WHERE day = UTC_DATE()").map(([k, n]) => [k, Number(n)]));
  const before = misses();
  await get('/fr/organisations?q=Xylophonistes+Quantiques');
  await get('/fr/organisations?q=xylophonistes+quantiques');
  await get('/nl/organisations?q=xylophonistes+quantiques');
  for (const personal of ['jeanne@exemple.example', '0470 12 34 56', 'climat']) {	// an address, a number, and a word that is found
    await get(`/fr/organisations?q=${encodeURIComponent(personal)}`);
  }
  const added = Object.entries(misses()).filter(([k, n]) => n !== before[k]).map(([k, n]) => [k, n - (before[k] ?? 0)]);
  assert.deepEqual(added.sort(), [['fr xylophonistes quantiques', 2], ['nl xylophonistes quantiques', 1]]);
});
