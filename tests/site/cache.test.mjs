// The web server keeps pages for as long as the programs allow: here for two seconds, in a directory of its own that begins without organisations.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { annuaire, eventually, get, scratch, startSite } from '../harness.mjs';

const SECONDS = 2;
let own, site;

const wait = (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));

before(async () => {
  own = await startSite('cache', { CACHE_SECONDS: SECONDS, DEMO: 0 });
  site = own.site;
});
after(() => own?.stop());

// How many requests a program has answered.
async function answered(program) {
  const { body } = await get(`/metrics/${program}`, { site });
  return [...body.matchAll(/^annuaire_requests_total\{[^}]*\} (\d+)$/gm)].reduce((sum, [, n]) => sum + Number(n), 0);
}

test('an empty directory says so, and how to fill it', async () => {
  const { status, body } = await get('/fr/', { site });
  assert.equal(status, 200);
  assert.match(body, /annuaire import/);
  for (const target of ['/fr/organisations', '/fr/activities', '/fr/partners']) {
    assert.equal((await get(target, { site })).status, 200);
  }
});

test('many visitors of one page cost the program one request, until the page is too old', async () => {
  await wait(SECONDS + 1);
  const begin = await answered('partners');
  for (let i = 0; i < 50; i++) {
    const { status, headers, bytes } = await get('/nl/partners', { site });
    assert.equal(status, 200);
    assert.equal(headers['cache-control'], `public, max-age=0, s-maxage=${SECONDS}, must-revalidate`);
    assert.equal(Number(headers['content-length']), bytes);
  }
  const first = await answered('partners');
  assert.ok(first - begin <= 3, `${first - begin} requests for 50 visits`);
  await wait(SECONDS + 1);
  await get('/nl/partners', { site });
  await wait(0.3);
  assert.ok((await answered('partners')) > first);
});

test('each visitor has a request id of their own, also for a kept page', async () => {
  const ids = await Promise.all([1, 2, 3].map(async () => (await get('/de/partners', { site })).headers['x-request-id']));
  assert.equal(new Set(ids).size, 3);
});

test('a kept page is confirmed with 304', async () => {
  const { etag } = (await get('/de/partners', { site })).headers;
  assert.equal((await get('/de/partners', { site, headers: { 'If-None-Match': etag } })).status, 304);
});

test('errors are not kept', async () => {
  const before = await answered('directory');
  await get('/nl/nothing', { site });
  await get('/nl/nothing', { site });
  assert.ok((await answered('directory')) >= before + 2);
});


test('a kept page that did not change is asked for by its ETag and not made again; one that did is made anew', async () => {
  const target = '/fr/organisations/pont';
  const publish = (fr) => {
    const document = scratch('pont.json', JSON.stringify({ format: 'annuaire/1', slug: 'pont', name: { fr: 'Pont' }, mission: { fr } }));
    const { status, out } = annuaire('--config', path.join(own.var, 'annuaire.ini'), 'import', document);
    assert.equal(status, 0, out);
  };
  const visit = () => get(target, { site });
  const statuses = () => [...fs.readFileSync(path.join(own.var, 'log/profile.log'), 'utf8').matchAll(/ target=(\S+) status=(\d+) /g)].filter(([, of]) => of === target).map(([,, status]) => status);
  publish('Relier deux rives.');
  const { status, body } = await visit();
  assert.equal(status, 200);
  assert.match(body, /Relier deux rives\./);
  await wait(SECONDS + 1);
  // The first visitor is given the kept page while the program is asked, the second one what became of it.
  for (let i = 0; i < 2; i++) {
    const again = await visit();
    assert.equal(again.status, 200);
    assert.equal(again.body, body);
    assert.deepEqual(await eventually(statuses, ({ length }) => length > 1), ['200', '304']);
  }
  publish('Relier trois rives.');
  const changed = await eventually(visit, ({ body: now }) => now !== body);
  assert.equal(changed.status, 200);
  assert.match(changed.body, /Relier trois rives\.[\s\S]*<\/html>/);
  assert.deepEqual(statuses(), ['200', '304', '200']);
});
