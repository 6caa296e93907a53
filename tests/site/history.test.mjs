// The history of a page: what changed when, the page as of a date, two versions compared, restored; without names for visitors, with them for those who edit.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, test } from 'node:test';
import { parseHTML } from 'linkedom';
import { account, all, annuaire, fieldsOf, get, page, scratch, signIn, sql, words } from '../harness.mjs';

const sign = (role, slug) => { const { email, password } = account(role, slug); return signIn(email, password); };
const receipt = () => randomBytes(16).toString('hex');
const mark = receipt().slice(0, 8), slug = `histoire-${mark}`, at = `/fr/organisations/${slug}/history`;
let moderator, editor, id;

const DAYS = ['2024-01-10 09:00:00', '2024-03-05 23:59:59', '2025-06-01 00:00:00'];
const DOCUMENTS = [
  { name: { fr: `Premier nom ${mark}` }, mission: { fr: 'Une mission *ancienne*.' }, activities: [{ number: 1, title: { fr: 'Ateliers' }, description: { fr: 'Avec <b>des</b> enfants' } }] },
  { name: { fr: `Premier nom ${mark}` }, mission: { fr: 'Une mission **nouvelle**.' }, acronym: 'PN', activities: [{ number: 1, title: { fr: 'Ateliers' } }, { number: 2, title: { fr: 'Débats' } }],
    partners: [{ name: 'Un partenaire', organisation: 'fil-equitable' }] },
  { name: { fr: `Premier nom ${mark}` }, mission: { fr: 'Une mission **nouvelle**.' }, acronym: 'PN', history: { fr: 'Depuis longtemps.', nl: 'Al lang.' } },
];

// Three versions, of other days.
before(async () => {
  [moderator, editor] = await Promise.all([sign('moderator'), sign('editor', 'caravane-des-droits')]);
  for (const document of DOCUMENTS) {
    assert.equal(annuaire('import', scratch(`${slug}.json`, JSON.stringify({ format: 'annuaire/1', slug, ...document }))).status, 0);
  }
  id = Number(sql(`SELECT organisation_id FROM slug WHERE slug = '${slug}'`)[0][0]);
  assert.equal(sql(`SELECT revision FROM organisation WHERE id = ${id}`)[0][0], '3');
  DAYS.forEach((day, i) => sql(`UPDATE revision SET created_at = '${day}', author = 'Jeanne Secrète' WHERE organisation_id = ${id} AND number = ${i + 1}`));
});

after(() => annuaire('close', slug));

test('the page links its history: what changed when, in words, and by whom only in general', async () => {
  const profile = (await page(`/fr/organisations/${slug}`)).document;
  assert.equal(all(profile, '.dates a').at(-1).getAttribute('href'), at);
  const { document, body, headers } = await page(at);
  assert.deepEqual(all(document, '.revisions h2 a').map(words), ['1er juin 2025', '5 mars 2024', '10 janvier 2024']);
  assert.deepEqual(all(document, '.revisions li > p:not([class])').map(words),
    ['Histoire (français), Histoire (néerlandais), Activité 1, Activité 2, Partenaires et réseaux'.replace(/Histoire/g, 'Historique'),
      'Sigle, Mission générale (français), Activité 1, Activité 2, Partenaires et réseaux', 'La page est nouvelle']);
  assert.ok(!body.includes('Jeanne') && !body.includes('import of a document'), 'neither names nor reasons');
  assert.equal(all(document, '.revisions .row-facts > span:first-child').map(words).join(), 'importée,importée,importée');
  assert.match(headers['cache-control'], /public/);
  assert.equal((await get(at, { headers: { 'If-None-Match': headers.etag } })).status, 304);
  assert.equal(document.querySelector('meta[name=robots]').getAttribute('content'), 'noindex');
});

test('a day leads to the version that stood at its end', async () => {
  const to = async (day) => { const { status, headers } = await get(`${at}?on=${day}`); return [status, headers.location?.replace(/.*\/history/, '')]; };
  assert.deepEqual(await to('2024-01-10'), [303, '/1']);
  assert.deepEqual(await to('2024-03-04'), [303, '/1']);
  assert.deepEqual(await to('2024-03-05'), [303, '/2']);
  assert.deepEqual(await to('2025-05-31'), [303, '/2']);
  assert.deepEqual(await to('2025-06-01'), [303, '/3']);
  assert.deepEqual(await to('2100-01-01'), [303, '/3']);
  for (const day of ['2024-01-09', '2024-02-30', 'hier', '2024-1-1', "2024-01-01'"]) {
    const { status, body } = await get(`${at}?on=${encodeURIComponent(day)}`);
    assert.equal(status, 422, day);
    const { document } = parseHTML(body);
    assert.equal(document.querySelector('#f-on').getAttribute('value'), day, 'what was typed stays');
    assert.equal(document.querySelector('.faults a').getAttribute('href'), '#f-on');
    assert.equal(all(document, '.revisions li').length, 3);
  }
});

test('the page as it was, whole, with its long texts made safe, and no way into what is no longer there', async () => {
  const { document, body, headers } = await page(`${at}/1`);
  assert.match(words(document.querySelector('.past')), /version 1.*du 10 janvier 2024 au 5 mars 2024/);
  assert.equal(document.querySelector('#mission em').textContent, 'ancienne');
  assert.ok(!body.includes('<b>des</b>'), 'HTML in a text is left out as ever');
  assert.equal(words(document.querySelector('#activities tbody th')), 'Ateliers');
  assert.equal(document.querySelector('#activities tbody a'), null);
  assert.equal(document.querySelector('[data-shortlist]'), null);
  assert.equal(document.querySelector('script[type="application/ld+json"]'), null);
  assert.equal(headers['x-robots-tag'], 'noindex');
  assert.equal(all(document, '.past [rel=prev]').length, 0);
  const second = (await page(`${at}/2`)).document;
  assert.deepEqual(all(second, '.past li a').map((a) => a.getAttribute('href')), [`${at}/1`, at, `${at}/3`]);
  assert.equal(words(second.querySelector('.named')), 'Un partenaire');
  assert.equal(second.querySelector('.named a'), null);
  assert.match(words((await page(`${at}/3`)).document.querySelector('.past')), /depuis le 1er juin 2025/);
  for (const path of ['/4', '/0', '/01', '/x', '/4/changes', '/1/changes?with=9', '/1/changes?with=x']) {
    assert.equal((await get(at + path)).status, 404, path);
  }
});

test('two versions word by word, in either order; without a choice, with the one before', async () => {
  const changes = async (path) => all((await page(`${at}/${path}`)).document, '.review-part').map((part) => [words(part.querySelector('h2')), all(part, 'del').map(words).join('|'), all(part, 'ins').map(words).join('|')]);
  const second = await changes('2/changes');
  assert.deepEqual(second.find(([label]) => label.startsWith('Mission générale')), ['Mission générale (français)', 'ancienne', '*nouvelle*']);
  assert.deepEqual(second.find(([label]) => label === 'Sigle'), ['Sigle', '', 'PN']);
  assert.deepEqual(await changes('2/changes?with=1'), second);
  assert.deepEqual(await changes('1/changes?with=2'), second);
  assert.ok((await changes('3/changes?with=1')).some(([label]) => label.includes('néerlandais')));
  assert.ok((await changes('1/changes')).every(([, gone]) => gone === ''), 'before the first there was nothing');
  assert.deepEqual(await changes('2/changes?with=2'), []);
  const { status, headers } = await get(`${at}?number=3&with=1`);
  assert.equal(status, 303);
  assert.match(headers.location, /\/history\/3\/changes\?with=1$/);
  assert.ok((await get(`/nl/organisations/${slug}/history/3/changes`)).body.includes('lang="nl"'));
});

test('those who edit read names and reasons, and restore a version as a new one', async () => {
  const own = `/fr/edit/${slug}/history`;
  assert.equal((await editor.get(own)).status, 403);
  assert.equal((await get(own)).status, 303);
  const { document } = await moderator.page(own);
  assert.match(words(document.querySelector('.revisions')), /Jeanne Secrète · 1er juin 2025, 00:00/);
  assert.match(words((await moderator.page('/fr/edit/fil-equitable/history')).document.querySelector('.revisions')), /l’exploitant de l’annuaire · .*import d’un document/, 'not in the English of the database');
  assert.deepEqual(all(document, '[name=number][type=hidden]').map((i) => i.getAttribute('value')), ['2', '1'], 'what stands need not be restored');
  const form = { number: '1', receipt: receipt() };
  const restored = await moderator.post(own, form);
  assert.equal(restored.status, 303);
  assert.equal((await moderator.post(own, form)).status, 303, 'once more, and nothing more happens');
  const rows = sql(`SELECT number, author, reason, origin, document FROM revision WHERE organisation_id = ${id} ORDER BY number`);
  assert.equal(rows.length, 4);
  assert.deepEqual(rows[3].slice(1, 4), ['Jonas Peeters', 'Version 1 à nouveau', 'federation']);
  assert.equal(rows[3][4], rows[0][4], 'it says what the first said');
  assert.match(words((await page(`/fr/organisations/${slug}`)).document.querySelector('#mission')), /ancienne/);
  assert.ok((await page(at)).body.includes('par la fédération'));
  assert.equal((await moderator.post(own, { number: '9', receipt: receipt() })).status, 404);
  assert.equal((await moderator.post(own, { number: '1' })).status, 400);
});

test('a change of name: the former one is kept with its day, found, and the address stays', async () => {
  const target = `/fr/edit/${slug}/identity`;
  const { document } = await moderator.page(target);
  const main = all(document, 'main form[method=post]').find((f) => f.querySelector('[name=base]'));
  const fields = fieldsOf(main).map(([name, value]) => [name, name === 'name.fr' ? `Second nom ${mark}` : value]);
  assert.equal((await moderator.post(target, fields.filter(([name]) => name !== 'token'))).status, 303);
  const profile = (await page(`/fr/organisations/${slug}`)).document;
  assert.equal(words(profile.querySelector('h1')), `Second nom ${mark}`);
  assert.match(words(profile.querySelector('.former')), new RegExp(`Premier nom ${mark} \\(`));
  const [[json]] = sql(`SELECT JSON_EXTRACT(document, '$.former_names') FROM revision WHERE organisation_id = ${id} ORDER BY number DESC LIMIT 1`);
  assert.deepEqual(JSON.parse(json), [{ name: `Premier nom ${mark}`, until: new Date().toISOString().slice(0, 10) }]);
  assert.ok((await get(`/fr/organisations?q=${encodeURIComponent(`Premier nom ${mark}`)}`)).body.includes(`/organisations/${slug}"`), 'whoever looks for the former name finds it');
  assert.ok(!annuaire('check', 'content').out.includes(`organisation ${id}:`), 'and every projection says so');
});

test('a long history comes in pages', async () => {
  for (let n = 0; n < 18; n++) {
    assert.equal(annuaire('import', scratch(`${slug}.json`, JSON.stringify({ format: 'annuaire/1', slug, name: { fr: `Second nom ${mark}` }, acronym: `V${n}` }))).status, 0);
  }
  const first = (await page(at)).document, second = (await page(`${at}?page=2`)).document;
  const numbers = (document) => all(document, '.revisions h2 a').map((a) => Number(a.getAttribute('href').replace(/.*\//, '')));
  const latest = Number(sql(`SELECT revision FROM organisation WHERE id = ${id}`)[0][0]);
  assert.deepEqual([...numbers(first), ...numbers(second)], Array.from({ length: latest }, (_, i) => latest - i));
  assert.equal(numbers(first).length, 20);
  assert.match(words(first.querySelector('.revisions li:last-child')), /Sigle|Acronyme/);
  assert.equal((await get(`${at}?page=3`)).status, 404);
});
