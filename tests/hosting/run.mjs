#!/usr/bin/env node
// Every web server that conf/ has a configuration for, at every mount, driven by the site's own tests; then what visitors see when something dies, and while slow
// clients hold connections. A table at the end; exit status 1 when something failed. `make hosting` builds, then calls this.
//
//   tests/hosting/run.mjs                   all of it
//   tests/hosting/run.mjs SERVER… MOUNT…    only these: nginx apache-proxy apache-fcgid apache-cgi lighttpd; / /annuaire/ own (a host name of its own, behind TLS)
// FILES in the environment: only these of the site's tests ("http edit").
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { freePort } from '../port.mjs';
import { makeCertificate, runTests, SERVERS, startServer, startStack } from './servers.mjs';

const only = (files) => (process.env.FILES ? files.filter((file) => process.env.FILES.split(' ').includes(file)) : files);
const PAGES = only(['http', 'profile', 'lists', 'shortlist', 'history', 'places', 'gaps']);
const FORMS = only(['account', 'edit', 'moderation', 'people', 'paste', 'authorisation']);
const MOUNTS = { '/': { mount: '/', host: '127.0.0.1' }, '/annuaire/': { mount: '/annuaire/', host: '127.0.0.1' }, own: { mount: '/', host: 'annuaire.example', tls: true } };
const FAULTS = { killed: 'process killed', dead: 'no process', withoutDatabase: 'no database', oversize: 'body too long' };

const CACHE_SECONDS = 2, TRUSTED = '127.0.0.9';

const asked = process.argv.slice(2), unknown = asked.filter((word) => !SERVERS.includes(word) && !MOUNTS[word]);
if (unknown.length > 0) {
  console.error(`tests/hosting/run.mjs: no such server or mount: ${unknown.join(' ')} (there are ${[...SERVERS, ...Object.keys(MOUNTS)].join(' ')})`);
  process.exit(2);
}
const chosen = (all) => (all.some((word) => asked.includes(word)) ? all.filter((word) => asked.includes(word)) : all);

const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'annuaire-hosting-'));
fs.chmodSync(scratch, 0o711);	// the account that the stack runs under must be able to enter
const tls = { directory: makeCertificate(path.join(scratch, 'tls')) };
const rows = [], slow = [], kept = [];
let failures = 0, running, front;

const failed = (where, what) => {
  failures++;
  console.log(`FAILED ${where}\n${what.replace(/^/gm, '    ')}`);
};

// Some of the site's tests: how many passed, as the table says it.
async function tests(files, server, options, where) {
  let passed = 0, wrong = 0;
  for (const file of files) {
    const result = await runTests(`tests/site/${file}.test.mjs`, server, options);
    passed += result.passed;
    wrong += result.failed.length;
    result.failed.forEach((text) => failed(`${where}: ${file}`, text));
  }
  return wrong === 0 ? `${passed}` : `${wrong} of ${passed + wrong} FAILED`;
}

async function trial(work, where) {
  try {
    return { said: String(await work()) };
  } catch (error) {
    failed(where, error.message);
    return { said: 'FAILED' };
  }
}

async function at(name, kind, stack, port, site) {
  const { mount } = MOUNTS[kind], where = `${name} at ${kind}`;
  const more = { url: site, ...MOUNTS[kind].tls && { tls: { ...tls, redirects: await freePort() }, trusted: TRUSTED } };
  const server = await startServer(name, { directory: stack.directory, port, mount, more });
  front = server;
  try {
    const options = { site, scratch, tls: more.tls }, row = [name, kind];
    row.push(await tests(PAGES, server, options, where), await tests(FORMS, server, options, where));
    const { get } = await import('../harness.mjs'), trials = await import('./trials.mjs');
    const ask = (target, more) => get(target, { site: site.replace(/\/$/, ''), ...more });
    for (const fault of Object.keys(FAULTS)) {
      row.push((await trial(() => trials[fault](server, ask), `${where}: ${FAULTS[fault]}`)).said);
    }
    rows.push(row);
    if (more.tls) {
      row.push((await trial(() => trials.behindTls(server, ask, more.tls), `${where}: TLS`)).said,
        (await trial(() => trials.visitorsAddress(server, ask, TRUSTED), `${where}: the visitor's address`)).said);
    } else {
      row.push('', '');
    }
    if (kind === '/') {
      slow.push([name, (await trial(() => trials.slowClients(server, ask, site), `${where}: slow clients`)).said]);
    }
  } finally {
    await server.stop();
    front = undefined;
  }
  console.log(rows.at(-1)?.join(' | '));
}

const table = (head, lines) => {
  const widths = head.map((word, i) => Math.max(word.length, ...lines.map((line) => line[i].length)));
  [head, ...lines].forEach((line) => console.log(line.map((word, i) => word.padEnd(widths[i])).join('  ').trimEnd()));
};

async function main() {
  for (const kind of chosen(Object.keys(MOUNTS))) {
    const { mount, host } = MOUNTS[kind], port = await freePort(), site = `http${MOUNTS[kind].tls ? 's' : ''}://${host}:${port}${mount}`;
    const directory = path.join(scratch, `var-${kind.replace(/\W/g, '') || 'root'}`);
    running = await startStack(directory, { mount, url: site });
    // The harness of the site's tests wants to know of a site; each request here names its own.
    Object.assign(process.env, { SITE: site.replace(/\/$/, ''), SITE_CA: path.join(tls.directory, 'fullchain.pem'), VAR: directory, BUILD: 'build', SCRATCH: scratch });
    for (const name of chosen(SERVERS)) {
      await at(name, kind, running, port, site).catch((error) => failed(`${name} at ${kind}`, error.stack));
    }
    running.stop();
    running = undefined;
  }
  await keeping().catch((error) => failed('kept pages', error.stack));
  console.log();
  table(['server', 'mount', 'pages', 'forms', ...Object.values(FAULTS), 'TLS', 'visitor’s address'], rows);
  console.log();
  table(['server', `500 slow headers, 50 slow forms: median / worst page`], slow);
  console.log();
  table(['server', 'kept pages'], kept);
}

// Public pages kept by the servers that can.
async function keeping() {
  const port = await freePort(), site = `http://127.0.0.1:${port}/`;
  running = await startStack(path.join(scratch, 'var-cache'), { mount: '/', url: site, cache: CACHE_SECONDS });
  const { get } = await import('../harness.mjs'), { caching } = await import('./trials.mjs');
  for (const name of chosen(SERVERS).filter((one) => one !== 'lighttpd')) {
    const server = await startServer(name, { directory: running.directory, port, mount: '/', more: { url: site, cache: CACHE_SECONDS } });
    front = server;
    const { said } = await trial(() => caching(server, (target, more) => get(target, { site, ...more }), CACHE_SECONDS), `${name}: kept pages`);
    kept.push([name, said]);
    await server.stop();
    front = undefined;
  }
  running.stop();
  running = undefined;
}

const end = (status) => {
  front?.process.kill('SIGTERM');
  running?.stop();
  fs.rmSync(scratch, { recursive: true, force: true });
  process.exit(status);
};
process.on('SIGINT', () => end(1));
process.on('SIGTERM', () => end(1));
await main().catch((error) => failed('the run', error.stack));
console.log(failures === 0 ? '\nall passed' : `\n${failures} failed`);
end(failures === 0 ? 0 : 1);
