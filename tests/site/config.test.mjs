// The configuration as an operator meets it: what is in force, where it comes from, and what stops a start.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { annuaire, BUILD, installed, ROOT, scratch } from '../harness.mjs';

const SHIPPED = installed('etc/annuaire/annuaire.ini');
const empty = () => scratch('empty.ini', '');

// What `annuaire config` prints, as section.key -> [value, where it comes from].
function inForce(...options) {
  const { status, out } = annuaire(...options, 'config');
  assert.equal(status, 0, out);
  const keys = new Map();
  let section = '';
  for (const line of out.split('\n').slice(1).filter((l) => l !== '')) {
    const [, heading, key, value, from] = line.match(/^(?:\[(\w+)\]|(\w+) = (.*?) +; (.+))$/) ?? assert.fail(line);
    section = heading ?? section;
    if (key) {
      keys.set(`${section}.${key}`, [value, from]);
    }
  }
  return keys;
}

// The command with these variables over the environment of the test run.
function withVariables(variables, use) {
  Object.assign(process.env, variables);
  try {
    return use();
  } finally {
    for (const name of Object.keys(variables)) {
      delete process.env[name];
    }
  }
}

// A program that answers visitors, with these variables, until it ends.
const start = (program, variables) => spawnSync(path.join(ROOT, BUILD, program), { env: { ...process.env, ...variables }, encoding: 'utf8', timeout: 10000 });

test('every key stands in the file that is shipped, with its default', () => {
  const defaults = inForce('--config', empty()), shipped = inForce('--config', SHIPPED), lines = fs.readFileSync(SHIPPED, 'utf8').split('\n');
  assert.ok(defaults.size > 20);
  for (const [key, [value, from]] of defaults) {
    assert.equal(from, 'default', key);
    const [same, place] = shipped.get(key);
    assert.equal(same, value, key);
    assert.ok(place.startsWith(`${SHIPPED}:`), `${key} is missing: ${place}`);
    assert.equal(lines[place.slice(SHIPPED.length + 1) - 1].trim(), `${key.split('.')[1]} = ${value}`.trim());
  }
});

test('the manual pages know every key with its default, and every command', () => {
  const manual = (name) => fs.readFileSync(installed(`usr/local/share/man/man${name.at(-1)}/${name}`), 'utf8');
  const described = new Map();
  let section = '';
  for (const [, heading, key, value] of manual('annuaire.ini.5').matchAll(/^\.Ss Section (\w+)$|^\.It Cm (\w+) =(?: Ar (.+))?$/gm)) {
    section = heading ?? section;
    if (key) {
      described.set(`${section}.${key}`, (value ?? '').replace('\\(co', '©'));
    }
  }
  const defaults = [...inForce('--config', empty())].map(([key, [value]]) => [key, value]);
  assert.deepEqual(Object.fromEntries(described), Object.fromEntries(defaults));
  const unique = (matches) => [...new Set([...matches].map(([, name]) => name))].sort();
  const commands = unique(annuaire('--help').out.matchAll(/^  (\w+) /gm));
  assert.ok(commands.length > 10);
  assert.deepEqual(unique(manual('annuaire.1').matchAll(/^\.It Cm (\w+)/gm)), commands);
});

test('the environment goes before the file, --set before both, and each says so', () => {
  const file = scratch('three.ini', '[site]\nname = Of the file\ncache_seconds = 1\nlanguages = fr\n');
  const variables = { ANNUAIRE_SITE_NAME: 'Of the environment', ANNUAIRE_SITE_CACHE_SECONDS: '2' };
  const keys = withVariables(variables, () => inForce('--set', 'site.name=Set', '--config', file, '--set', 'mail.from=a@b.example'));
  assert.deepEqual(keys.get('site.name'), ['Set', '--set']);
  assert.deepEqual(keys.get('site.cache_seconds'), ['2', '$ANNUAIRE_SITE_CACHE_SECONDS']);
  assert.deepEqual(keys.get('site.languages'), ['fr', `${file}:4`]);
  assert.deepEqual(keys.get('mail.from'), ['a@b.example', '--set']);
  assert.deepEqual(keys.get('paths.run'), ['/run/annuaire', 'default']);
  for (const key of keys.keys()) {
    const variable = `ANNUAIRE_${key.replace('.', '_').toUpperCase()}`, [value] = keys.get(key);
    assert.deepEqual(withVariables({ [variable]: value }, () => inForce('--config', file)).get(key), [value, `$${variable}`]);
  }
});

test('a secret in a value is not printed', () => {
  const { out } = annuaire('--config', empty(), '--set', 'map.tiles=https://tiles.example/{z}/{x}/{y}.png?key=abc123', 'config');
  assert.match(out, /^tiles = https:\/\/tiles\.example\/\{z\}\/\{x\}\/\{y\}\.png\?\*{8} /m);
  assert.ok(!out.includes('abc123'));
});

test('what is wrong stops the command and the programs, with its place', () => {
  const cases = [
    ['[site]\nnmae = A\n', [], /bad\.ini:2: \[site\] nmae: no such key$/m],
    ['[site]\n\ncache_seconds = soon\n', [], /bad\.ini:3: \[site\] cache_seconds: must be a number of seconds from 0 to 86400$/m],
    ['', ['--set', 'site.nmae=A'], /--set site\.nmae: no such key$/m],
  ];
  for (const [text, options, reason] of cases) {
    const file = scratch('bad.ini', text), { status, out } = annuaire('--config', file, ...options, 'config');
    assert.equal(status, 1);
    assert.match(out, reason);
    if (options.length === 0) {
      const program = start('profile', { ANNUAIRE_CONFIG: file });
      assert.equal(program.status, 1);
      assert.match(program.stderr, new RegExp(reason.source.replace(/\$$/, ''), 'm'));
    }
  }
});

test('a password of the database that others could read is refused, by the command and by a program', () => {
  const directory = fs.mkdtempSync(path.join(path.dirname(empty()), 'secret-'));
  for (const account of ['operator', 'profile']) {
    fs.writeFileSync(path.join(directory, `${account}.pw`), 'x\n');
    fs.chmodSync(path.join(directory, `${account}.pw`), 0o644);
  }
  const check = () => annuaire('--config', empty(), '--set', `database.password_directory=${directory}`, '--set', 'database.socket=/nowhere', 'check');
  const refused = check();
  assert.equal(refused.status, 1);
  assert.match(refused.out, /operator\.pw: others could read this password; type: chmod 600 /);
  fs.chmodSync(path.join(directory, 'operator.pw'), 0o400);
  assert.match(check().out, /the database does not answer at \/nowhere: Can't connect.*\/nowhere/m);
  const program = start('profile', { ANNUAIRE_CONFIG: empty(), ANNUAIRE_DATABASE_PASSWORD_DIRECTORY: directory });
  assert.equal(program.status, 1);
  assert.match(program.stderr, /profile\.pw: others could read this password/);
});
