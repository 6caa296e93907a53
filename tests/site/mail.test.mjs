// Letters on their way: from the queue through each transport, as somebody else's server and parser see them. The directory's own mailer rests meanwhile.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import test, { after, before, beforeEach } from 'node:test';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { annuaire, BUILD, eventually, get, ROOT, scratch, sql, supervisor, VAR } from '../harness.mjs';

const LANGUAGES = {
  fr: { subject: 'Message d’essai (Annuaire)', hello: 'Bonjour,', action: 'Aller à l’annuaire' },
  nl: { subject: 'Een testbericht van Annuaire', hello: 'Dag,', action: 'Naar de gids' },
  de: { subject: 'Eine Testnachricht von Annuaire', hello: 'Guten Tag,', action: 'Zum Verzeichnis' },
  en: { subject: 'A test letter from Annuaire', hello: 'Hello,', action: 'Go to the directory' },
};

const stopped = () => supervisor('stop', 'mail');
before(stopped);
after(() => supervisor('start', 'mail'));
beforeEach(() => sql('DELETE FROM mail'));

function queue(address, language = 'fr') {
  const { status, out } = annuaire('mail', 'test', address, '--language', language);
  assert.equal(status, 0, out);
}

// What the queue says of each mail, oldest first.
const queued = () => sql("SELECT recipient, IF(sent_at IS NOT NULL, 'sent', IF(failed_at IS NOT NULL, 'failed', 'waits')), attempts, COALESCE(error, '') FROM mail ORDER BY id");
const waitsSeconds = () => Number(sql('SELECT TIMESTAMPDIFF(SECOND, UTC_TIMESTAMP(), next_at) FROM mail')[0][0]);
const makeDue = () => sql("UPDATE mail SET next_at = UTC_TIMESTAMP(6), lease_until = '1970-01-01'");

// A mailer with these keys of [mail], beside this program, which may be its server.
function start(verb, keys) {
  const env = { ...process.env, ANNUAIRE_CONFIG: path.join(VAR, 'annuaire.ini') };
  for (const [key, value] of Object.entries(keys)) {
    env[`ANNUAIRE_MAIL_${key.toUpperCase()}`] = value;
  }
  const child = spawn(path.join(ROOT, BUILD, 'annuaire'), ['mail', verb], { env });
  let out = '';
  child.stdout.on('data', (data) => { out += data; });
  child.stderr.on('data', (data) => { out += data; });
  return { child, ended: once(child, 'close').then(([status, signal]) => ({ status, signal, out })) };
}
const send = (keys) => start('send', keys).ended;

// A mail server on this machine: what it took, parsed, and the keys that send to it. options are smtp-server's.
async function mailServer(options = {}) {
  const mails = [];
  const server = new SMTPServer({
    authOptional: true,
    hideSTARTTLS: !options.key,
    async onData(stream, session, done) {
      const { envelope, secure } = session;
      const mail = await simpleParser(stream);
      await options.meanwhile?.(mail);
      mails.push({ ...mail, envelope, secure });
      done(options.answer ?? null);
    },
    ...options,
  });
  server.on('error', () => {});	// a client that hangs up
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.server.address();
  return { mails, port, keys: { transport: 'smtp', smtp_url: `smtp://127.0.0.1:${port}`, smtp_tls: 'no' }, close: () => new Promise((resolve) => { server.close(resolve); }) };
}

async function withServer(options, use) {
  const server = await mailServer(options);
  try {
    return await use(server);
  } finally {
    await server.close();
  }
}

const refusal = (code, words) => Object.assign(new Error(words), { responseCode: code });

// An authority that nobody knows, and a server's key that it vouches for.
function certificate(name) {
  const [key, cert] = ['key', 'cert'].map((what) => path.join(process.env.SCRATCH, `${name}-${what}.pem`));
  const made = spawnSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2', '-subj', `/CN=${name}`, '-addext',
    `subjectAltName=${name}`, '-keyout', key, '-out', cert], { encoding: 'utf8' });
  assert.equal(made.status, 0, made.stderr);
  return { file: cert, key: fs.readFileSync(key), cert: fs.readFileSync(cert) };
}

test('a letter arrives in four languages, as text and as HTML', async () => {
  await withServer({}, async ({ mails, keys }) => {
    for (const language of Object.keys(LANGUAGES)) {
      queue(`${language}@example.org`, language);
    }
    const { status, out } = await send({ ...keys, from: 'annuaire@federation.example', from_name: 'L’annuaire, « le vrai »', reply_to: 'secretariat@federation.example' });
    assert.equal(status, 0, out);
    assert.equal(out.match(/^sent +\d+ test to ..@example\.org$/gm)?.length, 4, out);
    assert.equal(mails.length, 4);
    for (const mail of mails) {
      const language = mail.headers.get('content-language');
      const words = LANGUAGES[language];
      const home = `${fs.readFileSync(path.join(VAR, 'annuaire.ini'), 'utf8').match(/^url = (.*)$/m)[1]}${language}/`;
      assert.equal(mail.subject, words.subject);
      assert.deepEqual(mail.to.value, [{ address: `${language}@example.org`, name: '' }]);
      assert.deepEqual(mail.from.value, [{ address: 'annuaire@federation.example', name: 'L’annuaire, « le vrai »' }]);
      assert.equal(mail.replyTo.text, 'secretariat@federation.example');
      assert.equal(mail.envelope.mailFrom.address, 'annuaire@federation.example');
      assert.deepEqual(mail.envelope.rcptTo.map(({ address }) => address), [`${language}@example.org`]);
      assert.equal(mail.headers.get('auto-submitted'), 'auto-generated');
      assert.match(mail.messageId, /^<\d{20}\.\d+@127\.0\.0\.1>$/);
      assert.ok(Math.abs(Date.now() - mail.date) < 60000, String(mail.date));
      assert.ok(mail.text.startsWith(`${words.hello}\n\n`), mail.text);
      assert.ok(mail.text.includes(`\n${words.action}\n${home}\n`), mail.text);
      assert.ok(mail.text.split('\n').every((line) => line.length <= 72), mail.text);
      assert.ok(mail.html.includes(`<html lang="${language}">`) && mail.html.includes(`<p>${words.hello}</p>`) && mail.html.includes(`href="${home}"`), mail.html);
      assert.ok(!/<table|<script|<img|<style|<link/.test(mail.html));
    }
    assert.deepEqual(queued().map(([, ...row]) => row), Array(4).fill(['sent', '1', '']));
    assert.equal((await send(keys)).out, '');
    assert.equal(mails.length, 4);
  });
});

test('TLS by STARTTLS and from the first byte, with an account; never in clear to a server that has none', async () => {
  const known = certificate('IP:127.0.0.1');
  const password = scratch('smtp.pw', 'un mot de passe\n');
  const accounts = [];
  const options = { key: known.key, cert: known.cert, authOptional: false, onAuth: ({ username, password: word }, session, done) => {
    accounts.push([username, word, session.secure]);
    done(word === 'un mot de passe' ? null : refusal(535, 'wrong'), { user: username });
  } };
  fs.chmodSync(password, 0o600);
  for (const [scheme, secure] of [['smtp', false], ['smtps', true]]) {
    await withServer({ ...options, secure }, async ({ mails, keys, port }) => {
      const tls = { ...keys, smtp_url: `${scheme}://127.0.0.1:${port}`, smtp_tls: 'yes', smtp_user: 'annuaire', smtp_password_file: password };
      queue('tls@example.org');
      // Nobody whom we trust vouches for it.
      const distrusted = await send(tls);
      assert.equal(distrusted.status, 1);
      assert.match(distrusted.out, /^later .*certificate/m);
      assert.deepEqual([mails.length, accounts.length], [0, 0]);
      makeDue();
      const { status, out } = await send({ ...tls, smtp_ca: known.file });
      assert.equal(status, 0, out);
      assert.equal(mails.length, 1);
      assert.ok(mails[0].secure);
      assert.deepEqual(accounts.pop(), ['annuaire', 'un mot de passe', true]);
    });
  }
  await withServer({}, async ({ mails, keys }) => {
    queue('clear@example.org');
    const { status, out } = await send({ ...keys, smtp_tls: 'yes' });
    assert.equal(status, 1, out);
    assert.match(out, /^later /m);
    assert.equal(mails.length, 0);
  });
});

test('a certificate of another name is not the server’s', async () => {
  const other = certificate('DNS:mail.example');
  await withServer({ key: other.key, cert: other.cert }, async ({ mails, keys }) => {
    queue('name@example.org');
    assert.match((await send({ ...keys, smtp_tls: 'yes', smtp_ca: other.file })).out, /^later /m);
    assert.equal(mails.length, 0);
  });
});

test('a password that others could read is refused, and nothing is sent', async () => {
  const password = scratch('open.pw', 'secret\n');
  fs.chmodSync(password, 0o640);
  queue('open@example.org');
  const { status, out } = await send({ transport: 'smtp', smtp_user: 'annuaire', smtp_password_file: password });
  assert.equal(status, 1);
  assert.match(out, /open\.pw: others could read this password/);
  assert.match((await send({ transport: 'smtp', smtp_user: 'annuaire', smtp_password_file: `${password}.missing` })).out, /open\.pw\.missing: No such file/);
  assert.deepEqual(queued(), [['open@example.org', 'waits', '0', '']]);
});

test('refused for now: once more after a pause; refused for good: given up, and the others go', async () => {
  let busy = true;
  await withServer({ onRcptTo: ({ address }, session, done) => done(address.startsWith('nobody') ? refusal(550, '5.1.1 Nobody here') : address.startsWith('busy') && busy ? refusal(451, 'Greylisted') : null) },
    async ({ mails, keys }) => {
      queue('nobody@example.org');
      queue('busy@example.org');
      queue('here@example.org');
      const { status, out } = await send(keys);
      assert.equal(status, 1);
      assert.match(out, /^given up +\d+ test to nobody@example\.org: 550 5\.1\.1 Nobody here$/m);
      assert.match(out, /^later +\d+ test to busy@example\.org: 451 Greylisted; again from \d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/m);
      assert.match(out, /^sent +\d+ test to here@example\.org$/m);
      assert.deepEqual(queued().map((row) => row.slice(0, 3)), [['nobody@example.org', 'failed', '1'], ['busy@example.org', 'waits', '1'], ['here@example.org', 'sent', '1']]);
      sql("DELETE FROM mail WHERE recipient <> 'busy@example.org'");
      assert.ok(waitsSeconds() > 50 && waitsSeconds() <= 60);
      assert.equal((await send(keys)).out, '');
      makeDue();
      await send(keys);
      assert.ok(waitsSeconds() > 290 && waitsSeconds() <= 300);
      busy = false;
      makeDue();
      await send(keys);
      assert.deepEqual(queued(), [['busy@example.org', 'sent', '3', '']]);
      assert.deepEqual(mails.map(({ to }) => to.text), ['here@example.org', 'busy@example.org']);
    });
});

test('the message itself refused for good is given up; a server that turns everybody away, or our account, is asked again', async () => {
  await withServer({ answer: refusal(554, 'We do not like it') }, async ({ keys }) => {
    queue('content@example.org');
    assert.match((await send(keys)).out, /^given up .*: 554 We do not like it$/m);
  });
  for (const [name, options] of Object.entries({
    greeting: { onConnect: (session, done) => done(refusal(554, 'No service')) },
    account: { authOptional: false },
    sender: { onMailFrom: (address, session, done) => done(refusal(421, 'Overloaded')) },
  })) {
    await withServer(options, async ({ keys, mails }) => {
      sql('DELETE FROM mail');
      queue(`${name}@example.org`);
      assert.match((await send(keys)).out, /^later /m, name);
      assert.equal(mails.length, 0);
    });
  }
});

test('a server that is away: later, and whoever writes meanwhile does not notice', async () => {
  const { keys, close } = await mailServer();
  await close();
  queue('away@example.org');
  const { status, out } = await send(keys);
  assert.equal(status, 1);
  assert.match(out, /^later .*connect/im);
  assert.ok(waitsSeconds() > 50 && waitsSeconds() <= 60);
  queue('meanwhile@example.org');
  assert.equal((await get('/fr/')).status, 200);
  assert.deepEqual(queued().map((row) => row.slice(0, 3)), [['away@example.org', 'waits', '1'], ['meanwhile@example.org', 'waits', '0']]);
});

test('two mailers at once: of 200 mails each goes once', async () => {
  sql(`INSERT INTO mail (kind, recipient, language, subject, body_text, body_html, created_at, next_at)
    SELECT 'test', CONCAT('a', seq, '@example.org'), 'fr', CONCAT('Numéro ', seq), 'Texte', '<p>Texte</p>', UTC_TIMESTAMP(6), UTC_TIMESTAMP(6) FROM seq_1_to_200`);
  await withServer({}, async ({ mails, keys }) => {
    const runs = await Promise.all([send(keys), send(keys)]);
    const shares = runs.map(({ out }) => out.match(/^sent /gm)?.length ?? 0);
    assert.deepEqual(runs.map(({ status }) => status), [0, 0], runs.map(({ out }) => out).join());
    assert.equal(shares[0] + shares[1], 200);
    assert.ok(Math.min(...shares) > 20, `${shares}`);
    assert.equal(mails.length, 200);
    assert.equal(new Set(mails.map(({ messageId }) => messageId)).size, 200);
    assert.equal(new Set(mails.map(({ to, subject }) => `${to.text} ${subject}`)).size, 200);
    assert.deepEqual(sql('SELECT COUNT(*), SUM(attempts) FROM mail WHERE sent_at IS NOT NULL'), [['200', '200']]);
  });
});

test('a mailer that is killed between sending and marking: the mail comes again, under the same Message-ID', async () => {
  let mailer;
  queue('twice@example.org');
  await withServer({ meanwhile: () => mailer?.child.kill('SIGKILL') }, async ({ mails, keys }) => {
    mailer = start('send', keys);
    assert.equal((await mailer.ended).signal, 'SIGKILL');
    await eventually(() => mails.length, (count) => count === 1);
    mailer = null;
    assert.equal((await send(keys)).out, '');	// the dead one's lease
    makeDue();
    assert.equal((await send(keys)).status, 0);
    assert.equal(mails.length, 2);
    assert.equal(mails[0].messageId, mails[1].messageId);
    assert.deepEqual(mails[0].date, mails[1].date);
  });
});

test('a mailer that is asked to end finishes the mail in hand and gives the others back', async () => {
  const ending = {};
  for (let i = 0; i < 5; i++) {
    queue(`b${i}@example.org`);
  }
  await withServer({ meanwhile: async () => {
    ending.mailer?.child.kill('SIGTERM');
    await new Promise((resolve) => { setTimeout(resolve, 500); });
  } }, async ({ mails, keys }) => {
    ending.mailer = start('run', keys);
    const { status, out } = await ending.mailer.ended;
    ending.mailer = null;
    assert.equal(status, 0, out);
    assert.match(out, /event=mail .*outcome=sent.*\n.*event=stop/);
    assert.ok(!out.includes('example.org'), 'the log has addresses');
    assert.deepEqual(queued().map(([, outcome]) => outcome), ['sent', 'waits', 'waits', 'waits', 'waits']);
    assert.equal((await send(keys)).out.match(/^sent /gm)?.length, 4);
    assert.equal(mails.length, 5);
  });
});

test('a database that goes away while a mail leaves: it is marked when the database is back, not sent again', async () => {
  queue('away@example.org');
  await withServer({ meanwhile: () => supervisor('stop', 'mariadb') }, async ({ mails, keys }) => {
    const mailer = start('send', keys);
    await eventually(() => mails.length, (count) => count === 1);
    await new Promise((resolve) => { setTimeout(resolve, 1500); });
    supervisor('start', 'mariadb');
    const { status, out } = await mailer.ended;
    assert.equal(status, 0, out);
    assert.match(out, /^sent /m);
    makeDue();
    await send(keys);
    assert.equal(mails.length, 1);
    assert.deepEqual(queued().map((row) => row.slice(0, 3)), [['away@example.org', 'sent', '1']]);
  });
});

test('a sendmail command is given the message and its envelope, and its answer is understood', async () => {
  const got = scratch('sendmail.got', '');
  const command = scratch('sendmail', `#!/bin/sh\nfor argument; do echo "$argument"; done > ${got}.arguments\ncat > ${got}\n. ${got}.verdict\n`);
  const keys = { transport: 'sendmail', sendmail: command, from: 'annuaire@federation.example' };
  const verdict = (script) => fs.writeFileSync(`${got}.verdict`, script);
  fs.chmodSync(command, 0o755);
  queue('marie@example.org', 'nl');

  verdict('echo "queue full" >&2; echo "second line"; exit 75\n');
  const full = await send(keys);
  assert.equal(full.status, 1);
  assert.match(full.out, /^later .*sendmail ended with status 75: queue full; again from/m);
  makeDue();
  verdict('kill -KILL $$\n');
  assert.match((await send(keys)).out, /^later .*sendmail ended with signal 9;/m);
  makeDue();
  verdict('exit 0\n');
  const { status, out } = await send(keys);
  assert.equal(status, 0, out);
  assert.deepEqual(fs.readFileSync(`${got}.arguments`, 'utf8').trim().split('\n'), ['-i', '-f', 'annuaire@federation.example', '--', 'marie@example.org']);
  const message = fs.readFileSync(got);
  assert.ok(!message.includes('\r'));
  const mail = await simpleParser(message);
  assert.equal(mail.subject, LANGUAGES.nl.subject);
  assert.ok(mail.text.includes(LANGUAGES.nl.action) && mail.html.includes(LANGUAGES.nl.action));
  assert.deepEqual(queued(), [['marie@example.org', 'sent', '3', '']]);

  queue('nobody@example.org');
  verdict('exit 67\n');
  assert.match((await send(keys)).out, /^given up .*status 67$/m);
  queue('nowhere@example.org');
  assert.match((await send({ ...keys, sendmail: `${command}.missing` })).out, /^later .*sendmail\.missing: No such file or directory;/m);
});

test('what make run writes to var/mail is the whole letter, for its owner alone', async () => {
  const directory = path.join(VAR, 'mail');
  const before = new Set(fs.readdirSync(directory));
  queue('marie@example.org', 'de');
  supervisor('start', 'mail');
  try {
    const names = await eventually(() => fs.readdirSync(directory).filter((name) => !before.has(name) && name.endsWith('.eml')), (found) => found.length > 0);
    assert.equal(names.length, 1);
    const [[id, day]] = sql('SELECT id, DATE(created_at) FROM mail');
    assert.equal(names[0], `${day}-${id}.eml`);
    assert.equal(fs.statSync(path.join(directory, names[0])).mode & 0o777, 0o600);
    const mail = await simpleParser(fs.readFileSync(path.join(directory, names[0])));
    assert.equal(mail.subject, LANGUAGES.de.subject);
    assert.ok(mail.text.includes(LANGUAGES.de.action));
    assert.deepEqual(await eventually(queued, ([[, outcome]]) => outcome === 'sent'), [['marie@example.org', 'sent', '1', '']]);
    assert.ok(!fs.readFileSync(path.join(VAR, 'log/mail.log'), 'utf8').includes('marie@example.org'));
  } finally {
    stopped();
  }
});

test('a directory that cannot be written to: later, with the reason', async () => {
  queue('marie@example.org');
  assert.match((await send({ transport: 'file', directory: '/nonexistent' })).out, /^later .*\/nonexistent\/.*\.eml: No such file or directory;/m);
});

test('the command refuses what it does not know', async () => {
  for (const args of [['mail'], ['mail', 'away'], ['mail', 'send', 'now'], ['mail', 'test'], ['mail', 'test', 'a@b', '--language', 'es']]) {
    const { status, out } = annuaire(...args);
    assert.equal(status, 2, args.join(' '));
    assert.match(out, /^usage: annuaire mail/m);
  }
  assert.match(annuaire('mail', 'test', 'a@b\r\nBcc: c@d').out, /no address that mail can go to/);
  assert.match((await send({ smtp_url: 'smtp://mail.example', smtp_tls: 'no' })).out, /smtp_tls = no is only for a mail server on this machine/);
  assert.deepEqual(queued(), []);
});

test('no program that answers visitors has libcurl in it', () => {
  const libraries = (file) => spawnSync('readelf', ['-d', path.join(ROOT, BUILD, file)], { encoding: 'utf8' }).stdout.match(/NEEDED.*\[.*\]/g).join('\n');
  assert.match(libraries('annuaire'), /libcurl/);
  for (const program of ['directory', 'profile', 'activities', 'partners', 'shortlist']) {
    assert.doesNotMatch(libraries(program), /libcurl/, program);
  }
});
