// What Prometheus is told: well formed, true, and all that the dashboard and the alerts ask for.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { account, eventually, forgetAttempts, get, ROOT, sql, supervisor, Visitor } from '../harness.mjs';

const read = (file) => fs.readFileSync(path.join(ROOT, file), 'utf8');
const PROGRAMS = read('Makefile').match(/^PROGRAMS +:= (.*)$/m)[1].split(' ');

// The text exposition format 0.0.4, strictly: metric -> { type, help, samples: [{ name, labels, value }] }.
function parse(body) {
  const metrics = new Map();
  let current;
  assert.ok(body.endsWith('\n'));
  for (const line of body.trimEnd().split('\n')) {
    let found;
    if ((found = line.match(/^# HELP ([a-z_]+) (\S.*)$/))) {
      assert.ok(!metrics.has(found[1]), `${found[1]} stands twice`);
      metrics.set(found[1], current = { name: found[1], help: found[2], samples: [] });
    } else if ((found = line.match(/^# TYPE ([a-z_]+) (counter|gauge|histogram)$/))) {
      assert.equal(found[1], current.name);
      assert.equal(current.type, undefined);
      current.type = found[2];
    } else {
      const [, name, text, value] = line.match(/^([a-z_]+)\{((?:[a-z]+="[^"\\\n]*"(?:,(?!\}))?)+)\} (-?\d+(?:\.\d+)?(?:e[+-]\d+)?)$/) ?? assert.fail(line);
      assert.ok(current.type, `${name} before its TYPE`);
      assert.ok(name === current.name || (current.type === 'histogram' && [`${current.name}_bucket`, `${current.name}_sum`, `${current.name}_count`].includes(name)), line);
      const labels = Object.fromEntries([...text.matchAll(/([a-z]+)="([^"]*)"/g)].map(([, k, v]) => [k, v]));
      assert.ok(!current.samples.some((s) => s.name === name && JSON.stringify(s.labels) === JSON.stringify(labels)), `twice: ${line}`);
      current.samples.push({ name, labels, value: Number(value) });
    }
  }
  return metrics;
}

const metrics = async (program) => parse((await get(`/metrics/${program}`)).body);
const samples = async (program, name, labels = {}) => [...(await metrics(program)).values()].flatMap((m) => m.samples)
  .filter((s) => s.name === name && Object.entries(labels).every(([k, v]) => s.labels[k] === v));
const value = async (program, name, labels) => (await samples(program, name, labels)).reduce((sum, s) => sum + s.value, 0);

test('every program prints well formed metrics under the names that Prometheus asks for', async () => {
  for (const program of PROGRAMS) {
    const all = await metrics(program);
    assert.ok(all.size >= 12, program);
    for (const { name, type, samples: some } of all.values()) {
      assert.match(name, /^annuaire_/);
      assert.equal(type === 'counter', name.endsWith('_total'), `${name} is a ${type}`);
      assert.ok(some.length > 0 && some.every((s) => s.labels.program === program), name);
    }
    const { samples: histogram } = all.get('annuaire_request_duration_seconds');
    const buckets = histogram.filter((s) => s.name.endsWith('_bucket'));
    assert.equal(buckets.at(-1).labels.le, '+Inf');
    buckets.reduce((before, { value: now }) => { assert.ok(now >= before); return now; }, 0);
    assert.equal(buckets.at(-1).value, histogram.find((s) => s.name.endsWith('_count')).value);
    assert.equal(await value(program, 'annuaire_database_up'), 1);
    assert.equal(await value(program, 'annuaire_schema_version'), await value(program, 'annuaire_schema_version_needed'));
  }
});

test('annuaire(7) knows every metric and no other', async () => {
  const names = new Set();
  for (const program of PROGRAMS) {
    [...(await metrics(program)).keys()].forEach((name) => names.add(name));
  }
  const said = [...read('conf/man/annuaire.7').matchAll(/^\.It Cm (annuaire_.*)$/gm)].flatMap(([, list]) => list.split(' , '));
  assert.deepEqual(said.sort(), [...names].sort());
});

test('requests, bytes and time are counted, by class of status', async () => {
  const look = async () => [await value('partners', 'annuaire_requests_total', { status: '2xx' }), await value('partners', 'annuaire_requests_total', { status: '4xx' }),
    await value('partners', 'annuaire_response_bytes_total'), await value('partners', 'annuaire_request_duration_seconds_sum')];
  const [good, bad, bytes, seconds] = await look();
  const { body } = await get('/fr/partners');
  assert.equal((await get('/fr/partners?type=nothing')).status, 404);
  const now = await look();
  assert.ok(now[0] > good && now[1] === bad + 1);
  assert.ok(now[2] >= bytes + Buffer.byteLength(body));
  assert.ok(now[3] > seconds);
});

test('the processes are those that live, with their memory; one that was killed is replaced and counted', async () => {
  const running = () => supervisor('status', 'history:*').trim().split('\n').map((line) => line.match(/RUNNING +pid (\d+)/)?.[1]).filter(Boolean);
  const pids = running(), starts = await value('history', 'annuaire_process_starts_total');
  assert.equal(await value('history', 'annuaire_processes'), pids.length);
  assert.equal(await value('history', 'annuaire_processes_busy'), 1);
  const resident = (pid) => Number(fs.readFileSync(`/proc/${pid}/status`, 'utf8').match(/^VmRSS:\s+(\d+) kB$/m)[1]) * 1024;
  const [told, true_] = [await value('history', 'annuaire_resident_memory_bytes'), pids.reduce((sum, pid) => sum + resident(pid), 0)];
  assert.ok(Math.abs(told - true_) < true_ / 4, `${told} bytes, ${true_}`);
  assert.ok(await value('history', 'annuaire_resident_memory_max_bytes') <= told);
  process.kill(Number(pids[0]), 'SIGKILL');
  assert.equal(await eventually(() => value('history', 'annuaire_process_starts_total'), (n) => n > starts), starts + 1);
  assert.equal(await value('history', 'annuaire_processes'), pids.length);
});

test('lines of the log are counted: a wrong password, a form from elsewhere, and what has no name of its own', async () => {
  const events = () => Promise.all(['signin-refused', 'foreign-form', 'signed-in'].map((event) => value('account', 'annuaire_log_events_total', { event })));
  const [refused, foreign, signed] = await events();
  const { email, password } = account('editor');
  await new Visitor().post('/fr/account/signin', { email, password: 'not this one' });
  forgetAttempts();
  await new Visitor().post('/fr/account/signin', { email, password });
  await new Visitor().post('/fr/account/signin', { email, password }, { headers: { Origin: 'https://elsewhere.example' } });
  assert.deepEqual(await events(), [refused + 1, foreign + 1, signed + 1]);
});

test('the queue of letters: how many wait, and for how long', async () => {
  const before = await value('moderate', 'annuaire_mails_waiting');
  sql(`INSERT INTO mail (kind, recipient, language, subject, body_text, body_html, created_at, next_at)
    VALUES ('test', 'metrics@essai.example', 'fr', 's', 't', 'h', UTC_TIMESTAMP(6) - INTERVAL 1000 SECOND, UTC_TIMESTAMP(6) + INTERVAL 1 DAY)`);
  try {
    assert.equal(await value('moderate', 'annuaire_mails_waiting'), before + 1);
    const oldest = await value('moderate', 'annuaire_mails_oldest_waiting_seconds');
    assert.ok(oldest >= 1000, `${oldest} seconds`);
    const failed = await value('moderate', 'annuaire_mails_given_up');
    sql(`UPDATE mail SET failed_at = UTC_TIMESTAMP(6) WHERE recipient = 'metrics@essai.example'`);
    assert.equal(await value('moderate', 'annuaire_mails_given_up'), failed + 1);
    assert.equal(await value('moderate', 'annuaire_mails_waiting'), before);
  } finally {
    sql(`DELETE FROM mail WHERE recipient = 'metrics@essai.example'`);
  }
});

test('the dashboard and the alerts ask for what is there, by labels that it has', async () => {
  const there = new Map();
  for (const program of PROGRAMS) {
    for (const { samples: some } of (await metrics(program)).values()) {
      for (const { name, labels } of some) {
        there.set(name, [...there.get(name) ?? [], labels]);
      }
    }
  }
  const dashboard = JSON.parse(read('conf/grafana/annuaire.json'));
  assert.equal(dashboard.uid, 'annuaire');
  assert.ok(dashboard.schemaVersion >= 36 && dashboard.panels.length > 10);
  assert.equal(new Set(dashboard.panels.map((p) => p.id)).size, dashboard.panels.length);
  for (const { title, description, gridPos: { x, w }, targets } of dashboard.panels) {
    assert.ok(title && typeof description === 'string' && x + w <= 24 && targets.length > 0, title);
  }
  const [, ...alerts] = read('conf/prometheus/annuaire-alerts.yml').split(/^ +expr: /m).map((text) => text.split('\n')[0]);
  const asked = [...dashboard.panels.flatMap((p) => p.targets.map((t) => t.expr)), ...dashboard.templating.list.filter((v) => v.type === 'query').map((v) => v.query.query), ...alerts];
  assert.ok(asked.length > 25 && alerts.length > 5);
  const used = new Set();
  for (const expression of asked) {
    for (const [, name, matchers] of expression.matchAll(/\b(annuaire_[a-z_]+)(?:\{([^}]*)\})?/g)) {
      assert.ok(there.has(name), `${name} is nowhere: ${expression}`);
      used.add(name);
      for (const [, label, kind, wanted] of (matchers ?? '').matchAll(/(\w+)(=~|=)"([^"]*)"/g)) {
        const values = there.get(name).map((labels) => labels[label]);
        for (const one of wanted.startsWith('$') ? [] : kind === '=~' ? wanted.split('|') : [wanted]) {
          assert.ok(values.includes(one), `${name} has no ${label} "${one}"`);
        }
        assert.ok(values.every((v) => v !== undefined), `${name} has no label ${label}`);
      }
    }
    for (const [, labels] of expression.matchAll(/\bby \(([^)]*)\)/g)) {
      for (const label of labels.split(', ')) {
        assert.ok([...there.values()].flat().some((l) => label in l), label);
      }
    }
  }
  for (const name of there.keys()) {
    assert.ok(used.has(name), `nobody looks at ${name}`);
  }
  const scraped = [...read('conf/prometheus/annuaire.yml').matchAll(/__metrics_path__: \/metrics\/(\w+), instance: directory\.example\/\1\}/g)].map(([, program]) => program);
  assert.deepEqual(scraped.sort(), [...PROGRAMS].sort());
});
