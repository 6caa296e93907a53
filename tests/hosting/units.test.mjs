// The units of systemd as its own tools judge them, in a root of their own; no systemd need run.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import test from 'node:test';

const UNITS = path.resolve(process.env.BUILD ?? 'build', 'systemd');
const EXPOSURE_MAX = 1.0;
const names = fs.readdirSync(UNITS);
const read = (name) => fs.readFileSync(path.join(UNITS, name), 'utf8');
const services = names.filter((name) => name.endsWith('.service'));
const programs = names.flatMap((name) => name.match(/^annuaire-(\w+)@\.service$/)?.[1] ?? []);
// A template is judged as one of its processes.
const instance = (name) => name.replace('@.', '@1.');

function run(...command) {
  const { status, stdout, stderr, error } = spawnSync(command[0], command.slice(1), { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C.UTF-8', SYSTEMD_COLORS: '0' } });
  assert.ifError(error);
  return { status, out: stdout + stderr };
}

// A root with systemd's own targets, our units, and something to execute for each; use(root) at the end of which it is gone.
function withRoot(use) {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'annuaire-units-'));
  try {
    const system = path.join(root, 'usr/lib/systemd/system');
    for (const folder of ['etc/systemd/system', 'usr/lib/systemd/system', 'usr/lib/annuaire', 'usr/bin']) {
      fs.mkdirSync(path.join(root, folder), { recursive: true });
    }
    fs.cpSync(UNITS, system, { recursive: true });
    for (const name of fs.readdirSync('/usr/lib/systemd/system').filter((n) => n.endsWith('.target'))) {
      fs.copyFileSync(path.join('/usr/lib/systemd/system', name), path.join(system, name));
    }
    for (const name of ['usr/bin/annuaire', 'usr/bin/install', ...programs.map((program) => `usr/lib/annuaire/${program}`)]) {
      fs.copyFileSync('/bin/true', path.join(root, name));
    }
    return use(root);
  } finally {
    fs.rmSync(root, { recursive: true, force: true });
  }
}

const verify = (root) => run('systemd-analyze', 'verify', `--root=${root}`, '--man=no', ...names.map(instance));

test('systemd finds nothing wrong with any unit', () => {
  assert.ok(programs.length >= 9, `${programs}`);
  withRoot((root) => {
    assert.deepEqual(verify(root), { status: 0, out: '' });
    fs.rmSync(path.join(root, 'usr/lib/annuaire', programs[0]));
    assert.match(verify(root).out, new RegExp(`/usr/lib/annuaire/${programs[0]} is not executable`));	// so it does look
  });
});

for (const name of services) {
  test(`${name}: exposure at most ${EXPOSURE_MAX}`, () => {
    const { out } = run('systemd-analyze', 'security', '--offline=true', '--no-pager', path.join(UNITS, name));
    const [, exposure] = out.match(/Overall exposure level for \S+: ([0-9.]+)/) ?? assert.fail(out);
    assert.ok(Number(exposure) <= EXPOSURE_MAX, `${exposure}\n${out.split('\n').filter((line) => line.startsWith('✗')).join('\n')}`);
    assert.doesNotMatch(out, /ignoring|unknown/i);
  });
}

test('the units of the programs differ by the name alone, and nothing is left to fill in', () => {
  for (const kind of ['.socket', '@.service']) {
    const [first, ...others] = programs.map((program) => read(`annuaire-${program}${kind}`).replaceAll(program, 'PROGRAM'));
    others.forEach((other) => assert.equal(other, first));
  }
  names.forEach((name) => assert.doesNotMatch(read(name), /@[A-Z]+@/, name));
});

test('the supervisor keeps the same programs, and their sections differ by the name alone', () => {
  const text = fs.readFileSync('conf/supervisor/annuaire.conf', 'utf8').replace(/^;.*\n/gm, '');
  const sections = [...text.matchAll(/^\[fcgi-program:annuaire-(\w+)\]\n(?:.+\n)+/gm)];
  assert.deepEqual(sections.map(([, program]) => program).sort(), programs);
  const [first, ...others] = sections.map(([section, program]) => section.replaceAll(program, 'PROGRAM'));
  others.forEach((other) => assert.equal(other, first));
  assert.match(text, /^\[program:annuaire-mail\]$/m);
});

test('each service sees its own password and no other, and ends in no account but its own', () => {
  for (const name of services) {
    const text = read(name), account = name.match(/^annuaire-(\w+)/)[1];
    assert.deepEqual(text.match(/^LoadCredential=.*$/gm), [`LoadCredential=${account}.pw:/etc/annuaire/secret/${account}.pw`], name);
    assert.match(text, /^InaccessiblePaths=-\/etc\/annuaire\/secret$/m, name);
    assert.match(text, /^User=annuaire$/m, name);
  }
});

test('enabling the target enables the sockets, two processes of each program and the mailer; one word adds a process or takes it away', () => {
  withRoot((root) => {
    const enabled = (target) => fs.readdirSync(path.join(root, 'etc/systemd/system', `${target}.wants`)).sort();
    const change = (...what) => assert.equal(run('systemctl', `--root=${root}`, ...what).status, 0);
    const two = programs.flatMap((program) => [1, 2].map((n) => `annuaire-${program}@${n}.service`));
    change('enable', 'annuaire.target');
    assert.deepEqual(enabled('sockets.target'), programs.map((program) => `annuaire-${program}.socket`).sort());
    assert.deepEqual(enabled('annuaire.target'), [...two, 'annuaire-mail.service'].sort());
    assert.deepEqual(enabled('multi-user.target'), ['annuaire.target']);
    change('enable', 'annuaire-profile@3', 'annuaire-profile@4');
    change('disable', 'annuaire-profile@1', 'annuaire-mail.service');
    change('enable', 'annuaire-mail.timer', 'annuaire-backup.timer');
    assert.deepEqual(enabled('annuaire.target').filter((name) => /profile|mail/.test(name)),
      ['annuaire-mail.timer', 'annuaire-profile@2.service', 'annuaire-profile@3.service', 'annuaire-profile@4.service']);
    assert.deepEqual(enabled('timers.target'), ['annuaire-backup.timer']);
  });
});

test('the examples of drop-ins are taken, and open what they say', () => {
  const examples = path.resolve('conf/systemd/examples');
  withRoot((root) => {
    const put = (example, unit) => {
      fs.mkdirSync(path.join(root, 'etc/systemd/system', `${unit}.d`), { recursive: true });
      fs.copyFileSync(path.join(examples, example), path.join(root, 'etc/systemd/system', `${unit}.d`, example));
    };
    put('database-tcp.conf', 'annuaire-.service');	// of every unit whose name begins so
    put('mail-server.conf', 'annuaire-mail.service');
    put('mail-sendmail.conf', 'annuaire-mail-send.service');
    assert.deepEqual(verify(root), { status: 0, out: '' });
    const judge = (unit) => run('systemd-analyze', 'security', '--offline=true', '--no-pager', `--root=${root}`, unit).out;
    assert.match(judge('annuaire-profile@1.service'), /✗ PrivateNetwork= /);
    assert.match(judge('annuaire-profile@1.service'), /✓ NoNewPrivileges= /);
    assert.match(judge('annuaire-mail.service'), /✗ IPAddressDeny= +Service does not define an IP address allow list/);
    assert.match(judge('annuaire-mail-send.service'), /✗ NoNewPrivileges= /);
  });
});
