// An existing MariaDB: over TLS, by its name, and several of them in one line.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { authority, cgi, configuration, fill, mariadb, pause, program, run, worker } from './mariadb.mjs';

const OURS = ['--host', '127.0.0.1'];
const ours = authority('ours'), theirs = authority('theirs');
const certificate = ours.cert('server', 'DNS:localhost,IP:127.0.0.1');
const first = await mariadb('first', [`ssl-cert=${certificate.cert}`, `ssl-key=${certificate.key}`, `ssl-ca=${ours.ca}`]);
const conf = configuration('tls', { host: `127.0.0.1:${first.port}`, tls_ca: ours.ca });
fill(first, conf, ...OURS);
const [[slug]] = first.sql('SELECT slug FROM organisation ORDER BY id LIMIT 1');
const exported = (...keys) => conf.annuaire(...keys.flatMap((key) => ['--set', `database.${key}`]), 'export');

test('over TLS, to a server whose certificate our authority vouches for, by its name or its address', () => {
  for (const host of [`127.0.0.1:${first.port}`, `localhost:${first.port}`]) {
    const { status, stdout, stderr } = exported(`host=${host}`);
    assert.equal(status, 0, stderr);
    assert.equal(stdout.trimEnd().split('\n').length, 3);
  }
  assert.equal(cgi('profile', conf, `/fr/organisations/${slug}`).status, 200);
  assert.deepEqual(first.sql("SELECT COUNT(*) FROM mysql.global_priv WHERE User LIKE 'annuaire\\_%' AND Host = '127.0.0.1' AND JSON_VALUE(Priv, '$.ssl_type') <> 1"), [['0']], 'not without it');
});

test('a backup goes the same way', () => {
  const directory = path.join(conf.directory, 'backups');
  const made = conf.annuaire('backup', directory);
  assert.equal(made.status, 0, made.stderr);
  assert.match(conf.annuaire('restore', path.join(directory, fs.readdirSync(directory)[0]), '--into', 'annuaire').stderr, /has \d+ tables; a backup goes into an empty one/);
  const refused = conf.annuaire('--set', `database.tls_ca=${theirs.ca}`, 'backup', directory);
  assert.equal(refused.status, 1);
  assert.match(refused.stderr, /certificate/);
  assert.equal(fs.readdirSync(directory).length, 1);
});

test('whoever is not our server is refused, by every program, and the log says why', () => {
  const wrong = [
    [`tls_ca=${theirs.ca}`, /certificate/],
    ['tls_ca=/etc/ssl/certs/ca-certificates.crt', /certificate/],
    ['tls_ca=/nowhere', /TLS\/SSL error/],
    ['tls=no', /Access denied/],	// its accounts take nobody without TLS
  ];
  for (const [key, reason] of wrong) {
    const { status, stdout, stderr } = exported(key);
    assert.equal(status, 1, key);
    assert.equal(stdout, '');
    assert.match(stderr, new RegExp(`database-connect at=127\\.0\\.0\\.1:${first.port} ca=\\S* code=\\d+ reason=.*${reason.source}`));
    assert.match(stderr, new RegExp(`does not answer at 127\\.0\\.0\\.1:${first.port}: .*${reason.source}`));
    const [name, value] = key.split('=');
    const page = cgi('profile', conf, `/fr/organisations/${slug}`, { env: { [`ANNUAIRE_DATABASE_${name.toUpperCase()}`]: value } });
    assert.equal(page.status, 503, key);
    assert.match(page.log, reason, key);
  }
});

test('a certificate for another name, and a server without TLS, are refused', async () => {
  const other = ours.cert('other', 'DNS:db.example');
  const options = first.options;
  for (const [now, reason] of [[[`ssl-cert=${other.cert}`, `ssl-key=${other.key}`, `ssl-ca=${ours.ca}`], /Validation of SSL server certificate failed/], [['skip-ssl'], /SSL is required, but the server does not support it/]]) {
    await first.kill('SIGTERM');
    first.options = now;
    await first.begin();
    const { status, stderr } = exported();
    assert.equal(status, 1);
    assert.match(stderr, reason);
  }
  await first.kill('SIGTERM');
  first.options = options;
  await first.begin();
  assert.equal(exported().status, 0);
});

test('a server that asks for a certificate of ours gets it', () => {
  const mine = ours.cert('mine', 'DNS:web.example');
  first.sql("ALTER USER 'annuaire_operator'@'127.0.0.1' REQUIRE X509", 'mysql');
  try {
    assert.match(exported().stderr, /Access denied/);
    assert.equal(exported(`tls_cert=${mine.cert}`, `tls_key=${mine.key}`).status, 0);
    assert.match(exported(`tls_cert=${mine.cert}`).stderr, /tls_cert and tls_key go together/);
  } finally {
    first.sql("ALTER USER 'annuaire_operator'@'127.0.0.1' REQUIRE SSL", 'mysql');
  }
});

test('without TLS only to this machine', () => {
  for (const host of ['db.example', '192.0.2.1:3306', '127.0.0.1:3306,db.example:3306']) {
    assert.match(exported('tls=no', `host=${host}`).stderr, /--set database\.host: tls = no is only for a MariaDB on this machine$/m);
  }
  const plain = configuration('plain', { host: `127.0.0.1:${first.port}`, tls: 'no' });
  first.sql(plain.annuaire('roles', 'accounts', ...OURS).stdout, 'mysql');
  assert.equal(plain.annuaire('export').status, 0);
  first.sql(conf.annuaire('roles', 'accounts', ...OURS).stdout, 'mysql');
  assert.equal(exported().status, 0);
});

test('when the first of two servers is killed, the other one is read', async (t) => {
  const second = await mariadb('second', first.options), both = configuration('both', { host: `127.0.0.1:${first.port},127.0.0.1:${second.port}`, tls_ca: ours.ca });
  for (const server of [first, second]) {
    fill(server, both, ...OURS);
  }
  const profile = await worker('profile', both), answers = [];
  const ask = async () => {
    const begin = performance.now(), { status } = await profile.get(`/fr/organisations/${slug}`);
    answers.push({ status, ms: performance.now() - begin });
  };
  for (let i = 0; i < 50; i++) {
    await ask();
  }
  assert.ok(answers.every(({ status }) => status === 200));
  const killed = first.kill();
  const begin = performance.now();
  while (performance.now() - begin < 3000) {
    await ask();
  }
  await killed;
  const failed = answers.filter(({ status }) => status !== 200).length, longest = Math.max(...answers.map(({ ms }) => ms));
  t.diagnostic(`${answers.length} reads, ${failed} failed, the longest took ${longest.toFixed(0)} ms`);
  assert.equal(failed, 0, profile.log().split('\n').filter((line) => !line.includes('status=200')).join('\n'));
  assert.ok(longest < 3000);
  assert.equal(both.annuaire('export').status, 0);
  const checked = both.annuaire('check', 'hosting').stdout;
  assert.match(checked, new RegExp(`^error {4}host 127\\.0\\.0\\.1:${first.port}: Can't connect.*see that MariaDB runs there`, 'm'));
  assert.match(checked, new RegExp(`^ok {7}host 127\\.0\\.0\\.1:${second.port}: MariaDB 1`, 'm'));

  // The other one is a replica: nothing can be changed until the first is back.
  second.sql('SET GLOBAL read_only = 1', 'mysql');
  const account = await worker('account', both), signin = async () => (await account.get('/fr/account/signin')).body.includes('class="note read-only"');
  assert.equal(await signin(), true);
  await first.begin();
  const back = performance.now();
  while (await signin()) {
    assert.ok(performance.now() - back < 40000);
    await pause(200);
  }
  t.diagnostic(`changes are taken again ${((performance.now() - back) / 1000).toFixed(0)} s after the first server is back`);
});

test('several hosts are written in one line, each with a port or none', () => {
  for (const host of ['db1.example', 'db1.example:3306', 'db1.example,db2.example:3307', '[2001:db8::1]:3306,192.0.2.7']) {
    const { status, stdout } = run(program('annuaire'), ['--set', `database.host=${host}`, 'config']);
    assert.equal(status, 0);
    assert.ok(stdout.includes(`\nhost = ${host} `));
  }
  for (const host of ['db1:', ',', 'db1,', 'db1 db2', 'mysql://db1', 'db1:x', '[::1', '/run/x']) {
    assert.match(run(program('annuaire'), ['--set', `database.host=${host}`, 'config']).stderr, /--set database\.host: must be empty, or like db1\.example:3306/, host);
  }
});
