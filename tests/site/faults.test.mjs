// When something is wrong: another schema, no database, a program that is asked to end; and the same programs without FastCGI.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import test from 'node:test';
import { clientOptions, BUILD, eventually, get, ROOT, secret, sql, supervisor, VAR, words } from '../harness.mjs';
import { parseHTML } from 'linkedom';

const text = (body) => words(parseHTML(body).document.querySelector('main'));
// Nobody reads the table until release().
async function lockTable(table) {
  const client = spawn('mariadb', clientOptions('migrate'), { env: { ...process.env, MYSQL_PWD: secret('migrate') }, stdio: ['pipe', 'pipe', 'inherit'] });
  client.stdin.write(`LOCK TABLES ${table} WRITE;\nSELECT 'held';\n`);
  await once(client.stdout, 'data');
  return { release: () => client.stdin.end() };
}

const PAGES = ['/fr/', '/fr/organisations/fil-equitable', '/fr/activities', '/fr/partners', '/fr/shortlist?org=fil-equitable'];

test('a database of another version: 503 with both numbers and the command to run', async () => {
  const [[version]] = sql('SELECT MAX(version) FROM schema_version');
  const later = Number(version) + 7;
  sql(`INSERT INTO schema_version (version, name, applied_at) VALUES (${later}, 'of a later program', NOW())`);
  try {
    for (const target of PAGES) {
      const answer = await eventually(() => get(target), ({ status }) => status === 503);
      assert.equal(answer.status, 503, target);
      assert.match(text(answer.body), new RegExp(`${later}.*${version}.*annuaire migrate`));
      assert.equal(answer.headers['retry-after'], '5');
    }
    assert.equal((await get('/healthz')).status, 200);
    assert.equal((await get('/readyz')).status, 503);
  } finally {
    sql(`DELETE FROM schema_version WHERE version = ${later}`);
  }
  for (const target of PAGES) {
    assert.equal((await eventually(() => get(target), ({ status }) => status === 200)).status, 200, target);
  }
});

test('no database: 503 in the site’s look, alive but not ready; back by itself', async () => {
  supervisor('stop', 'mariadb');
  try {
    for (const target of PAGES) {
      const answer = await eventually(() => get(target), ({ status }) => status === 503);
      assert.equal(answer.status, 503, target);
      assert.equal(answer.headers['retry-after'], '5');
      assert.ok(answer.body.includes('site-bar') && answer.body.includes('<html lang="fr">'));
    }
    assert.equal((await get('/healthz')).status, 200);
    assert.equal((await get('/readyz')).status, 503);
  } finally {
    supervisor('start', 'mariadb');
  }
  for (const target of PAGES) {
    assert.equal((await eventually(() => get(target), ({ status }) => status === 200, 30)).status, 200, target);
  }
});

test('a program that is asked to end finishes the request in hand', async () => {
  const pids = () => [...supervisor('status').matchAll(/^profile:\S+ +RUNNING +pid (\d+)/gm)].map((m) => Number(m[1]));
  const before = pids();
  assert.ok(before.length > 0);
  // The publications are locked, so every profile process has a request in hand that waits.
  const lock = await lockTable('publication');
  const answers = before.map(() => get('/fr/organisations/fil-equitable'));
  await new Promise((resolve) => setTimeout(resolve, 300));
  for (const pid of before) {
    process.kill(pid, 'SIGTERM');
  }
  await new Promise((resolve) => setTimeout(resolve, 200));
  lock.release();
  for (const answer of await Promise.all(answers)) {
    assert.equal(answer.status, 200);
    assert.ok(answer.body.includes('</html>'));
  }
  const after = await eventually(async () => pids(), (now) => now.length === before.length && !now.some((pid) => before.includes(pid)));
  assert.ok(!after.some((pid) => before.includes(pid)), 'the processes ended and others took their place');
});

test('each program answers as plain CGI, too', () => {
  for (const [program, target] of [['directory', '/fr/'], ['profile', '/fr/organisations/fil-equitable'], ['activities', '/fr/activities'], ['partners', '/fr/partners'],
    ['shortlist', '/fr/shortlist?org=fil-equitable'], ['history', '/fr/organisations/fil-equitable/history']]) {
    const run = (method, uri) => spawnSync(path.join(ROOT, BUILD, program), { env: { ...process.env, ANNUAIRE_CONFIG: path.join(VAR, 'annuaire.ini'), REQUEST_METHOD: method, REQUEST_URI: uri },
      stdio: ['ignore', 'pipe', 'pipe'], encoding: 'utf8' });
    const { status, stdout, stderr } = run('GET', target);
    assert.equal(status, 0, stderr);
    assert.match(stdout, /^Status: 200 OK\r\nContent-Type: text\/html; charset=utf-8\r\n/);
    assert.match(stdout, /\r\n\r\n<!doctype html>[\s\S]*<\/html>\s*$/);
    assert.match(run('GET', '/fr/organisations/nobody/partners/x').stdout, /^Status: 404 /);
    assert.match(run('POST', target).stdout, /^Status: 405 /);
  }
});

test('what the programs may not do, the database refuses them', () => {
  const refused = { history: ['SELECT author FROM revision', 'SELECT reason FROM revision', 'SELECT * FROM account', 'SELECT * FROM submission'],
    moderate: ['SELECT password FROM account', 'SELECT totp_secret FROM account', 'UPDATE account SET role = role', 'UPDATE revision SET reason = reason', 'DELETE FROM revision',
      'DELETE FROM submission', 'UPDATE submission SET document = document', 'DELETE FROM slug', 'DELETE FROM mail', 'SELECT * FROM revision_source', 'DROP TABLE organisation'] };
  for (const program of ['directory', 'profile', 'activities', 'partners', 'shortlist', 'history', 'moderate']) {
    const general = ['UPDATE organisation SET slug = slug', 'DELETE FROM revision', 'SELECT * FROM revision_source', 'DROP TABLE organisation'];
    for (const statement of [...program === 'moderate' ? [] : general, ...refused[program] ?? [], 'SELECT * FROM mysql.user']) {
      const run = spawnSync('mariadb', [...clientOptions(program), '-e', statement], { env: { ...process.env, MYSQL_PWD: secret(program) }, encoding: 'utf8' });
      assert.match(run.stderr, /denied/, `${program}: ${statement}`);
    }
  }
});
