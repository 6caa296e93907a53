// The completion of the command in bash, as the shell asks for it.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { annuaire, BUILD, ROOT, scratch } from '../harness.mjs';

const command = path.join(ROOT, BUILD, 'annuaire');

// What is offered for a line of words, the last of which is being typed.
function offered(...words) {
  const script = `source ${ROOT}/conf/completion/annuaire; COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)); _annuaire "$1" "\${COMP_WORDS[COMP_CWORD]}" "\${COMP_WORDS[COMP_CWORD - 1]}"; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const run = spawnSync('bash', ['--norc', '-c', script, 'bash', command, ...words], { encoding: 'utf8', env: { ...process.env, ANNUAIRE_CONFIG: scratch('empty.ini', '') } });
  assert.equal(run.status, 0, run.stderr);
  assert.equal(run.stderr, '');
  return run.stdout.split('\n').filter(Boolean).sort();
}

test('every command, and the options that stand before it', () => {
  const commands = [...annuaire('--help').out.matchAll(/^  (\w+) /gm)].map(([, name]) => name);
  assert.ok(commands.length > 10);
  assert.deepEqual(offered(''), [...commands, '--config', '--set', '--help'].sort());
  assert.deepEqual(offered('re'), commands.filter((c) => c.startsWith('re')).sort());
  assert.deepEqual(offered('--config', '/etc/annuaire.ini', '--set', 'site.name', '=', 'A', 'back'), ['backup']);
});

test('every key of the configuration', () => {
  const keys = [], { out } = annuaire('config');
  let section;
  for (const [, heading, key] of out.matchAll(/^(?:\[(\w+)\]|(\w+) = )/gm)) {
    section = heading ?? section;
    if (key) {
      keys.push(`${section}.${key}=`);
    }
  }
  assert.ok(keys.length > 20);
  assert.deepEqual(offered('--set', ''), keys.sort());
  assert.deepEqual(offered('--set', 'database.so'), ['database.socket=']);
});

test('options of a command, what comes after it, and values that are known', () => {
  assert.deepEqual(offered('backup', ROOT, '--'), ['--help', '--keep']);
  assert.deepEqual(offered('restore', ROOT, '--i'), ['--into']);
  assert.deepEqual(offered('backup', 've'), ['verify']);
  assert.deepEqual(offered('account', 'invite', 'a@b.example', '--role', 'mod'), ['moderator']);
  assert.deepEqual(offered('account', 'invite', 'a@b.example', '--'), ['--help', '--language', '--name', '--organisation', '--role']);
  const manual = fs.readFileSync(path.join(ROOT, 'conf/man/annuaire.1'), 'utf8');
  for (const name of ['account', 'mail']) {
    const verbs = [...manual.matchAll(new RegExp(`^\\.It Cm ${name} (\\w+)`, 'gm'))].map(([, verb]) => verb);
    assert.deepEqual(offered(name, ''), verbs.sort());
  }
  assert.deepEqual(offered('import', `${ROOT}/READ`), [`${ROOT}/README.md`]);
  assert.ok(!offered('restore', `${ROOT}/READ`).length && offered('restore', `${ROOT}/con`).includes(`${ROOT}/conf`));
});
