// What the operator's command does, seen on the site: import, close, rename, check.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { all, annuaire, get, page, ROOT, scratch, sql, words } from '../harness.mjs';

const REAL = path.join(ROOT, '../shared/data/wsm.txt');
const FIXTURE = path.join(ROOT, 'tests/fixtures/printed/profile.txt');
const count = () => Number(sql('SELECT COUNT(*) FROM organisation')[0][0]);
const revisions = (slug) => Number(sql(`SELECT COUNT(*) FROM revision r JOIN organisation o ON o.id = r.organisation_id WHERE o.slug = '${slug}'`)[0][0]);
const items = async (slug) => all((await page(`/fr/organisations/${slug}`)).document, '#activities tbody tr').map((tr) => tr.querySelectorAll('li').length);

test('the printed profile becomes a page', { skip: !fs.existsSync(REAL) && 'the real printed profile is not here' }, async () => {
  const { status, out } = annuaire('import', REAL);
  assert.equal(status, 0, out);
  assert.match(out, /^imported +\S*wsm\.txt$/m);
  const { document } = await page('/fr/organisations/wsm');
  assert.equal(words(document.querySelector('h1')), 'WSM');
  assert.equal(words(document.querySelector('.facts address')), 'Chaussée de Haecht 5791030 Schaerbeek');
  assert.equal(document.querySelector('.facts a[rel=external]').getAttribute('href'), 'http://www.wsm.be');
  const printed = fs.readFileSync(REAL, 'utf8').split('\n');
  for (const [id, line] of [['mission-north', 12], ['mission', 16], ['history', 20]]) {
    assert.equal(words(document.querySelector(`#${id} .prose`)), printed[line - 1].replace(/\s+/g, ' '), id);
  }
  assert.equal(words(document.querySelector('#branches .nothing')), "L'organisation n'a pas ajouté une antenne locale");
  assert.deepEqual(all(document, '.card .facet dd').map(words), ['Néant', 'Néant', 'Néant', 'Néant', 'Néant']);
  assert.deepEqual(all(document, '#activities tbody th').map(words), ['Réseaux/ Plaidoyer/ Mobilisation', 'Echanges Nord-Sud', 'Information & Communication', 'Formations', 'Campagnes']);
  assert.deepEqual(await items('wsm'), [0, 3, 4, 4, 3]);
  assert.deepEqual(all(document, '#partners .bars tbody tr').map((tr) => [words(tr.querySelector('th')), Number(words(tr.querySelector('.number')))]), [
    ['Organisme de santé', 1], ['Organisation de jeunes', 2], ['Mutuelle de santé', 1], ['Organisation de personnes âgées', 1], ['Organisation socioculturelle', 7], ['Syndicat', 1],
    ['Organisation de femmes', 1]]);
  assert.ok(!words(document).includes('list-style-type'));
  const [[kept]] = sql("SELECT SHA2(bytes, 256) FROM revision_source s JOIN organisation o ON o.id = s.organisation_id WHERE o.slug = 'wsm'");
  assert.equal(kept, (await import('node:crypto')).createHash('sha256').update(fs.readFileSync(REAL)).digest('hex'), 'the file itself is kept with the revision');
});

const sample = (changes = {}) => fs.readFileSync(FIXTURE, 'utf8').replace(...(changes.replace ?? ['', '']));

test('a printed profile is imported, then unchanged, then updated with one new revision', async () => {
  const text = sample();
  const file = scratch('printed.txt', text);
  const name = text.trim().split('\n')[0];
  assert.match(annuaire('import', file).out, /^imported/);
  const [[slug]] = sql(`SELECT slug FROM organisation ORDER BY id DESC LIMIT 1`);
  assert.equal(words((await page(`/fr/organisations/${slug}`)).document.querySelector('h1')), name);
  assert.equal(revisions(slug), 1);
  assert.match(annuaire('import', file).out, /^unchanged/);
  assert.equal(revisions(slug), 1);
  fs.writeFileSync(file, text.replace('Historique\n\n', 'Historique\n\nEn 2026, une phrase de plus. '));
  assert.match(annuaire('import', file).out, /^updated/);
  assert.equal(revisions(slug), 2);
  assert.match(words((await page(`/fr/organisations/${slug}`)).document.querySelector('#history')), /En 2026, une phrase de plus\./);
});

test('a file that shares only the name, or only the website, with an organisation is refused with the reason', () => {
  const before = count(), text = sample();
  const other = scratch('other-site.txt', text.replace(/Site web : <[^>]*>/, 'Site web : <https://elsewhere.example>'));
  const name = text.trim().split('\n')[0];
  const renamed = scratch('other-name.txt', text.replace(name, `${name} bis`));
  for (const [file, reason] of [[other, /^refused.*name is that of/], [renamed, /^refused.*website is that of/]]) {
    const { status, out } = annuaire('import', file);
    assert.notEqual(status, 0);
    assert.match(out, reason);
  }
  assert.equal(count(), before);
});

test('what is no printed profile is refused with the reason, and nothing is written', () => {
  const before = count();
  for (const [name, content, reason] of [
    ['binary.txt', Buffer.from([...Array(4096).keys()].map((i) => i % 256)), /line 1.*a text file/],
    ['long.txt', 'a'.repeat(10 * 1024 * 1024), /longer than|too large|bytes/],
    ['line.txt', `Un nom\n\nHistorique\n\n${'a'.repeat(200 * 1024)}\n`, /line 5/],
    ['latin1.txt', Buffer.from('Soci\xe9t\xe9\n\nHistorique\n\nTexte\n', 'latin1'), /UTF-8/],
    ['empty.txt', '', /name/],
    ['letter.txt', 'Madame, Monsieur,\n\nVoici une lettre.\n', /printed profile|heading/],
    ['broken.json', '{"format": "annuaire/1", "name": {"fr": "X"', /JSON/],
    ['other.json', '{"format": "annuaire/1", "name": {"fr": "X"}, "colour": "red"}', /colour/],
    ['missing-file.txt', null, /missing-file/],
  ]) {
    const file = content === null ? path.join(process.env.SCRATCH, name) : scratch(name, content);
    const { status, out } = annuaire('import', file);
    assert.notEqual(status, 0, name);
    assert.match(out, /^refused/, name);
    assert.match(out, reason, name);
  }
  assert.equal(count(), before);
});

test('one bad file among good ones does not keep the others out', () => {
  const good = scratch('good.json', JSON.stringify({ format: 'annuaire/1', name: { fr: 'Les Bons Fichiers' } }));
  const { status, out } = annuaire('import', scratch('bad.json', '{'), good);
  assert.notEqual(status, 0);
  assert.match(out, /^refused .*bad\.json/m);
  assert.match(out, /^imported .*good\.json/m);
});

test('markup in what people write is shown as they wrote it, never run', async () => {
  const evil = '<img src=x onerror=alert(1)> [lien](javascript:alert(1)) <b>gras</b>';
  annuaire('import', scratch('evil.json', JSON.stringify({ format: 'annuaire/1', name: { fr: 'Évil </title><script>alert(1)</script>' }, summary: { fr: evil }, mission: { fr: evil },
    website: 'https://evil.example/?a="><script>', activities: [{ number: 1, title: { fr: evil }, description: { fr: evil } }] })));
  annuaire('import', scratch('evil2.json', JSON.stringify({ format: 'annuaire/1', name: { fr: 'Évil </title><script>alert(1)</script>' }, summary: { fr: evil }, mission: { fr: evil },
    activities: [{ number: 1, title: { fr: evil }, description: { fr: evil } }] })));
  const [[slug]] = sql("SELECT slug FROM organisation WHERE slug LIKE 'evil%'");
  for (const below of ['', '/activities', '/activities/1', '/partners']) {
    const { document, body } = await page(`/fr/organisations/${slug}${below}`);
    assert.equal(document.querySelector('img, b, main script'), null, below);
    assert.ok(!/href="javascript:/i.test(body));
    assert.match(words(document.querySelector('main')), /Évil <\/title><script>alert\(1\)<\/script>|<img src=x/);
  }
  for (const target of ['/fr/', '/fr/organisations?q=evil', '/fr/activities?q=onerror']) {
    const { document } = await page(target);
    assert.equal(document.querySelector('img, main script'), null, target);
  }
});

test('a closed organisation is gone, and its page names who goes on', async () => {
  annuaire('import', scratch('closing.json', JSON.stringify({ format: 'annuaire/1', slug: 'fermeture-prochaine', name: { fr: 'Fermeture prochaine' } })));
  assert.equal((await get('/fr/organisations/fermeture-prochaine')).status, 200);
  const { status, out } = annuaire('close', 'fermeture-prochaine', 'fil-equitable');
  assert.equal(status, 0, out);
  for (const below of ['', '/activities', '/partners']) {
    const answer = await get(`/fr/organisations/fermeture-prochaine${below}`);
    assert.equal(answer.status, 410, below);
    assert.match(answer.body, /href="\/fr\/organisations\/fil-equitable"/);
  }
  assert.ok(!(await page('/fr/organisations?q=fermeture')).body.includes('fermeture-prochaine'));
});

test('a renamed organisation keeps its old address', async () => {
  annuaire('import', scratch('renaming.json', JSON.stringify({ format: 'annuaire/1', slug: 'ancien-nom', name: { fr: 'Ancien nom' } })));
  const { status, out } = annuaire('rename', 'ancien-nom', 'nouveau-nom');
  assert.equal(status, 0, out);
  const { headers } = await get('/fr/organisations/ancien-nom');
  assert.equal(headers.location, '/fr/organisations/nouveau-nom');
  assert.equal((await get('/fr/organisations/nouveau-nom')).status, 200);
});

test('the most named are those that are named today, at their present address', async () => {
  const most = async () => Object.fromEntries(all((await page('/fr/partners')).document, 'section[aria-labelledby=most-named] tbody tr')
    .map((tr) => [tr.querySelector('a').getAttribute('href').split('/').at(-2), Number(words(tr.querySelector('.number')))]));
  const document = (slug, partners) => scratch(`${slug}.json`, JSON.stringify({ format: 'annuaire/1', slug, name: { fr: slug }, partners }));
  annuaire('import', ...[...Array(30).keys()].map((i) => document(`nomme-${i}`, [{ name: 'Tous le nomment', organisation: 'tous-le-nomment' }])));
  assert.equal((await most())['tous-le-nomment'], undefined);
  annuaire('import', document('tous-le-nomment'));
  assert.equal((await most())['tous-le-nomment'], 30);
  annuaire('close', 'nomme-0');
  annuaire('import', document('nomme-1', []));
  annuaire('rename', 'tous-le-nomment', 'tous-la-nomment');
  const named = await most();
  assert.deepEqual([named['tous-le-nomment'], named['tous-la-nomment']], [undefined, 28]);
  annuaire('close', 'tous-la-nomment');
  const after = await most();
  assert.equal(after['tous-la-nomment'], undefined);
  assert.ok(Object.values(after).every((n) => n > 0));
});

test('what is exported can be imported again as the same', () => {
  const { status, out } = annuaire('export', 'fil-equitable');
  assert.equal(status, 0, out);
  assert.match(annuaire('import', scratch('exported.json', out)).out, /^unchanged/);
});

test('the tables that pages read say what the documents say, and the hosting is sound', () => {
  const { status, out } = annuaire('check');
  assert.equal(status, 0, out);
});

test('the command explains itself and refuses what it does not know', () => {
  assert.match(annuaire('--help').out, /import/);
  assert.match(annuaire('import', '--help').out, /FILE/);
  for (const args of [['nothing'], ['import'], []]) {
    const { status, out } = annuaire(...args);
    assert.notEqual(status, 0);
    assert.ok(out.length > 0);
  }
});
