// annuaire check: each thing that can be wrong with a hosting is broken once, found, and mended as the line says.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import test, { after } from 'node:test';
import { freePort } from '../port.mjs';
import { configuration, fill, mariadb, must, pause, program, run, SCRATCH, SHARE, start } from './mariadb.mjs';

const server = await mariadb('check'), conf = configuration('check', { socket: server.socket, free_space_path: server.directory, minimum_free_mb: 1 });
fill(server, conf);
const share = path.join(SCRATCH, 'share');
fs.cpSync(SHARE, share, { recursive: true });
const check = (...args) => conf.annuaire('--set', `paths.share=${share}`, ...args.includes('hosting') || args.includes('content') ? args : [...args, 'check', 'hosting']);
const lines = (weight, { stdout }) => stdout.split('\n').filter((line) => line.startsWith(weight));
const roles = fs.readFileSync(`${SHARE}/schema/roles.sql`, 'utf8');
const accounts = [...new Set(roles.match(/(?<='annuaire_)\w+/g))], programs = accounts.filter((name) => !['operator', 'mail', 'backup'].includes(name));
// What the programs do when they start: somebody listens at each socket.
const listening = new Map();
for (const name of programs) {
  const at = net.createServer().listen(path.join(conf.directory, `${name}.sock`));
  await once(at, 'listening');
  at.unref();
  listening.set(name, at);
}
after(() => listening.forEach((at) => at.close()));

test('a hosting in which all is well', () => {
  const answer = check();
  assert.equal(answer.status, 0, answer.out);
  assert.deepEqual([...lines('error', answer), ...lines('warning', answer)], []);
  assert.match(answer.stdout, /^ok {7}server: MariaDB 1\d\.\d+\.\d+.* at /m);
  assert.match(answer.stdout, new RegExp(`^ok {7}sockets: ${programs.length} programs answer in `, 'm'));
  assert.equal(lines('ok       rights of annuaire_', answer).length, accounts.length);
  assert.match(answer.stdout, /^hosting: 0 errors, 0 warnings$/m);
  assert.equal(check('check', 'hosting', '--quiet').out, '', '--quiet says nothing when there is nothing to say');
  const whole = conf.annuaire('check');
  assert.equal(whole.status, 0);
  assert.match(whole.stdout, /^hosting: 0 errors, 0 warnings\n3 organisations: every projection equals its document$/m);
  assert.equal(conf.annuaire('check', 'content').stdout, '3 organisations: every projection equals its document\n');
  assert.equal(conf.annuaire('check', 'everything').status, 1);
});

// Breaks something; then there is this line, the command fails if it is an error, and --quiet says it as well; then all is well again.
function broken(name, weight, line, destroy, mend, ...options) {
  test(name, async () => {
    await destroy();
    try {
      const answer = check(...options), said = lines(weight, answer);
      assert.ok(said.some((text) => line.test(text)), `${line}\n${answer.out}`);
      assert.equal(answer.status, weight === 'error' ? 1 : 0);
      assert.deepEqual(lines(weight, check(...options, 'check', 'hosting', '--quiet')).filter((text) => line.test(text)).length > 0, true);
    } finally {
      await mend();
    }
    assert.equal(check().status, 0);
  });
}
const nothing = () => {};
const changed = (file, change) => {
  const before = fs.readFileSync(file);
  return [() => change(file, before), () => fs.writeFileSync(file, before)];
};
const sql = (destroy, mend, database = 'mysql') => [() => server.sql(destroy, database), () => server.sql(mend, database)];
const mode = (file, wrong, right) => [() => fs.chmodSync(file, wrong), () => fs.chmodSync(file, right)];

broken('a configuration that anybody can change', 'error', /^error {4}configuration: anybody can change it; type: chmod o-w /, ...mode(conf.file, 0o666, 0o644));
broken('a directory of passwords that anybody can change', 'error', /passwords: anybody can change what is in /, ...mode(conf.secret, 0o777, 0o700));
broken('a password that others can read', 'error', /account annuaire_edit: .*edit\.pw: others could read this password; type: chmod 600 /, ...mode(`${conf.secret}/edit.pw`, 0o644, 0o600));
broken('a password that is missing', 'error', /account annuaire_history: .*history\.pw: No such file/,
  () => fs.renameSync(`${conf.secret}/history.pw`, `${conf.secret}/gone`), () => fs.renameSync(`${conf.secret}/gone`, `${conf.secret}/history.pw`));
broken('a password that is another one', 'error', /account annuaire_profile: Access denied .*type: annuaire roles accounts \| mariadb$/,
  ...changed(`${conf.secret}/profile.pw`, (file) => fs.writeFileSync(file, 'another\n')));
broken('an address over plain http', 'error', /site\.url: http:\/\/directory\.example\/ is not https, so nobody can sign in/, nothing, nothing, '--set', 'site.url=http://directory.example/');
broken('a file of share that was changed', 'error', /share: .* is not as it was built/, ...changed(`${share}/unavailable.html`, (file, text) => fs.writeFileSync(file, `${text}x`)));
broken('a file of share that is missing', 'error', /share: .* is not as it was built/, ...changed(`${share}/locale/nl/LC_MESSAGES/annuaire.mo`, (file) => fs.unlinkSync(file)));
broken('no share', 'error', /share: \/nowhere\/build-id: No such file.*see \[paths\] share/, nothing, nothing, '--set', 'paths.share=/nowhere');
broken('a run directory that is missing', 'error', /run: \/nowhere: No such file/, nothing, nothing, '--set', 'paths.run=/nowhere');
broken('a program that does not listen', 'error', /socket: .*partners\.sock is not there; start the program partners$/, async () => {
  listening.get('partners').close();
  await once(listening.get('partners'), 'close');
}, async () => {
  listening.set('partners', net.createServer().listen(path.join(conf.directory, 'partners.sock')));
  await once(listening.get('partners'), 'listening');
  listening.get('partners').unref();
});
broken('a socket that a program left behind', 'error', /socket: .*edit\.sock: nobody listens; start the program edit/, async () => {
  const at = path.join(conf.directory, 'edit.sock');
  listening.get('edit').close();
  await once(listening.get('edit'), 'close');
  must('perl', ['-MIO::Socket::UNIX', '-e', 'IO::Socket::UNIX->new(Local => $ARGV[0], Listen => 1) or die $!', at]);
}, async () => {
  fs.unlinkSync(path.join(conf.directory, 'edit.sock'));
  listening.set('edit', net.createServer().listen(path.join(conf.directory, 'edit.sock')));
  await once(listening.get('edit'), 'listening');
  listening.get('edit').unref();
});
broken('a disk that is nearly full', 'error', /disk: \d+ MB are free at .*, fewer than 1000000: nothing can be changed/, nothing, nothing, '--set', 'database.minimum_free_mb=1000000');
broken('a disk that nobody watches', 'warning', /disk: nobody watches the database's/, nothing, nothing, '--set', 'database.free_space_path=');
broken('no sendmail', 'error', /mail: \/nowhere\/sendmail: No such file.*see \[mail\]/, nothing, nothing, '--set', 'mail.transport=sendmail', '--set', 'mail.sendmail=/nowhere/sendmail');
broken('no mail server', 'error', /mail: smtp:\/\/127\.0\.0\.1:9: .*onnect/, nothing, nothing, '--set', 'mail.transport=smtp', '--set', 'mail.smtp_tls=no', '--set', 'mail.smtp_url=smtp://127.0.0.1:9');
broken('no database', 'error', /account annuaire_operator: .*\/nowhere.*see that MariaDB runs at \/nowhere/, nothing, nothing, '--set', 'database.socket=/nowhere');
broken('a right that is missing', 'error', /rights of annuaire_edit: 1 missing; type: annuaire roles rights \| mariadb, which also says: GRANT UPDATE \(`seen_at`\) ON `annuaire`\.`session` TO 'annuaire_edit'@'localhost';/,
  ...sql("REVOKE UPDATE (seen_at) ON annuaire.session FROM 'annuaire_edit'@'localhost'", must(program('annuaire'), ['--config', conf.file, 'roles', 'rights'])));
broken('a right too many', 'error', /rights of annuaire_profile: 1 too many; type in mariadb: REVOKE DELETE ON `annuaire`\.`revision` FROM 'annuaire_profile'@'localhost';$/,
  ...sql("GRANT DELETE ON annuaire.revision TO 'annuaire_profile'@'localhost'", "REVOKE DELETE ON `annuaire`.`revision` FROM 'annuaire_profile'@'localhost';"));
broken('rights on all of the database', 'error', /rights of annuaire_profile: too many: it may do things to a whole database; type in mariadb: REVOKE ALL PRIVILEGES, GRANT OPTION FROM 'annuaire_profile'@'localhost'; then: annuaire roles rights \| mariadb$/,
  ...sql("GRANT SELECT ON annuaire.* TO 'annuaire_profile'@'localhost'", `REVOKE ALL PRIVILEGES, GRANT OPTION FROM 'annuaire_profile'@'localhost';${must(program('annuaire'), ['--config', conf.file, 'roles', 'rights'])}`));
broken('a database of another character set', 'error', /charset: the database annuaire is latin1.*type: annuaire roles accounts \| mariadb/,
  ...sql('ALTER DATABASE annuaire CHARACTER SET latin1', must(program('annuaire'), ['--config', conf.file, 'roles', 'accounts'])));
broken('a table of another engine', 'error', /tables: not InnoDB with utf8mb4.*: setting \(MyISAM, utf8mb4_unicode_ci\)/, ...sql('ALTER TABLE setting ENGINE=MyISAM', 'ALTER TABLE setting ENGINE=InnoDB', 'annuaire'));
broken('a column of another character set', 'error', /tables: .*term_label/, ...sql('ALTER TABLE term_label MODIFY label VARCHAR(200) CHARACTER SET latin1 NOT NULL',
  'ALTER TABLE term_label MODIFY label VARCHAR(200) NOT NULL', 'annuaire'));
broken('a schema that is older', 'error', /schema: version \d+, this program needs \d+; type: annuaire migrate$/,
  ...sql('CREATE TABLE kept LIKE schema_version; INSERT INTO kept SELECT * FROM schema_version; DELETE FROM schema_version ORDER BY version DESC LIMIT 1',
    'REPLACE INTO schema_version SELECT * FROM kept; DROP TABLE kept', 'annuaire'));
broken('a migration that was cut off', 'error', /schema: version \d+ was begun and not finished; type: annuaire migrate$/,
  ...sql("INSERT INTO schema_version (version, name) VALUES (99, '0099-x.sql')", 'DELETE FROM schema_version WHERE version = 99', 'annuaire'));
broken('a migration that was changed after it was applied', 'error', /migrations: changed after they were applied.*: 0004-accounts\.sql; /,
  ...changed(`${share}/schema/0004-accounts.sql`, (file, text) => fs.writeFileSync(file, `${text}-- a word more\n`)));
broken('migrations without checksums', 'error', /migrations: changed after they were applied.*0001-directory\.sql/, ...sql("UPDATE schema_version SET checksum = ''", 'DO 1', 'annuaire').slice(0, 1), () => conf.annuaire('migrate'));
broken('a server that may lose what was published', 'error', /innodb_flush_log_at_trx_commit: 2: what was published can be lost/, ...sql('SET GLOBAL innodb_flush_log_at_trx_commit = 2', 'SET GLOBAL innodb_flush_log_at_trx_commit = 1'));
broken('a server that takes small packets', 'error', /max_allowed_packet: 1048576 bytes are too few/, ...sql('SET GLOBAL max_allowed_packet = 1048576', 'SET GLOBAL max_allowed_packet = 16777216'));
broken('a server that takes no changes', 'warning', /read_only: MariaDB takes no changes/, ...sql('SET GLOBAL read_only = 1', 'SET GLOBAL read_only = 0'));
broken('a server with few connections', 'warning', /max_connections: \d+ of 10 were in use at once/, async () => {
  server.sql('FLUSH STATUS; SET GLOBAL max_connections = 10', 'mysql');
  const held = Array.from({ length: 9 }, () => start('mariadb', ['--no-defaults', `--socket=${server.socket}`, '-e', 'DO SLEEP(2)']));
  await Promise.all(held.map((child) => (child.ref(), child.ended)));
}, () => server.sql('SET GLOBAL max_connections = 151; FLUSH STATUS', 'mysql'));
broken('mails that nobody sends', 'error', /mails: 1 wait, one of them for 1\d\d minutes: nobody sends them/,
  ...sql(`INSERT INTO mail (kind, recipient, language, subject, body_text, body_html, created_at, next_at) VALUES ('test', 'a@b.example', 'fr', 's', 't', 'h', UTC_TIMESTAMP(6), UTC_TIMESTAMP(6) - INTERVAL 2 HOUR)`,
    'DELETE FROM mail', 'annuaire'));
broken('mails that were given up', 'warning', /mails: 1 were given up in the last 7 days/,
  ...sql(`INSERT INTO mail (kind, recipient, language, subject, body_text, body_html, created_at, next_at, failed_at) VALUES ('test', 'a@b.example', 'fr', 's', 't', 'h', UTC_TIMESTAMP(6), UTC_TIMESTAMP(6), UTC_TIMESTAMP(6))`,
    'DELETE FROM mail', 'annuaire'));

test('clocks that do not agree', () => {
  const source = path.join(SCRATCH, 'clock.c'), library = path.join(SCRATCH, 'clock.so');
  fs.writeFileSync(source, '#include <time.h>\ntime_t time(time_t *t) { struct timespec now; clock_gettime(CLOCK_REALTIME, &now); now.tv_sec += 90; if (t) *t = now.tv_sec; return now.tv_sec; }\n');
  must('gcc', ['-shared', '-fPIC', '-o', library, source]);
  const { status, stdout } = run(program('annuaire'), ['--config', conf.file, 'check', 'hosting'], { env: { ...process.env, LD_PRELOAD: library } });
  assert.equal(status, 1);
  assert.match(stdout, /^error {4}clock: MariaDB's is (89|90|91) seconds behind this machine's: let both follow an NTP server$/m);
});

test('a mail server that answers', async () => {
  const port = await freePort();
  const smtp = start('python3', ['-W', 'ignore', '-c', `
import asyncore, smtpd
smtpd.DebuggingServer(("127.0.0.1", ${port}), None)
asyncore.loop()`]);
  const options = ['--set', 'mail.transport=smtp', '--set', 'mail.smtp_tls=no', '--set', `mail.smtp_url=smtp://127.0.0.1:${port}`];
  let answer;
  for (let turn = 0; turn < 50 && answer?.status !== 0; turn++) {
    await pause(100);
    answer = check(...options);
  }
  assert.match(answer.stdout, /^ok {7}mail: smtp:\/\/127\.0\.0\.1:/m);
  smtp.kill();
});
