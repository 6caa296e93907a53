// `make install` and its fellows as a hoster or a packager uses them: other places than ours, a configuration that stays, a check that finds what is wrong, a file of sources.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { BUILD, installed, ROOT, SITE, VAR } from '../harness.mjs';

const SCRATCH = fs.mkdtempSync(path.join(process.env.SCRATCH, 'install-'));
const ELSEWHERE = ['PREFIX=/opt/directory', 'SYSCONFDIR=/opt/etc', 'LOCALSTATEDIR=/opt/var', 'RUNSTATEDIR=/opt/run'];

function run(command, ...args) {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: ROOT, env: { ...process.env, MAKEFLAGS: '' }, encoding: 'utf8', maxBuffer: 1 << 26 });
  return { status, out: stdout + stderr };
}

// A goal of the Makefile that must be reached; what it said.
function make(...args) {
  const { status, out } = run('make', '-s', ...args);
  assert.equal(status, 0, out);
  return out;
}

const filesBelow = (directory) => run('find', directory, '-type', 'f', '-printf', '%P\n').out.split('\n').filter(Boolean).sort();
const textOf = (...parts) => fs.readFileSync(path.join(...parts), 'utf8');

// Every file of the sources with its size and moment, but for what is built.
const sources = () => run('find', '.', '(', '-path', './.git', '-o', '-path', './build', '-o', '-path', './node_modules', '-o', '-name', 'var*', ')', '-prune', '-o', '-type', 'f', '-printf', '%p %s %T@\n')
  .out.split('\n').sort();

test('installed elsewhere, programs, configurations and manual pages name the places they are at', { skip: BUILD !== 'build' && 'one build is enough' }, () => {
  const build = path.join(SCRATCH, 'build'), root = path.join(SCRATCH, 'elsewhere'), before = sources();
  assert.equal(run('cp', '-a', 'build', build).status, 0);	// so that only what names places is compiled again
  make('install', `BUILD=${build}`, `DESTDIR=${root}`, ...ELSEWHERE);
  assert.deepEqual(sources(), before, 'the sources are as they were');
  const help = run(path.join(root, 'opt/directory/bin/annuaire'), '--help').out;
  assert.match(help, / \/opt\/etc\/annuaire\/annuaire\.ini,/);
  const empty = path.join(SCRATCH, 'empty.ini');
  fs.writeFileSync(empty, '');
  const config = run(path.join(root, 'opt/directory/bin/annuaire'), '--config', empty, 'config').out;
  for (const line of ['share = /opt/directory/share/annuaire', 'run = /opt/run/annuaire', 'password_directory = /opt/etc/annuaire/secret', 'directory = /opt/var/lib/annuaire/mail']) {
    assert.ok(config.includes(`\n${line} `), `${line} in ${config}`);
  }
  const named = filesBelow(root).filter((f) => !/share\/annuaire\/(?!conf)|share\/doc|lib\/annuaire\/|bin\/annuaire$/.test(f));
  assert.ok(named.length > 10, named.join(' '));
  for (const file of named) {
    assert.doesNotMatch(textOf(root, file), /\/usr\/(s?bin|lib|share)\/annuaire|(?<!\/opt)\/(etc|run|var\/[a-z/]*)\/annuaire/, file);
  }
  assert.match(textOf(root, 'opt/directory/share/annuaire/conf/nginx/annuaire-http.conf'), /unix:\/opt\/run\/annuaire\/profile\.sock/);
  assert.match(make('installcheck', `DESTDIR=${root}`, ...ELSEWHERE), /^ok +profile makes a page/m);
  make('uninstall', `DESTDIR=${root}`, ...ELSEWHERE);
  assert.deepEqual(filesBelow(root), ['opt/etc/annuaire/annuaire.ini']);
});

test('a configuration that is there stays, and the new one lies beside it', () => {
  const root = path.join(SCRATCH, 'kept'), ini = path.join(root, 'etc/annuaire/annuaire.ini');
  const install = () => make('-o', 'all', 'install', `BUILD=${BUILD}`, `DESTDIR=${root}`);
  install();
  const shipped = textOf(ini);
  assert.equal(install().includes('.new'), false);
  assert.equal(fs.existsSync(`${ini}.new`), false, 'nothing differs');
  fs.writeFileSync(ini, '[site]\nname = Ours\n');
  assert.match(install(), /annuaire\.ini is kept as it is/);
  assert.equal(textOf(ini), '[site]\nname = Ours\n');
  assert.equal(textOf(`${ini}.new`), shipped);
});

test('installcheck finds what is wrong, and says where', () => {
  const check = () => run('make', '-s', 'installcheck', `DESTDIR=${installed('')}`);
  assert.equal(check().status, 0, check().out);
  const template = installed('usr/local/share/annuaire/templates/fr/layout.tpl'), kept = textOf(template);
  fs.writeFileSync(template, kept.slice(0, 200));
  const page = installed('usr/local/share/man/man5/annuaire.ini.5'), program = installed('usr/local/lib/annuaire/partners');
  fs.renameSync(page, `${page}.away`);
  fs.renameSync(program, `${program}.away`);
  const { status, out } = check();
  fs.writeFileSync(template, kept);
  fs.renameSync(`${page}.away`, page);
  fs.renameSync(`${program}.away`, program);
  assert.notEqual(status, 0);
  for (const line of [/^WRONG .*share\/annuaire is whole/m, /^WRONG +partners makes a page/m, /^WRONG +profile makes a page/m, /^WRONG +manual page annuaire\.ini\.5: it is not there/m, /^ok +manual page annuaire\.1$/m]) {
    assert.match(out, line);
  }
  assert.equal(check().status, 0, 'mended');
});

test('the file of sources has the same bytes each time, from a clone and from itself, and the built editor in it', { skip: BUILD !== 'build' && 'one build is enough' }, () => {
  const pack = (directory, build) => {
    const { status, out } = run('make', '-s', '-C', directory, 'dist', `BUILD=${build}`);
    assert.equal(status, 0, out);
    const file = fs.readdirSync(build).find((name) => /^annuaire-[\d.]+\.tar\.xz$/.test(name));
    return path.join(build, file);
  };
  for (const name of ['first', 'second', 'third']) {
    fs.mkdirSync(path.join(SCRATCH, name));
  }
  fs.copyFileSync(path.join(ROOT, 'build/rich.js'), path.join(SCRATCH, 'first/rich.js'));
  const first = pack(ROOT, path.join(SCRATCH, 'first')), second = pack(ROOT, path.join(SCRATCH, 'second'));
  assert.ok(fs.readFileSync(first).equals(fs.readFileSync(second)), 'twice from the clone');
  assert.equal(run('tar', '-C', SCRATCH, '-xf', first).status, 0);
  const unpacked = path.join(SCRATCH, path.basename(first, '.tar.xz'));
  const files = filesBelow(unpacked);
  assert.ok(files.includes('templates/rich.js') && files.includes('Makefile') && files.includes('conf/local/stack') && files.includes('schema/roles.sql'));
  assert.ok(!files.some((f) => /^(\.git|build|node_modules|var)\//.test(f)));
  const third = pack(unpacked, path.join(SCRATCH, 'third'));
  assert.ok(fs.readFileSync(first).equals(fs.readFileSync(third)), 'from what was unpacked');
});

test('annuaire-setup, run again, changes no password and loads nothing that the federation may have changed', () => {
  const secrets = () => fs.readdirSync(path.join(VAR, 'secret')).sort().map((name) => [name, textOf(VAR, 'secret', name)]);
  const setup = (...args) => {
    const own = process.getuid() === 0 ? ['setpriv', '--reuid', 'annuaire', '--regid', 'annuaire', '--clear-groups', '--'] : [];
    const [command, ...rest] = [...own, path.join(VAR, 'site/sbin/annuaire-setup'), '--config', path.join(VAR, 'annuaire.ini'), ...args];
    return run(command, ...rest);
  };
  const before = secrets();
  const { status, out } = setup();
  assert.equal(status, 0, out);
  assert.equal(out, `the database has schema version ${out.match(/version (\d+)/)[1]}\nthe database "annuaire" is ready for ${SITE}/\n`);
  assert.deepEqual(secrets(), before);
  assert.deepEqual(before.map(([, password]) => password.trim().length >= 32).filter((long) => !long), []);
  assert.match(setup('directory.example').out, /^annuaire: --set site\.url: must be like https:\/\/directory\.example\//m);
  assert.equal(setup('--owner').status, 2);
});
