// Who may do what: every address of every program's table of routes, read and sent to by everybody, on an organisation of one's own and on another's.
// What must happen is computed from the table's word for who may come in (web/route.h) alone.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import test, { after, before } from 'node:test';
import { parseHTML } from 'linkedom';
import { all, annuaire, cookiePrefix, eventually, get, makeOrganisation, ORIGIN, programLog, ROOT, sql } from '../harness.mjs';
import { ACCESS, isGuarded, PROGRAMS, routesOf, source } from '../routes.mjs';

// role: of the account; undefined: no account. change: what SQL makes of the session after it began. Whoever has no live session is nobody.
const VISITORS = [
  { name: 'nobody' },
  { name: 'a session that never was', made_up: true },
  { name: 'editor', role: 'editor', live: true },
  { name: 'moderator', role: 'moderator', live: true },
  { name: 'administrator', role: 'administrator', live: true },
  { name: 'editor whose second factor is still to come', role: 'editor', live: true, half: true },
  { name: 'administrator whose second factor is still to come', role: 'administrator', live: true, half: true },
  { name: 'editor whose account is disabled', role: 'editor', disabled: true },
  { name: 'editor who was idle for too long', role: 'editor', change: 'seen_at = seen_at - INTERVAL 61 MINUTE' },
  { name: 'moderator who was idle for too long', role: 'moderator', change: 'seen_at = seen_at - INTERVAL 16 MINUTE' },
  { name: 'administrator who came in too long ago', role: 'administrator', change: 'created_at = created_at - INTERVAL 721 MINUTE' },
];
const FORM_BYTES = 100; // of a form that is kept, at least that it is not empty
const AT_ONCE = 6;

// What secrets are in the database and in forms, as base/secret.h says.
function secrets(rows) {
  const script = 'import hashlib, json, sys\nb = lambda s, n, k=b"": hashlib.blake2b(s.encode(), digest_size=n, key=k)\n' +
    'print(json.dumps([[b(s, 32).hexdigest(), b(p, 16, b(k, 32).digest()).hexdigest()] for s, k, p in json.load(sys.stdin)]))';
  const run = spawnSync('python3', ['-c', script], { input: JSON.stringify(rows), encoding: 'utf8', maxBuffer: 1e8 });
  assert.equal(run.status, 0, run.stderr);
  return JSON.parse(run.stdout);
}

// Every case has an account and a session of its own, so that none ends another's.
let cases, own, foreign, victim;
const secret = () => randomBytes(32).toString('base64url');

function addressOf(route, slug) {
  return route.pattern.replace('{lang}', 'fr').replace('{slug}', slug).replace('{number}', route.program === 'account' ? victim : 1).replace('{secret}', secret());
}

function makeCases() {
  const made = [];
  for (const route of PROGRAMS.flatMap(routesOf)) {
    for (const visitor of route.access === 'PUBLIC' ? VISITORS.slice(0, 3) : VISITORS) {
      for (const slug of route.pattern.includes('{slug}') ? [own, foreign] : [own]) {
        for (const method of ['GET', 'POST']) {
          const target = addressOf(route, slug), session = secret(), form = secret();
          made.push({ route, visitor, method, target, isOwn: slug === own, session, form, key: visitor.live ? session : form });
        }
      }
    }
  }
  const known = secrets(made.map((c) => [c.session, c.key, c.target.replace(/^\/fr(?=\/)/, '')]));
  return made.map((c, i) => ({ ...c, number: i, hash: known[i][0], token: known[i][1] }));
}

// Sessions as signing in makes them, without the second that a password takes.
function begin(list) {
  for (let i = 0; i < list.length; i += 400) {
    const some = list.slice(i, i + 400);
    sql(`INSERT INTO account (email, name, language, role, disabled, created_at) VALUES ${some.map((c) =>
      `('case-${c.number}@matrix.example', 'Case ${c.number}', 'fr', '${c.visitor.role}', ${c.visitor.disabled ?? false}, UTC_TIMESTAMP(6))`)}`);
    sql(`INSERT INTO session (hash, account_id, verified, agent, created_at, seen_at) SELECT UNHEX(c.hash), a.id, c.verified, '', UTC_TIMESTAMP(6), UTC_TIMESTAMP(6) FROM account a
      JOIN (${some.map((c) => `SELECT 'case-${c.number}@matrix.example' AS email, '${c.hash}' AS hash, ${!c.visitor.half} AS verified`).join(' UNION ALL ')}) c ON c.email = a.email`);
  }
  sql(`INSERT INTO account_organisation (account_id, organisation_id) SELECT a.id, o.id FROM account a JOIN organisation o ON o.slug = '${own}'
    WHERE a.email LIKE 'case-%@matrix.example' AND a.role = 'editor'`);
  for (const { change, name } of VISITORS.filter((v) => v.change)) {
    const hashes = list.filter((c) => c.visitor.name === name).map((c) => `'${c.hash}'`);
    sql(`UPDATE session SET ${change} WHERE HEX(hash) IN (${hashes})`);
  }
}

// What must happen: 'method', 'sign in', 'code', 'refused' or 'let in'.
function expected({ route, visitor, method, isOwn }) {
  if ((method === 'GET' ? route.show : route.post) === null) {
    return 'method';
  }
  if (['PUBLIC', 'FORM'].includes(route.access)) {
    return 'let in';
  }
  if (!visitor.live) {
    return 'sign in';
  }
  if (visitor.half && route.access !== 'HALF') {
    return 'code';
  }
  const may = { HALF: true, ACCOUNT: true, ORGANISATION: isOwn || visitor.role !== 'editor', MODERATOR: visitor.role !== 'editor', ADMINISTRATOR: visitor.role === 'administrator' };
  return may[route.access] ? 'let in' : 'refused';
}

const encoded = (next) => encodeURIComponent(next).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);

function checkAnswer(c, { status, headers, body }) {
  const what = `${c.visitor.name}: ${c.method} ${c.target} (${c.route.access}, ${c.isOwn ? 'own' : 'foreign'}) answers ${status} ${headers.location ?? ''}`;
  const next = c.target.replace(/^\/fr(?=\/)/, ''), wanted = expected(c);
  if (c.guarded) {
    assert.equal(headers['cache-control'], 'no-store', what);
  }
  assert.ok(status < 500, what);
  if (wanted === 'method') {
    assert.equal(status, 405, what);
  } else if (wanted === 'sign in' && c.route.post === 'post_signout') {
    assert.deepEqual([status, headers.location], [303, '/fr/'], `${what}: whoever is out already is out`);
  } else if (wanted === 'sign in' && c.method === 'GET') {
    assert.deepEqual([status, headers.location], [303, `/fr/account/signin?next=${encoded(next)}`], what);
  } else if (wanted === 'sign in') {
    assert.equal(status, 401, what);
    const form = all(parseHTML(body).document, 'form').find((f) => f.getAttribute('action') === '/fr/account/signin');
    assert.equal(form.querySelector('[name=next]').getAttribute('value'), next, what);
    assert.equal(form.querySelector('[name=again]').getAttribute('value'), c.body, what);
  } else if (wanted === 'code') {
    assert.deepEqual([status, headers.location], [303, '/fr/account/code'], what);
  } else if (wanted === 'refused') {
    assert.equal(status, 403, what);
  } else {
    assert.ok(![401, 403, 405].includes(status), what);
    assert.ok(c.route.access === 'FORM' || !headers.location?.startsWith('/fr/account/signin'), what);
  }
}

async function run(list) {
  const queue = [...list];
  await Promise.all(Array.from({ length: AT_ONCE }, async (_, n) => {
    for (let c = queue.shift(); c !== undefined; c = queue.shift()) {
      const answer = await get(c.target, { method: c.method, body: c.method === 'POST' ? c.body : '', from: `127.0.0.${n % 3 + 1}`, headers: {
        Cookie: [...(c.visitor.role || c.visitor.made_up ? [`annuaire=${c.session}`] : []), `annuaire-form=${c.form}`].map((cookie) => cookiePrefix() + cookie).join('; '),
        ...(c.method === 'POST' && { 'Content-Type': 'application/x-www-form-urlencoded', Origin: ORIGIN, 'Sec-Fetch-Site': 'same-origin' }) } });
      c.id = answer.headers['x-request-id'];
      checkAnswer(c, answer);
    }
  }));
}

// The whole database in a line a table. Letters are counted: the mailer works on them by itself.
function database() {
  const tables = sql(`SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE' AND table_name <> 'mail'`).flat();
  return [...sql(`CHECKSUM TABLE ${tables.map((t) => `\`${t}\``)}`), ...sql('SELECT COUNT(*) FROM mail')].map((row) => row.join(' '));
}

before(() => {
  const activities = [{ number: 1, title: { fr: 'Une activité' } }];
  own = makeOrganisation({ name: { fr: 'À soi de la matrice' }, activities });
  foreign = makeOrganisation({ name: { fr: 'Aux autres de la matrice' }, activities });
  sql(`INSERT INTO account (email, name, language, role, created_at) VALUES ('victim@matrix.example', 'Victim', 'fr', 'editor', UTC_TIMESTAMP(6))`);
  [[victim]] = sql(`SELECT id FROM account WHERE email = 'victim@matrix.example'`);
  cases = makeCases().map((c) => ({ ...c, guarded: isGuarded(c.route.program), body: `token=${c.token}&filler=${'x'.repeat(FORM_BYTES)}` }));
  begin(cases.filter((c) => c.visitor.role));
});

after(() => {
  for (const table of ['session', 'account_organisation', 'account_link', 'recovery_code', 'draft']) {
    sql(`DELETE t FROM ${table} t JOIN account a ON a.id = t.account_id WHERE a.email LIKE '%@matrix.example'`);
  }
  sql(`DELETE FROM account WHERE email LIKE '%@matrix.example'`);
  sql('DELETE FROM attempt');
  for (const slug of [own, foreign]) {
    annuaire('close', slug);
  }
});

test('every program has a table of routes, every handler stands in one, and what is guarded is never kept by nginx', () => {
  const routes = PROGRAMS.flatMap(routesOf), handlers = new Set(routes.flatMap((r) => [r.show, r.post]));
  assert.deepEqual(new Set(ACCESS.map((a) => a.slice('ACCESS_'.length))), new Set(['PUBLIC', 'FORM', 'HALF', 'ACCOUNT', 'ORGANISATION', 'MODERATOR', 'ADMINISTRATOR']));
  for (const file of fs.readdirSync(path.join(ROOT, 'cgi-bin')).filter((name) => name.endsWith('.c') && source(`cgi-bin/${name}`).includes('app_main('))) {
    assert.ok(PROGRAMS.includes(file.slice(0, -2)), `${file} is built`);
  }
  const files = PROGRAMS.flatMap((p) => [`cgi-bin/${p}.c`, ...(fs.existsSync(path.join(ROOT, `cgi-bin/${p}`)) ? fs.readdirSync(path.join(ROOT, `cgi-bin/${p}`)).map((f) => `cgi-bin/${p}/${f}`) : [])]);
  for (const file of files) {
    for (const [, handler] of source(file).matchAll(/^((?:show|post)_\w+)\(struct request \*rq, struct response \*rs\)$/gm)) {
      assert.ok(handlers.has(handler), `${file}: ${handler}() is at no address`);
    }
  }
  const [, map] = source('conf/nginx/annuaire-http.conf').match(/^map \$annuaire_program \$annuaire_private \{\n([^]*?)^\}/m);
  assert.deepEqual([...map.matchAll(/^\tannuaire_(\w+) +1;/gm)].map(([, p]) => p).sort(), PROGRAMS.filter(isGuarded).sort());
  for (const route of routes) {
    assert.ok(isGuarded(route.program) || route.access === 'PUBLIC', route.pattern);
  }
});

test('reading, and sending what is refused: everybody gets what the table says, and nothing changes', async () => {
  const some = cases.filter((c) => c.method === 'GET' || expected(c) !== 'let in'), earlier = database();
  for (const [kind, least] of [['refused', 10], ['sign in', 100], ['code', 20], ['method', 10], ['let in', 50]]) {
    assert.ok(some.filter((c) => expected(c) === kind).length >= least, kind);
  }
  await run(some);
  assert.deepEqual(database(), earlier);
});

test('sending an empty form where one may: no error of ours, and no organisation has another revision', async () => {
  const revisions = () => sql('SELECT COUNT(*), SUM(revision) FROM organisation UNION ALL SELECT COUNT(*), MAX(number) FROM revision UNION ALL SELECT COUNT(*), COUNT(*) FROM submission');
  const some = cases.filter((c) => c.method === 'POST' && expected(c) === 'let in'), earlier = revisions();
  assert.ok(some.length > 20);
  await run(some);
  assert.deepEqual(revisions(), earlier);
});

test('each address was answered by the program whose table it is in, without an error', async () => {
  for (const program of PROGRAMS) {
    const wanted = cases.filter((c) => c.route.program === program);
    const missing = () => {
      const log = programLog(program);
      const lines = new Map(log.split('\n').filter((line) => line.includes('event=request')).map((line) => [line.match(/ id=([\w-]+)/)?.[1], line]));
      return wanted.filter((c) => !/level=info/.test(lines.get(c.id) ?? '')).map((c) => `${c.method} ${c.target}`);
    };
    assert.deepEqual(await eventually(missing, (list) => list.length === 0, 5), [], program);
  }
});
