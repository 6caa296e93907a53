// Where the log goes: with its levels into the journal, and into a file that is rotated under load without a line lost.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import test from 'node:test';
import zlib from 'node:zlib';
import { BUILD, eventually, get, ROOT, scratch, startSite, VAR } from '../harness.mjs';

const VISITORS = 6, ROTATIONS = 5, EACH = 40; // requests before each rotation

const named = (what, uid) => spawnSync('id', [what, uid], { encoding: 'utf8' }).stdout.trim();

// A program as plain CGI, its standard error a file: what it logged.
function logged(target, variables) {
  const file = scratch('stderr.log', ''), fd = fs.openSync(file, 'a'), { dev, ino } = fs.fstatSync(fd);
  spawnSync(path.join(ROOT, BUILD, 'directory'), { stdio: ['ignore', 'ignore', fd],
    env: { ...process.env, REQUEST_METHOD: 'GET', REQUEST_URI: target, ...variables(`${dev}:${ino}`) } });
  fs.closeSync(fd);
  return fs.readFileSync(file, 'utf8');
}

test('in the journal each line has its level before it, elsewhere none', () => {
  assert.match(logged('/fr/', (stream) => ({ JOURNAL_STREAM: stream })), /^<6>at=\S+ level=info program=directory .*status=200/m);
  assert.match(logged('/fr/', (stream) => ({ JOURNAL_STREAM: stream, ANNUAIRE_SITE_URL: 'nowhere' })), /^<3>at=\S+ level=error .*event=start/);
  for (const variables of [() => ({}), () => ({ JOURNAL_STREAM: '8:1' }), (stream) => ({ JOURNAL_STREAM: `${stream}0` })]) {
    assert.match(logged('/fr/', variables), /^at=\S+ level=info/);
  }
});

test('a file that cannot be made stops the start and says so, and a path must begin at the root', () => {
  assert.match(logged('/fr/', () => ({ ANNUAIRE_LOG_FILE: '/nowhere/annuaire.log' })), /level=error program=directory event=log-unavailable file=\/nowhere\/annuaire\.log reason="No such file/);
  assert.match(logged('/fr/', () => ({ ANNUAIRE_LOG_FILE: 'annuaire.log' })), /\$ANNUAIRE_LOG_FILE: must be empty, or a path from \/ on/);
});

test(`${VISITORS} visitors while logrotate rotates ${ROTATIONS} times: every request stands in one of the files once, every line is whole`, async () => {
  const directory = path.join(`${VAR}-log`, 'log'), file = path.join(directory, 'annuaire.log');
  const { site, stop } = await startSite('log', { ANNUAIRE_LOG_FILE: file, DEMO: 0, WORKERS: 2, CACHE_SECONDS: 0 });
  try {
    const { uid } = fs.statSync(directory), isRoot = os.userInfo().uid === 0;
    const configuration = scratch('logrotate.conf', fs.readFileSync(path.join(ROOT, 'conf/logrotate/annuaire'), 'utf8')
      .replace('/var/log/annuaire/*.log', file).replace(/^\tsu .*\n/m, isRoot ? `\tsu ${named('-un', uid)} ${named('-gn', uid)}\n` : ''));
    fs.chmodSync(configuration, 0o644);
    const ids = [];
    let over = false;
    const visitors = Array.from({ length: VISITORS }, async (_, n) => {
      while (!over) {
        const { headers, status } = await get(['/fr/', '/fr/organisations', '/fr/partners'][n % 3], { site });
        assert.equal(status, 200);
        ids.push(headers['x-request-id']);
      }
    });
    for (let turn = 0; turn < ROTATIONS; turn++) {
      const before = ids.length;
      await eventually(() => ids.length, (n) => n >= before + EACH, 30);
      const run = spawnSync('/usr/sbin/logrotate', ['--force', '--state', path.join(path.dirname(configuration), 'logrotate.state'), configuration], { encoding: 'utf8' });
      assert.equal(run.status, 0, run.stderr);
    }
    const rotated = ids.length;	// as many as there are visitors may be under way, and stand in the file of before
    await eventually(() => ids.length, (n) => n > rotated + VISITORS, 30);
    over = true;
    await Promise.all(visitors);
    const files = () => fs.readdirSync(directory).filter((name) => name.startsWith('annuaire.log'));
    assert.equal(files().length, ROTATIONS + 1);
    assert.equal(files().filter((name) => name.endsWith('.gz')).length, ROTATIONS - 1);
    const lines = () => files().flatMap((name) => {
      const bytes = fs.readFileSync(path.join(directory, name));
      return (name.endsWith('.gz') ? zlib.gunzipSync(bytes) : bytes).toString().trimEnd().split('\n');
    });
    const found = () => lines().map((line) => line.match(/ id=(\w+) event=request/)?.[1]).filter(Boolean);
    assert.ok(ids.length >= EACH * ROTATIONS, `${ids.length} requests`);
    const missing = await eventually(() => { const there = new Set(found()); return ids.filter((id) => !there.has(id)); }, (list) => list.length === 0, 5);
    assert.deepEqual(missing, []);
    assert.equal(new Set(found()).size, found().length);
    for (const line of lines()) {
      assert.match(line, /^at=\S+ level=\w+ program=\w+ /);
    }
    console.log(`# ${ids.length} requests, ${lines().length} lines in ${files().length} files`);
  } finally {
    stop();
  }
});

function nameOf(id) {
  return spawnSync('id', ['-un', id], { encoding: 'utf8' }).stdout.trim();
}
