// A backup, and the drill that it is made for: taken while people save forms, brought into a new database, compared word by word; and everything that must be refused.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import test, { after, before } from 'node:test';
import zlib from 'node:zlib';
import { account, annuaire, BUILD, clientOptions, filled, makeOrganisation, ROOT, scratch, secret, send, signIn, sql, VAR } from '../harness.mjs';

const NAMES = ['database.sql.gz', 'annuaire.ini', 'manifest.json', 'SHA256SUMS'];
const kept = path.join(path.dirname(scratch('backup', '')), `backups-${process.pid}`);
const databases = [];
let slug;

// The administrator of the database is whoever it runs as.
function administer(statement) {
  const [uid, gid] = [fs.statSync(VAR).uid, fs.statSync(VAR).gid], as = os.userInfo().uid === uid ? {} : { uid, gid };
  const run = spawnSync('mariadb', ['--no-defaults', `--socket=${VAR}/run/mariadb.sock`, `--user=${spawnSync('id', ['-un', uid], { encoding: 'utf8' }).stdout.trim()}`, '-e', statement],
    { ...as, encoding: 'utf8' });
  assert.equal(run.status, 0, run.stderr);
}

// A database that is there, empty and open to annuaire_migrate.
function makeDatabase(name) {
  administer(`CREATE DATABASE ${name} CHARACTER SET utf8mb4; GRANT ALL ON ${name}.* TO 'annuaire_migrate'@'localhost'`);
  databases.push(name);
  return name;
}

const backups = () => fs.readdirSync(kept).filter((name) => name.startsWith('annuaire-') && !name.endsWith('.partial')).sort();
const latest = () => path.join(kept, backups().at(-1));

function backup(...options) {
  const { status, out } = annuaire('backup', kept, ...options);
  assert.equal(status, 0, out);
  return latest();
}

// Another backup with the same content, to be damaged.
function copyOf(source, name) {
  const copy = path.join(kept, name);
  fs.cpSync(source, copy, { recursive: true });
  return copy;
}

// Rows of a query in one database or the other.
function rows(database, query) {
  const run = spawnSync('mariadb', [...clientOptions('migrate').slice(0, -1), database, '-e', query], { env: { ...process.env, MYSQL_PWD: secret('migrate') }, encoding: 'utf8', maxBuffer: 1e9 });
  assert.equal(run.status, 0, run.stderr);
  return run.stdout;
}

// Every document, as the operator exports it from a database.
function exported(database) {
  administer(`GRANT SELECT ON ${database}.* TO 'annuaire_operator'@'localhost'`);
  const { status, out } = annuaire('--set', `database.name=${database}`, 'export');
  assert.equal(status, 0, out);
  return out;
}

before(() => fs.mkdirSync(kept, { mode: 0o700 }));

after(() => {
  annuaire('close', slug);
  for (const name of databases) {
    administer(`DROP DATABASE ${name}`);
  }
  fs.rmSync(kept, { recursive: true, force: true });
});

test('a backup that is taken while forms are saved comes back equal: every document, version and account', async () => {
  const { email, password } = account('moderator');
  slug = makeOrganisation({ name: { fr: `La sauvegarde ${Date.now()}` }, activities: [{ number: 1, title: { fr: 'Une activité' } }] });
  const visitor = await signIn(email, password), target = `/fr/edit/${slug}/contact`;
  const [[begun]] = sql(`SELECT revision FROM organisation WHERE slug = '${slug}'`);
  let saved = 0, over = false;
  const saving = (async () => {
    while (!over) {
      const answer = await send(visitor, target, await filled(visitor, target, { phone: `+32 2 555 ${String(1000 + saved).slice(-4)}` }));
      assert.equal(answer.status, 303, answer.body.slice(0, 300));
      saved++;
    }
  })();
  const run = async (...args) => {
    const child = spawn(path.join(ROOT, BUILD, 'annuaire'), args, { env: { ...process.env, ANNUAIRE_CONFIG: path.join(VAR, 'annuaire.ini') } });
    let out = '';
    child.stdout.on('data', (data) => { out += data; });
    child.stderr.on('data', (data) => { out += data; });
    const [status] = await once(child, 'close');
    return { status, out };
  };
  while (saved < 2) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const earlier = saved, made = await run('backup', kept), meanwhile = saved - earlier;
  assert.equal(made.status, 0, made.out);
  assert.match(made.out, /^backed up .*organisations, .*revisions, .*accounts, .*rows in \d+ tables$/m);
  assert.match(made.out, /^ +[\d.]+ MB in \d+ s$/m);
  over = true;
  await saving;
  assert.ok(meanwhile > 0, 'somebody saved while it was written');

  const database = makeDatabase('annuaire_drill'), from = latest(), { status, out } = await run('restore', from, '--into', database);
  assert.equal(status, 0, out);
  assert.match(out, /^restored +annuaire_drill: \d+ rows in \d+ tables, each equal to the backup, in \d+ s$/m);
  console.log(`# ${saved} forms saved, ${meanwhile} of them during the backup; ${made.out.trim().split('\n').at(-1).trim()}; ${out.match(/^restored.*$/m)[0]}`);

  // One moment: what was saved up to it is there, of what came later nothing is, and the projections belong to the documents.
  const versions = Number(rows(database, `SELECT MAX(r.number) FROM revision r JOIN organisation o ON o.id = r.organisation_id WHERE o.slug = '${slug}'`));
  assert.ok(versions >= Number(begun) + earlier && versions <= Number(begun) + saved, `${versions} versions after ${begun}, ${earlier} and ${saved} saved`);
  assert.equal(Number(rows(database, `SELECT revision FROM organisation WHERE slug = '${slug}'`)), versions);
  const same = [
    'SELECT id, slug, status FROM organisation ORDER BY id',
    'SELECT email, name, language, role, disabled, password, HEX(totp_secret), created_at FROM account ORDER BY id',
    'SELECT * FROM account_organisation ORDER BY 1, 2', 'SELECT * FROM term_label ORDER BY 1, 2, 3', 'SELECT * FROM policy ORDER BY 1', 'SELECT * FROM slug ORDER BY 1',
    `SELECT organisation_id, number, document, author, account_id, origin, reason, created_at FROM revision WHERE organisation_id <> (SELECT id FROM organisation WHERE slug = '${slug}') ORDER BY 1, 2`,
    `SELECT organisation_id, number, document, created_at FROM revision WHERE organisation_id = (SELECT id FROM organisation WHERE slug = '${slug}') AND number <= ${versions} ORDER BY 2`,
  ];
  for (const query of same) {
    const was = rows('annuaire', query);
    assert.ok(was.length > 0 || query.includes('policy'), query);
    assert.equal(rows(database, query), was, query);
  }
  for (const table of ['session', 'attempt', 'account_link', 'mail']) {
    assert.equal(rows(database, `SELECT COUNT(*) FROM ${table}`), '0\n', table);
  }
  const documents = exported(database);
  assert.ok(documents.split('\n').length > 40);
  const checked = annuaire('--set', `database.name=${database}`, 'check', 'content');
  assert.match(checked.out, /^\d+ organisations: every projection equals its document$/m);
});

test('nobody saves: the whole export of the new database is that of the old one', () => {
  const database = makeDatabase('annuaire_quiet'), { status, out } = annuaire('restore', backup(), '--into', database);
  assert.equal(status, 0, out);
  assert.equal(exported(database), annuaire('export').out);
});

test('only its owner can read it, and sha256sum agrees', () => {
  const from = backup();
  assert.equal(fs.statSync(from).mode & 0o777, 0o700);
  assert.deepEqual(fs.readdirSync(from).sort(), [...NAMES].sort());
  for (const name of NAMES) {
    assert.equal(fs.statSync(path.join(from, name)).mode & 0o777, 0o600, name);
  }
  assert.equal(spawnSync('sha256sum', ['--check', '--strict', 'SHA256SUMS'], { cwd: from }).status, 0);
  const dump = zlib.gunzipSync(fs.readFileSync(path.join(from, 'database.sql.gz'))).toString();
  assert.match(dump, /^-- Dump completed/m);
  assert.match(dump, /^CREATE TABLE `session`/m);
  assert.doesNotMatch(dump, /^INSERT INTO `(session|attempt|account_link|mail)`/m);
  for (const name of NAMES) {
    const text = name.endsWith('.gz') ? dump : fs.readFileSync(path.join(from, name), 'utf8');
    assert.ok(fs.readdirSync(path.join(VAR, 'secret')).every((file) => !text.includes(fs.readFileSync(path.join(VAR, 'secret', file), 'utf8').trim())), `a password in ${name}`);
  }
  const { status, out } = annuaire('backup', 'verify', from);
  assert.equal(status, 0, out);
  assert.match(out, /^complete /);
});

test('the manifest counts what is in the tables', () => {
  const { tables, schema, format } = JSON.parse(fs.readFileSync(path.join(backup(), 'manifest.json'), 'utf8'));
  assert.equal(format, 'annuaire-backup/1');
  assert.equal(String(schema), sql('SELECT MAX(version) FROM schema_version')[0][0]);
  const names = sql(`SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE'`).flat();
  assert.deepEqual(Object.keys(tables).sort(), names.sort());
  for (const name of names.filter((n) => !['session', 'attempt', 'account_link', 'mail'].includes(n))) {
    assert.equal(String(tables[name].rows), sql(`SELECT COUNT(*) FROM \`${name}\``)[0][0], name);
  }
});

test('a byte that flipped, in any of its files, and a file that is missing: refused before anything is written', () => {
  const from = backup(), database = makeDatabase('annuaire_refused');
  for (const name of NAMES) {
    const damaged = copyOf(from, `flipped-${name}`), file = path.join(damaged, name), bytes = fs.readFileSync(file);
    bytes[Math.floor(bytes.length / 2)] ^= 1;
    fs.writeFileSync(file, bytes);
    for (const args of [['backup', 'verify', damaged], ['restore', damaged, '--into', database]]) {
      const { status, out } = annuaire(...args);
      assert.equal(status, 1, name);
      assert.match(out, /damaged, its SHA-256 is not the one in SHA256SUMS/, name);
    }
    fs.rmSync(file);
    const { status, out } = annuaire('restore', damaged, '--into', database);
    assert.equal(status, 1, name);
    assert.match(out, name === 'SHA256SUMS' ? /no complete backup, SHA256SUMS is missing/ : new RegExp(`${name.replaceAll('.', '\\.')}: (No such file|damaged)`));
  }
  const cut = copyOf(from, 'cut'), file = path.join(cut, 'database.sql.gz');
  fs.truncateSync(file, fs.statSync(file).size - 100);
  assert.equal(annuaire('restore', cut, '--into', database).status, 1);
  assert.equal(rows(database, 'SHOW TABLES'), '');
});

// Sums that were made again: then what it says and what it is differ.
function sealed(directory) {
  const { stdout } = spawnSync('sha256sum', NAMES.slice(0, 3), { cwd: directory, encoding: 'utf8' });
  fs.writeFileSync(path.join(directory, 'SHA256SUMS'), stdout);
}

test('a database that is not what was backed up is named as such, a newer schema is refused, an older one is migrated', () => {
  const from = backup(), changed = copyOf(from, 'changed'), dump = path.join(changed, 'database.sql.gz'), manifest = path.join(changed, 'manifest.json');
  const text = zlib.gunzipSync(fs.readFileSync(dump)).toString();
  assert.ok(text.includes('Claire Delvaux'));
  fs.writeFileSync(dump, zlib.gzipSync(text.replace('Claire Delvaux', 'Clara Delvaux')));
  sealed(changed);
  const other = annuaire('restore', changed, '--into', makeDatabase('annuaire_changed'));
  assert.equal(other.status, 1);
  assert.match(other.out, /the table account is not what it was: (\d+) rows, now \1\. Do not use the database annuaire_changed/);

  const said = JSON.parse(fs.readFileSync(manifest, 'utf8')), database = makeDatabase('annuaire_versions');
  fs.writeFileSync(manifest, JSON.stringify({ ...said, schema: 9999, version: '99.0.0' }));
  sealed(changed);
  const newer = annuaire('restore', changed, '--into', database);
  assert.equal(newer.status, 1);
  assert.match(newer.out, /made by version 99\.0\.0 and has schema version 9999, this program knows up to \d+: install the newer version/);
  assert.equal(rows(database, 'SHOW TABLES'), '');

  // An earlier version's database: made by its migrations alone, backed up, restored.
  const earlier = makeDatabase('annuaire_earlier'), files = fs.readdirSync(path.join(ROOT, 'schema')).filter((n) => /^\d{4}-.*\.sql$/.test(n)).sort();
  const only = path.join(kept, 'schema'), later = files.filter((name) => name > '0002');
  fs.mkdirSync(only);
  for (const name of files.filter((n) => !later.includes(n))) {
    fs.copyFileSync(path.join(ROOT, 'schema', name), path.join(only, name));
  }
  annuaire('--set', `database.name=${earlier}`, 'migrate', only);
  assert.equal(rows(earlier, 'SELECT MAX(version) FROM schema_version'), '1\n');
  administer(`GRANT SELECT ON ${earlier}.* TO 'annuaire_backup'@'localhost'`);
  const old = path.join(kept, 'old');
  assert.equal(annuaire('--set', `database.name=${earlier}`, 'backup', old).status, 0);
  const restored = annuaire('restore', path.join(old, fs.readdirSync(old)[0]), '--into', database);
  assert.equal(restored.status, 0, restored.out);
  assert.deepEqual(restored.out.match(/^applied +(\S+)$/gm).map((line) => line.split(/ +/)[1]), later);
  assert.equal(rows(database, 'SELECT MAX(version) FROM schema_version'), sql('SELECT MAX(version) FROM schema_version')[0][0] + '\n');
});

test('a database with tables, one that is not there, and a name that is none: refused, saying what to do', () => {
  const from = backup();
  const into = (name) => annuaire('restore', from, '--into', name);
  assert.match(into('annuaire').out, /the database annuaire has \d+ tables; a backup goes into an empty one/);
  assert.match(into('annuaire_nowhere').out, /As the database's administrator: CREATE DATABASE annuaire_nowhere CHARACTER SET utf8mb4; GRANT ALL ON annuaire_nowhere\.\* TO/);
  assert.match(into('--help').out, /the database's name has letters, figures and _/);
  for (const name of ['annuaire', 'annuaire_nowhere', '--help']) {
    assert.equal(into(name).status, 1, name);
  }
});

test('killed in the middle, at whatever moment: nothing that looks like a backup, and the next one clears it away', async () => {
  const earlier = backups();
  let partial = 0;
  for (let turn = 0; turn < 12; turn++) {
    const child = spawn(path.join(ROOT, BUILD, 'annuaire'), ['backup', kept], { env: { ...process.env, ANNUAIRE_CONFIG: path.join(VAR, 'annuaire.ini') }, stdio: 'ignore' });
    setTimeout(() => child.kill('SIGKILL'), 10 + 25 * turn);
    const [status] = await once(child, 'exit');
    const left = fs.readdirSync(kept).filter((name) => name.endsWith('.partial'));
    partial += left.length > 0;
    for (const name of backups().filter((n) => !earlier.includes(n))) {
      assert.equal(annuaire('backup', 'verify', path.join(kept, name)).status, 0, `${name}, ended with ${status}`);
    }
  }
  assert.ok(partial > 0, 'one was killed in the middle');
  backup();
  assert.deepEqual(fs.readdirSync(kept).filter((name) => name.endsWith('.partial')), []);
});

test('--keep leaves the latest and nothing else of ours, and removes nothing that is not a backup', () => {
  fs.writeFileSync(path.join(kept, 'annuaire-notes.txt'), 'mine');
  const all = backups();
  assert.ok(all.length >= 2);
  backup('--keep', '2');
  const left = fs.readdirSync(kept).filter((name) => /^annuaire-\d{4}-/.test(name)).sort();
  assert.equal(left.length, 2);
  assert.ok(fs.existsSync(path.join(kept, 'annuaire-notes.txt')));
  assert.ok(fs.existsSync(path.join(kept, 'changed')));
  for (const wrong of ['0', '-1', 'many', '']) {
    const { status, out } = annuaire('backup', kept, '--keep', wrong);
    assert.equal(status, 1);
    assert.match(out, /--keep: must be a number from 1 to/);
  }
});

test('a disk that is full before or in the middle: said, and nothing is kept', () => {
  const before = fs.readdirSync(kept).sort();
  const shell = (script) => spawnSync('bash', ['-c', script, 'bash', path.join(ROOT, BUILD, 'annuaire'), kept], { env: { ...process.env, ANNUAIRE_CONFIG: path.join(VAR, 'annuaire.ini') }, encoding: 'utf8' });
  const cut = shell(`trap '' XFSZ; ulimit -f 200; "$1" backup "$2"`);	// 200 KiB a file
  assert.equal(cut.status, 1);
  assert.match(cut.stderr, /database\.sql\.gz: File too large; nothing was kept of it/);
  assert.deepEqual(fs.readdirSync(kept).sort(), before);
  if (os.userInfo().uid === 0 && shell('unshare --mount true').status === 0) {
    const small = shell(`unshare --mount bash -c 'mount -t tmpfs -o size=4m none "$2" && exec "$1" backup "$2"' bash "$1" "$2"`);
    assert.equal(small.status, 1);
    assert.match(small.stderr, /only [34] MB are free there, \d+ may be needed: make room, or choose another directory/);
  }
});

test('what keeps a backup from being made is said', () => {
  const { status, out } = annuaire('--set', 'database.socket=/nowhere', 'backup', kept);
  assert.equal(status, 1);
  assert.match(out, /the database annuaire cannot be read as annuaire_backup/);
  const file = scratch('no-directory', '');
  assert.match(annuaire('backup', file).out, /no-directory: (Not a directory|File exists)/);
  const without = spawnSync(path.join(ROOT, BUILD, 'annuaire'), ['backup', kept], { env: { ANNUAIRE_CONFIG: path.join(VAR, 'annuaire.ini'), PATH: '/nowhere' }, encoding: 'utf8' });
  assert.equal(without.status, 1);
  assert.match(without.stderr, /mariadb-dump: No such file or directory; type: apt-get install mariadb-client; nothing was kept of it/);
  assert.deepEqual(fs.readdirSync(kept).filter((name) => name.endsWith('.partial')), []);
});
