// Migrations: what they would do, one at a time, cut off and gone on with, and what programs of another version do meanwhile.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { cgi, configuration, fill, mariadb, must, pause, program, SCRATCH, SHARE, worker } from './mariadb.mjs';

const server = await mariadb('migrations');
const conf = configuration('migrations', { socket: server.socket });
const files = fs.readdirSync(`${SHARE}/schema`).filter((name) => /^\d{4}-.*\.sql$/.test(name)).sort();
const LAST = Number(files.at(-1).slice(0, 4)), next = (n) => String(LAST + n).padStart(4, '0');

// The statements of the database, empty again.
function empty() {
  server.sql('DROP DATABASE IF EXISTS annuaire', 'mysql');
  server.sql(must(program('annuaire'), ['--config', conf.file, 'roles', 'accounts']), 'mysql');
}

// What the tables are, but for the moments at which migrations ran.
const shape = () => server.sql('SHOW TABLES').flat().map((table) => server.sql(`SHOW CREATE TABLE ${table}`).join().replace(/ AUTO_INCREMENT=\d+/, '')).join('\n') +
  JSON.stringify(server.sql('SELECT version, name, readable_from, checksum, applied_at IS NOT NULL FROM schema_version ORDER BY version'));

// The migrations with more of them behind: a directory.
function directory(name, more = {}) {
  const at = path.join(SCRATCH, name);
  fs.mkdirSync(at);
  for (const file of files) {
    fs.copyFileSync(`${SHARE}/schema/${file}`, `${at}/${file}`);
  }
  for (const [file, text] of Object.entries(more)) {
    fs.writeFileSync(`${at}/${file}`, text);
  }
  return at;
}

// The command in the background: { child, out(), ended }, the last being its exit status.
function migrate(...args) {
  const child = spawn(program('annuaire'), ['--config', conf.file, 'migrate', ...args]);
  let out = '';
  child.stdout.on('data', (data) => { out += data; });
  child.stderr.on('data', (data) => { out += data; });
  return { child, out: () => out, ended: once(child, 'close').then(([code]) => code) };
}

async function until(condition, seconds = 60) {
  for (const end = Date.now() + seconds * 1000; !condition();) {
    assert.ok(Date.now() < end, condition.toString());
    await pause(50);
  }
}
const sleeping = () => server.sql("SELECT COUNT(*) FROM information_schema.processlist WHERE info LIKE 'DO SLEEP%'", 'mysql')[0][0] === '1';

test('--dry-run prints what would be run, and changes nothing', () => {
  empty();
  const { status, stdout } = conf.annuaire('migrate', '--dry-run');
  assert.equal(status, 0);
  assert.deepEqual(stdout.match(/^-- \d{4}-\S+\.sql/gm).map((line) => line.slice(3)), files.slice(1));
  assert.match(stdout, /^-- The database has schema version 0, these files go up to \d+\. Nothing is changed by --dry-run\.$/m);
  assert.match(stdout, /^CREATE TABLE IF NOT EXISTS organisation \($/m);
  assert.deepEqual(server.sql('SHOW TABLES'), []);
  assert.equal(conf.annuaire('migrate').status, 0);
  const before = shape();
  assert.doesNotMatch(conf.annuaire('migrate', '--dry-run').stdout, /\.sql:/);
  assert.equal(shape(), before);
  // What is printed is what is run.
  empty();
  server.sql(stdout);
  const printed = server.sql('SHOW TABLES').flat();
  assert.equal(conf.annuaire('migrate').status, 0);
  assert.deepEqual(printed, server.sql('SHOW TABLES').flat().filter((table) => table !== 'migration_lease'));
  assert.equal(shape(), before);
});

test('several at once: one is at it, the others wait, and each migration is applied once', async () => {
  empty();
  const all = [migrate(), migrate(), migrate()];
  assert.deepEqual(await Promise.all(all.map(({ ended }) => ended)), [0, 0, 0]);
  const applied = all.flatMap(({ out }) => out().match(/^applied  \S+$/gm) ?? []);
  assert.deepEqual(applied.sort(), files.slice(1).map((name) => `applied  ${name}`));
});

test('a migration that was cut off anywhere goes on', () => {
  empty();
  assert.equal(conf.annuaire('migrate').status, 0);
  const whole = shape();
  empty();
  const statements = conf.annuaire('migrate', '--dry-run').stdout.split(/^-- \d{4}-\S+\.sql.*$/m).slice(1).map((text) => text.split(/;\n/).filter((s) => s.trim() !== ''));
  assert.equal(statements.length, LAST);
  for (const own of statements) {
    for (let cut = 1; cut <= own.length; cut++) {
      server.sql(own.slice(0, cut).join(';\n'));
    }
  }
  // From there, what the command does is the same as from nothing.
  assert.equal(conf.annuaire('migrate').status, 0);
  assert.equal(shape(), whole);
});

test('the command is killed in the middle: its lease runs out, and the next one goes on', async () => {
  empty();
  const at = directory('killed', { [`${next(1)}-long.sql`]: 'CREATE TABLE IF NOT EXISTS before_it (id INT PRIMARY KEY);\nDO SLEEP(3);\nCREATE TABLE IF NOT EXISTS after_it (id INT PRIMARY KEY);\n' });
  assert.equal(conf.annuaire('migrate').status, 0);
  server.sql(conf.annuaire('roles', 'rights').stdout);
  const first = migrate(at);
  await until(sleeping);
  first.child.kill('SIGKILL');
  const died = Date.now();
  assert.match(conf.annuaire('migrate', '--dry-run', at).stdout, /-long\.sql: 3 statements, begun before and not finished$/m);
  assert.match(cgi('profile', conf, '/fr/organisations/x').body, new RegExp(`${LAST + 1}.*${LAST}.*annuaire migrate`), 'half of it is there: nobody reads it');
  const second = migrate(at);
  await until(() => /^waiting /m.test(second.out()));
  assert.match(second.out(), /^waiting  process \d+ on \S+ \([0-9a-f]{8}\) is migrating this database; if it died, its lease ends at 20\S+ \S+ UTC$/m);
  assert.ok(second.out().includes(`process ${first.child.pid} on`));
  assert.equal(await second.ended, 0);
  assert.ok(Date.now() - died > 20000 && Date.now() - died < 45000, 'after the lease, which nobody renewed');
  assert.match(second.out(), new RegExp(`^applied  ${next(1)}-long\\.sql$`, 'm'));
  assert.equal(server.sql("SHOW TABLES LIKE '%_it'").length, 2);
});

test('MariaDB is killed in the middle: the command says so, and the next one goes on', async () => {
  empty();
  const at = directory('server', { [`${next(1)}-long.sql`]: 'CREATE TABLE IF NOT EXISTS before_it (id INT PRIMARY KEY);\nDO SLEEP(20);\nCREATE TABLE IF NOT EXISTS after_it (id INT PRIMARY KEY);\n' });
  const first = migrate(at);
  await until(sleeping);
  await server.kill();
  assert.equal(await first.ended, 1);
  assert.match(first.out(), new RegExp(`^annuaire: migrate: ${next(1)}-long\\.sql, statement 2 of 3: .*; run it again once that is mended: it goes on from there$`, 'm'));
  await server.begin();
  fs.writeFileSync(`${at}/${next(1)}-long.sql`, fs.readFileSync(`${at}/${next(1)}-long.sql`, 'utf8').replace('SLEEP(20)', 'SLEEP(0)'));
  const second = migrate(at);
  assert.equal(await second.ended, 0, second.out());
  assert.equal(server.sql("SHOW TABLES LIKE '%_it'").length, 2);
  assert.deepEqual(server.sql('SELECT COUNT(*) FROM schema_version WHERE applied_at IS NULL'), [['0']]);
});

test('a statement that lasts longer than the lease keeps it', async () => {
  empty();
  const at = directory('renewed', { [`${next(1)}-long.sql`]: 'DO SLEEP(34);\n' });
  const first = migrate(at);
  await until(sleeping);
  const second = migrate(at);
  await until(() => first.child.exitCode !== null);
  assert.equal(await first.ended, 0);
  assert.equal(await second.ended, 0);
  assert.match(first.out(), /-long\.sql$/m);
  assert.doesNotMatch(second.out(), /^applied /m);
});

test('a statement that fails is told with its place; once it is mended, it goes on', () => {
  empty();
  const name = `${next(1)}-wrong.sql`, at = directory('wrong', { [name]: "CREATE TABLE IF NOT EXISTS fine (id INT PRIMARY KEY, t TEXT DEFAULT 'a;b''c'); -- it's\nCREATE TABEL oops;\n" });
  const { status, out } = conf.annuaire('migrate', at);
  assert.equal(status, 1);
  assert.match(out, new RegExp(`^annuaire: migrate: ${name}, statement 2 of 2: You have an error in your SQL syntax.*TABEL`, 'm'));
  fs.writeFileSync(`${at}/${name}`, fs.readFileSync(`${at}/${name}`, 'utf8').replace('TABEL oops', 'TABLE IF NOT EXISTS oops (id INT PRIMARY KEY)'));
  assert.equal(conf.annuaire('migrate', at).status, 0);
  const [[, made]] = server.sql('SHOW CREATE TABLE fine');
  assert.match(made, /DEFAULT 'a;b(?:'|\\+)'c'/);
});

test('files with a gap, a database that is newer than the files', () => {
  const at = directory('gap', { [`${next(2)}-far.sql`]: 'DO 1;\n' });
  assert.match(conf.annuaire('migrate', at).out, new RegExp(`${next(2)}-far\\.sql: the file before it should be ${next(1)}-\\*\\.sql`));
  assert.match(conf.annuaire('migrate').out, new RegExp(`the database has schema version ${LAST + 1}, these files go up to ${LAST}: install the newer version`));
});

test('programs of the version before go on reading while a migration that lets them is applied, and after it; nothing can be changed', async (t) => {
  empty();
  fill(server, conf);
  const [[slug]] = server.sql('SELECT slug FROM organisation ORDER BY id LIMIT 1');
  const expand = directory('expand', { [`${next(1)}-expand.sql`]: `-- readable-from: ${LAST}\nALTER TABLE organisation ADD COLUMN IF NOT EXISTS later INT NULL;\nDO SLEEP(3);\n` });
  const reader = await worker('profile', conf), lists = await worker('directory', conf), writer = await worker('account', conf);
  const asked = async () => [(await reader.get(`/fr/organisations/${slug}`)).status, (await lists.get('/fr/organisations')).status];
  assert.deepEqual(await asked(), [200, 200]);
  assert.equal((await writer.get('/fr/account/signin')).status, 200);
  const misses = server.sql('SELECT COUNT(*) FROM search_miss');
  const run = migrate(expand);
  let reads = 0;
  while (run.child.exitCode === null) {
    assert.deepEqual(await asked(), [200, 200]);
    reads += 2;
    await pause(20);
  }
  assert.equal(await run.ended, 0);
  t.diagnostic(`${reads} reads during the migration, 0 failed`);
  assert.ok(reads > 50);
  await pause(1100);
  assert.deepEqual(await asked(), [200, 200]);
  assert.equal((await lists.get('/fr/organisations?q=zzzzqqqq')).status, 200);
  assert.deepEqual(server.sql('SELECT COUNT(*) FROM search_miss'), misses, 'not even a search that found nothing is counted');
  const refused = await writer.get('/fr/account/signin');
  assert.equal(refused.status, 503);
  assert.match(refused.body, new RegExp(`${LAST + 1}.*${LAST}`));
  assert.match(conf.annuaire('reindex').out, new RegExp(`schema version ${LAST + 1}, this program needs version ${LAST}; install the newer version`));

  // One version on, contract: what this program reads is gone.
  fs.writeFileSync(`${expand}/${next(2)}-contract.sql`, `-- readable-from: ${LAST + 1}\nDO 1;\n`);
  assert.equal(conf.annuaire('migrate', expand).status, 0);
  await pause(1100);
  const gone = await reader.get(`/fr/organisations/${slug}`);
  assert.equal(gone.status, 503);
  assert.match(gone.body, new RegExp(`${LAST + 2}.*${LAST}`));
});

test('a migration that says nothing is for its own programs alone, from its first statement on', async () => {
  empty();
  fill(server, conf);
  const reader = await worker('profile', conf), [[slug]] = server.sql('SELECT slug FROM organisation ORDER BY id LIMIT 1');
  assert.equal((await reader.get(`/fr/organisations/${slug}`)).status, 200);
  const run = migrate(directory('own', { [`${next(1)}-own.sql`]: 'DO SLEEP(3);\n' }));
  await until(sleeping);
  await pause(1100);
  assert.equal(run.child.exitCode, null);
  assert.equal((await reader.get(`/fr/organisations/${slug}`)).status, 503);
  assert.equal(await run.ended, 0);
});

test('a program that is newer than the database says both numbers', () => {
  const at = directory('before');
  fs.unlinkSync(`${at}/${files.at(-1)}`);
  empty();
  assert.equal(conf.annuaire('migrate', at).status, 0);
  server.sql(conf.annuaire('roles', 'rights').stdout.replace(/^GRANT .* ON mail .*$/gm, ''), 'mysql');
  const { status, body } = cgi('profile', conf, '/fr/organisations/x');
  assert.equal(status, 503);
  assert.match(body, new RegExp(`${LAST - 1}.*${LAST}.*annuaire migrate`));
});
