// The site as HTTP has it: methods, headers, caches, languages, errors (RFC 9110, RFC 9111).
import assert from 'node:assert/strict';
import test from 'node:test';
import { all, eventually, get, mountOf, page, programLog, SERVER, SITE, VAR, words } from '../harness.mjs';

const PAGES = ['/fr/', '/fr/organisations', '/fr/organisations/fil-equitable', '/fr/organisations/fil-equitable/activities', '/fr/organisations/fil-equitable/activities/1',
  '/fr/organisations/fil-equitable/partners', '/fr/activities', '/fr/partners', '/fr/shortlist?org=fil-equitable&org=klimaat-kompas',
  '/fr/organisations/fil-equitable/history', '/fr/organisations/fil-equitable/history/1', '/fr/organisations/fil-equitable/history/1/changes'];
const ERRORS = [['/fr/nothing', 404], ['/fr/organisations/nobody', 404], ['/fr/organisations?q=a&q=b', 400], ['/xx/', 404], ['/fr/organisations/nobody/partners', 404], ['/nothing.php', 404]];

// nginx makes ids of its own, Apache by mod_unique_id; else the programs do.
const REQUEST_ID = SERVER === 'nginx' ? /^[0-9a-f]{32}$/ : /^[\w-]{16,32}$/;

async function stylesheet() {
  return (await page('/fr/')).document.querySelector('link[rel=stylesheet]').getAttribute('href');
}

test('every answer carries the headers that keep a visitor safe, exactly once', async () => {
  for (const target of [...PAGES, ...ERRORS.map(([t]) => t), '/', await stylesheet()]) {
    const { headers } = await get(target);
    const policy = Object.fromEntries(headers['content-security-policy'].split('; ').map((part) => part.split(/ (.*)/s).slice(0, 2)));
    assert.deepEqual(policy, { 'default-src': "'none'", 'script-src': "'self'", 'style-src': "'self'", 'img-src': "'self'", 'font-src': "'self'", 'connect-src': "'self'",
      'form-action': "'self'", 'base-uri': "'none'", 'frame-ancestors': "'none'", 'object-src': "'none'" }, target);
    assert.equal(headers['x-content-type-options'], 'nosniff', target);
    assert.equal(headers['referrer-policy'], 'strict-origin-when-cross-origin', target);
    assert.equal(headers['cross-origin-opener-policy'], 'same-origin', target);
    assert.equal(headers['cross-origin-resource-policy'], 'same-origin', target);
    assert.match(headers['permissions-policy'], /camera=\(\).*geolocation=\(\)/, target);
    // lighttpd makes no ids: what it answers by itself has none.
    if (SERVER !== 'lighttpd' || !target.startsWith('/static/')) {
      assert.match(headers['x-request-id'], REQUEST_ID, target);
    }
    assert.ok(!/\/|\d/.test(headers.server ?? ''), headers.server);
  }
});

test('every page has its length, its type, an entity tag and says how long it may be kept', async () => {
  for (const target of PAGES) {
    const { headers, bytes } = await get(target);
    assert.equal(headers['content-type'], 'text/html; charset=utf-8');
    assert.equal(Number(headers['content-length']), bytes, target);
    assert.match(headers.etag, /^W\/"[0-9a-f]+"$/);
    assert.equal(headers['cache-control'], 'public, max-age=0, s-maxage=0, must-revalidate');
  }
});

test('a page that has not changed is not sent again', async () => {
  for (const target of PAGES) {
    const { etag } = (await get(target)).headers;
    for (const list of [etag, etag.slice(2), `"other", ${etag}`, '*']) {
      const { status, body, headers } = await get(target, { headers: { 'If-None-Match': list } });
      assert.equal(status, 304, `${target} ${list}`);
      assert.equal(body, '');
      assert.equal(headers.etag, etag);
    }
    assert.equal((await get(target, { headers: { 'If-None-Match': '"other"' } })).status, 200);
  }
});

test('pages in two languages or with two queries have two entity tags', async () => {
  const tags = await Promise.all(['/fr/organisations', '/nl/organisations', '/fr/organisations?letter=c', '/fr/organisations?page=2'].map(async (t) => (await get(t)).headers.etag));
  assert.equal(new Set(tags).size, tags.length);
});

test('HEAD answers as GET does, without the page', async () => {
  for (const target of [...PAGES, '/fr/nothing', '/']) {
    const [got, head] = [await get(target), await get(target, { method: 'HEAD' })];
    assert.equal(head.status, got.status);
    assert.equal(head.body, '');
    for (const header of ['content-length', 'content-type', 'etag', 'cache-control', 'location']) {
      // Apache says nothing of a length of 0 to HEAD, as RFC 9110 section 8.6 leaves it.
      const silent = SERVER.startsWith('apache') && header === 'content-length' && got.headers[header] === '0';
      assert.equal(head.headers[header], silent ? undefined : got.headers[header], `${target} ${header}`);
    }
  }
});

test('other methods are refused, with those that are allowed', async () => {
  for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH']) {
    for (const target of PAGES) {
      const { status, headers, body } = await get(target, { method });
      assert.equal(status, 405, `${method} ${target}`);
      assert.equal(headers.allow, 'GET, HEAD');
      assert.ok(body.includes('<html lang="fr">'));
    }
  }
});

test('a form that is refused unread is answered each time', async () => {
  for (let turn = 0; turn < 10; turn++) {
    const answers = await Promise.all(Array.from({ length: 10 }, () => get('/fr/activities/', { method: 'POST', body: 'x'.repeat(2000) })));
    assert.deepEqual(answers.map(({ status, body }) => status === 405 && body.includes('</html>')), Array(10).fill(true));
  }
});

test('errors speak in the look and the language of the site, say what to do, and are not kept', async () => {
  for (const [target, status] of ERRORS) {
    const answer = await get(target, { headers: { 'Accept-Language': 'nl' } });
    assert.equal(answer.status, status, target);
    assert.equal(answer.headers['cache-control'], 'no-cache');
    assert.equal(answer.headers['x-robots-tag'], 'noindex');
    assert.ok(answer.body.includes(`<html lang="${target.startsWith('/fr') ? 'fr' : 'nl'}">`), target);
    assert.ok(answer.body.includes(answer.headers['x-request-id']), 'the number to give is on the page');
    assert.ok(answer.body.includes('site-bar'));
  }
  const { body } = await get('/fr/nothing');
  assert.match(body, /Cette page n’existe pas|introuvable|n’existe/);
});

test('an address that is too long is refused', async () => {
  // lighttpd has one limit for all that comes before the body.
  assert.ok([413, 414, ...SERVER === 'lighttpd' ? [431] : []].includes((await get(`/fr/organisations?q=${'a'.repeat(20000)}`)).status));
  assert.ok([400, 413].includes((await get(`/fr/organisations?q=${'a'.repeat(5000)}`)).status) || (await get(`/fr/organisations?q=${'a'.repeat(5000)}`)).status === 200);
});

test('the root leads to the language that the browser prefers', async () => {
  for (const [accept, lang] of [['nl-BE,nl;q=0.9,fr;q=0.5', 'nl'], ['de', 'de'], ['en;q=0.4,de;q=0.8', 'de'], ['es', 'fr'], ['', 'fr'], ['*', 'fr'], ['fr;q=0,en', 'en'], [';;;q=x', 'fr']]) {
    const { status, headers } = await get('/', { headers: { 'Accept-Language': accept } });
    assert.equal(status, 303);
    assert.equal(headers.location, `/${lang}/`, accept);
    assert.equal(headers.vary, 'Accept-Language');
  }
});

test('a mount without its slash leads to the same', { skip: mountOf(SITE) === '' && 'the site is mounted at the root' }, async () => {
  const { status, headers } = await get('', { headers: { 'Accept-Language': 'de' } });
  assert.deepEqual([status, headers.location], [303, '/de/']);
});

test('a slash too few or too many leads to the page', async () => {
  for (const [from, to] of [['/fr', '/fr/'], ['/fr/organisations/', '/fr/organisations'], ['/fr/organisations/fil-equitable/', '/fr/organisations/fil-equitable'], ['/fr/partners/', '/fr/partners']]) {
    const { status, headers } = await get(from);
    assert.equal(status, 301, from);
    assert.equal(headers.location, to);
  }
});

test('no address leads to another site', async () => {
  for (const target of ['//example.org/', '//example.org', '/fr//example.org', '/\\example.org', '/fr/organisations//example.org/', '/fr/%0d%0aLocation:%20x']) {
    const { status, headers } = await get(target);
    assert.ok(status >= 400 || headers.location === undefined || /^\/[a-z]/.test(headers.location), `${target}: ${status} ${headers.location}`);
    assert.equal(headers['x-injected'], undefined);
  }
});

test('static files keep their name as long as their content, and may be kept for ever', async () => {
  const { document } = await page('/fr/');
  const files = [...all(document, 'link[href^="/static/"]').map((l) => l.getAttribute('href')), ...all(document, 'script[src]').map((s) => s.getAttribute('src'))];
  assert.ok(files.length >= 4);
  const types = { css: 'text/css; charset=utf-8', js: 'application/javascript; charset=utf-8', svg: 'image/svg+xml; charset=utf-8', woff2: 'font/woff2' };
  for (const file of files) {
    const { status, headers } = await get(file);
    assert.equal(status, 200, file);
    assert.match(file, /\.[0-9a-f]{8}\.\w+$/);
    assert.equal(headers['content-type'], types[file.split('.').pop()], file);
    assert.match(headers['cache-control'], /max-age=31536000, immutable/);
  }
  const css = (await get(files.find((f) => f.endsWith('.css')))).body;
  for (const [, url] of css.matchAll(/url\(["']?([^"')]+)/g)) {
    assert.equal((await get(new URL(url, `http://x${files[0]}`).pathname)).status, 200, url);
  }
  assert.equal((await get('/static/none.css')).status, 404);
  assert.ok([400, 403, 404].includes((await get('/static/../schema/roles.sql')).status));
});

test('each program says that it is up, ready, and what it has done', async () => {
  for (const program of ['directory', 'profile', 'activities', 'partners', 'shortlist', 'history', 'moderate']) {
    assert.deepEqual(await get(`/healthz/${program}`).then((a) => [a.status, a.body]), [200, 'ok\n']);
    assert.deepEqual(await get(`/readyz/${program}`).then((a) => [a.status, a.body]), [200, 'ready\n']);
    const { status, headers, body } = await get(`/metrics/${program}`);
    assert.equal(status, 200);
    assert.match(headers['content-type'], /^text\/plain; version=0\.0\.4/);
    assert.match(body, new RegExp(`annuaire_\\w+\\{[^}]*program="${program}"`));
    assert.match(body, /# TYPE annuaire_\w+ counter/);
  }
  const count = async () => Number(/status="?2[^\n]* (\d+)\n/.exec((await get('/metrics/partners')).body)[1]);
  const before = await count();
  await get('/fr/partners');
  assert.ok((await count()) > before);
});

test('each request leaves one line in its program’s log, under the id that the visitor sees', async () => {
  const { headers } = await get('/fr/organisations/fil-equitable');
  const id = headers['x-request-id'];
  const lines = await eventually(async () => programLog('profile').split('\n').filter((line) => line.includes(`id=${id}`)), (found) => found.length > 0);
  assert.equal(lines.length, 1);
  assert.match(lines[0], /^at=\S+Z level=info program=profile id=[\w-]+ event=request method=GET target=\S+ status=200 bytes=\d+ ms=[\d.]+$/);
  assert.ok(lines[0].includes(` target=${mountOf(SITE)}/fr/organisations/fil-equitable `));
});

test('a request’s id is ours, whatever the visitor sends', async () => {
  for (const target of ['/fr/organisations/fil-equitable', '/fr/nothing']) {
    const { headers, body } = await get(target, { headers: { 'X-Request-Id': 'of-the-visitor' } });
    assert.match(headers['x-request-id'], REQUEST_ID);
    assert.ok(headers['x-request-id'] !== 'of-the-visitor' && !body.includes('of-the-visitor'));
  }
});

test('the page says nothing of the machine', async () => {
  for (const target of [...PAGES, ...ERRORS.map(([t]) => t)]) {
    const { body, headers } = await get(target);
    assert.ok(!body.includes(VAR) && !JSON.stringify(headers).includes(VAR));
  }
  assert.ok(words((await page('/en/')).document.querySelector('footer')).length > 20);
});
