// What is tried on each web server beside the site's own tests: what visitors see when something dies, and while slow clients hold connections.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import tls from 'node:tls';

export const PROFILE = '/fr/organisations/fil-equitable', SIGNIN = '/fr/account/signin';
const wait = (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));

const supervisor = (directory, ...args) => spawnSync('supervisorctl', ['-c', path.join(directory, 'supervisord.conf'), ...args], { encoding: 'utf8' }).stdout;
const runsPrograms = (server) => ['apache-fcgid', 'apache-cgi'].includes(server.name);

// The processes of a program that answer for this server, the oldest first: those that it started itself, else the supervisor's.
function processes(server, program) {
  const found = [];
  for (const pid of fs.readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      if (fs.readlinkSync(`/proc/${pid}/exe`) === `${server.programs}/${program}` &&
          fs.readFileSync(`/proc/${pid}/environ`, 'utf8').includes(server.at) === runsPrograms(server)) {
        found.push({ pid: Number(pid), begun: Number(fs.readFileSync(`/proc/${pid}/stat`, 'utf8').split(' ')[21]) });
      }
    } catch {
      // it has ended meanwhile
    }
  }
  return found.sort((a, b) => a.begun - b.begun).map(({ pid }) => pid);
}

// Asks again until the answer is what is hoped for; the last answer.
async function eventually(ask, hoped, seconds = 30) {
  for (const end = Date.now() + seconds * 1000; ;) {
    const answer = await ask();
    if (hoped(answer) || Date.now() > end) {
      return answer;
    }
    await wait(0.1);
  }
}

// False: it had ended by itself.
function kill(pid) {
  try {
    return process.kill(pid, 'SIGKILL');
  } catch {
    return false;
  }
}

// The oldest process is killed again and again under the load of four visitors: at most one request fails for each. Pauses are long enough for the supervisor, which
// waits longer before it starts again what ends within a second.
export async function killed(server, get, seconds = 9) {
  let kills = 0, count = 0, failed = 0, over = false;
  const visitor = async () => {
    while (!over) {
      const answer = await get(PROFILE).catch(() => ({ status: 0 }));
      count++;
      failed += answer.status !== 200;
    }
  };
  const visitors = [1, 2, 3, 4].map(visitor);
  for (const end = Date.now() + seconds * 1000; Date.now() < end;) {
    const [pid] = await eventually(async () => processes(server, 'profile'), ({ length }) => length > 0, 2);
    kills += pid !== undefined && kill(pid);
    await wait(1.5);
  }
  over = true;
  await Promise.all(visitors);
  // A process of plain CGI is often gone before it can be killed.
  assert.ok(kills > (server.name === 'apache-cgi' ? 0 : 3) && count > 20, `${kills} killed, ${count} requests`);
  assert.ok(failed <= kills, `${failed} of ${count} requests failed under ${kills} killed processes`);
  assert.equal((await eventually(() => get(PROFILE), ({ status }) => status === 200)).status, 200);
  return `${failed} of ${count}, ${kills} killed`;
}

// No process of a program is left: the page that says so, with the headers of the others; other programs answer. Back by itself.
export async function dead(server, get) {
  const file = `${server.programs}/profile`, { mode } = fs.statSync(file);
  if (runsPrograms(server)) {
    fs.chmodSync(file, 0);
    processes(server, 'profile').forEach(kill);
  } else {
    supervisor(server.directory, 'stop', 'profile:*');
  }
  try {
    const answer = await eventually(() => get(PROFILE), ({ status }) => status >= 500);
    assert.ok([500, 502, 503].includes(answer.status), `${answer.status}`);
    assert.match(answer.body, /<h1>Nous revenons dans un instant<\/h1>/);
    assert.match(answer.headers['content-type'], /^text\/html/);
    assert.match(answer.headers['content-security-policy'], /default-src 'none'/);
    assert.equal(answer.headers['x-content-type-options'], 'nosniff');
    if (server.name !== 'lighttpd') {
      assert.equal(answer.headers['retry-after'], '5');
      assert.equal(answer.headers['cache-control'], 'no-store');
    }
    const [, stylesheet] = answer.body.match(/<link rel="stylesheet" href="([^"]*)">/);
    assert.equal((await get(stylesheet)).status, 200, stylesheet);
    assert.equal((await get('/fr/')).status, 200);
    return answer.status;
  } finally {
    if (runsPrograms(server)) {
      fs.chmodSync(file, mode);
    } else {
      supervisor(server.directory, 'start', 'profile:*');
    }
    assert.equal((await eventually(() => get(PROFILE), ({ status }) => status === 200)).status, 200);
  }
}

// The database is away: the program's own page says so. Back by itself.
export async function withoutDatabase(server, get) {
  supervisor(server.directory, 'stop', 'mariadb');
  try {
    const answer = await eventually(() => get(PROFILE), ({ status }) => status === 503);
    assert.equal(answer.status, 503);
    assert.equal(answer.headers['retry-after'], '5');
    assert.match(answer.body, /site-bar/);
    return answer.status;
  } finally {
    supervisor(server.directory, 'start', 'mariadb');
    assert.equal((await eventually(() => get(PROFILE), ({ status }) => status === 200)).status, 200);
  }
}

// A body of more than 1 MB is refused; one of just less is taken.
export async function oversize(server, get) {
  const post = (bytes) => get(SIGNIN, { method: 'POST', body: 'a'.repeat(bytes), headers: { 'Content-Type': 'application/x-www-form-urlencoded', 'Content-Length': bytes } });
  const large = await post(1100000).catch(({ code }) => ({ status: code }));
  assert.ok([413, 'EPIPE', 'ECONNRESET'].includes(large.status), `${large.status}`);
  assert.equal((await post(1000000)).status, 403, 'a form without its token');
  return large.status;
}

// Connections that send a byte every few seconds, and begin anew when they are ended.
class Slow {
  constructor(server, { hostname, port }, count, text, every) {
    Object.assign(this, { over: false, sockets: new Set(), ended: 0 });
    const begin = () => {
      if (this.over) {
        return;
      }
      const socket = net.connect(port, '127.0.0.1', () => socket.write(text));
      this.sockets.add(socket);
      const drip = setInterval(() => socket.write('a'), every);
      socket.on('data', () => {});
      socket.on('error', () => {});
      socket.on('close', () => {
        clearInterval(drip);
        this.sockets.delete(socket);
        this.ended++;
        setTimeout(begin, 200);
      });
    };
    for (let i = 0; i < count; i++) {
      setTimeout(begin, i * 2);
    }
  }

  end() {
    this.over = true;
    this.sockets.forEach((socket) => socket.destroy());
  }
}

// Milliseconds of ordinary pages, asked for one after the other: { median, worst }.
async function ordinary(get, count) {
  const times = [];
  for (let i = 0; i < count; i++) {
    const begin = performance.now();
    assert.equal((await get(i % 2 === 0 ? PROFILE : SIGNIN)).status, 200);
    times.push(performance.now() - begin);
    await wait(0.1);
  }
  times.sort((a, b) => a - b);
  return { median: times[count >> 1], worst: times[count - 1] };
}

// 500 clients that never finish their headers and 50 that never finish a large form, while others ask for ordinary pages, the form's among them: nobody's process is held.
export async function slowClients(server, get, site, { headers = 500, bodies = 50, count = 60 } = {}) {
  const { pathname, port, hostname } = new URL(site), mount = pathname.replace(/\/$/, '');
  const before = await ordinary(get, count);
  const slow = [new Slow(server, { hostname, port }, headers, `GET ${mount}/fr/ HTTP/1.1\r\nHost: ${hostname}\r\nX-Slow: `, 3000),
    new Slow(server, { hostname, port }, bodies,
      `POST ${mount}${SIGNIN} HTTP/1.1\r\nHost: ${hostname}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 500000\r\n\r\n${'a'.repeat(1000)}`, 1000)];
  await wait(4);
  const open = slow.reduce((sum, { sockets }) => sum + sockets.size, 0);
  let during;
  try {
    during = await ordinary(get, count);
  } finally {
    slow.forEach((one) => one.end());
  }
  const ms = ({ median, worst }) => `${median.toFixed(1)} / ${worst.toFixed(0)} ms`;
  const words = `${ms(before)} alone, ${ms(during)} with ${open} slow clients`;
  assert.ok(open >= 0.9 * (headers + bodies), words);
  assert.ok(during.worst < 3000, words);
  return words;
}

// Public pages are kept for `seconds`, then asked for again by their entity tag; private ones never.
export async function caching(server, get, seconds) {
  const answered = async (program) => [...(await get(`/metrics/${program}`)).body.matchAll(/^annuaire_requests_total\{[^}]*\} (\d+)$/gm)]
    .reduce((sum, [, n]) => sum + Number(n), 0);
  const several = async (target, count) => {
    const answers = [];
    for (let i = 0; i < count; i++) {
      answers.push(await get(target));
    }
    assert.deepEqual(answers.map(({ status }) => status), answers.map(() => 200), target);
    return answers;
  };
  await several('/nl/partners', 1);
  await wait(seconds + 1);
  const before = await answered('partners'), answers = await several('/nl/partners', 10), asked = await answered('partners') - before - 1;
  assert.ok(asked <= 2, `${asked} requests for 10 visits`);
  assert.equal(new Set(answers.map(({ headers }) => headers['x-request-id'])).size, 10, 'each visitor has a request id of their own');
  assert.ok(answers.every(({ headers }) => headers['content-security-policy'] && headers['set-cookie'] === undefined));
  await wait(seconds + 1);
  const [again] = await several('/nl/partners', 1);
  assert.equal(again.body, answers[0].body);
  assert.equal(again.headers.etag, answers[0].headers.etag);
  const formsBefore = await answered('account');
  const forms = await several(SIGNIN, 3);
  assert.equal(await answered('account') - formsBefore - 1, 3, 'a form is made for each visitor');
  assert.equal(new Set(forms.map(({ headers }) => headers['set-cookie'][0])).size, 3);
  return `${asked} of 10 reach the program`;
}

// The server trusts a proxy at `trusted` to say which address a visitor has, and nobody else.
export async function visitorsAddress(server, get, trusted) {
  const status = async (from, forwarded) => (await get('/healthz', { from, headers: forwarded ? { 'X-Forwarded-For': forwarded } : {} })).status;
  assert.equal(await status('127.0.0.1'), 200);
  assert.equal(await status('127.0.0.1', '203.0.113.7'), 200, 'from a stranger it is not believed');
  assert.equal(await status(trusted, '203.0.113.7'), 403, 'from the proxy it is');
  assert.equal(await status('127.0.0.8', '127.0.0.1'), server.name.startsWith('apache') ? 200 : 403, 'nobody else becomes this machine');
  await get('/fr/?visit=trusted', { from: trusted, headers: { 'X-Forwarded-For': '203.0.113.7' } });
  await get('/fr/?visit=stranger', { from: '127.0.0.8', headers: { 'X-Forwarded-For': '203.0.113.8' } });
  const log = await eventually(async () => fs.readFileSync(server.access, 'utf8'), (text) => text.includes('visit=stranger'), 15);
  assert.match(log, /client=203\.0\.113\.7 .*visit=trusted/);
  assert.match(log, /client=127\.0\.0\.8 .*visit=stranger/);
  assert.ok(!log.includes('client=203.0.113.8'));
  return 'as it must';
}

// Behind TLS, from site.conf: the plain port leads on, browsers are told to stay, cookies are the host's own, old protocols are refused.
export async function behindTls(server, get, { redirects, directory }) {
  const ca = fs.readFileSync(path.join(directory, 'fullchain.pem'));
  const plain = await get('/fr/organisations?q=eau', { site: `http://annuaire.example:${redirects}` });
  assert.equal(plain.status, 301);
  assert.equal(plain.headers.location, `https://annuaire.example:${server.port}/fr/organisations?q=eau`);
  const { headers } = await get(SIGNIN);
  assert.equal(headers['strict-transport-security'], 'max-age=63072000');
  assert.match(headers['set-cookie'][0], /^__Host-annuaire-form=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Secure$/);
  const connect = (options) => new Promise((resolve, reject) => {
    const socket = tls.connect({ host: '127.0.0.1', port: server.port, servername: 'annuaire.example', ca, ...options }, () => {
      const { alpnProtocol } = socket, protocol = socket.getProtocol();
      socket.destroy();
      resolve({ alpnProtocol, protocol });
    });
    socket.on('error', reject);
  });
  assert.equal((await connect({ ALPNProtocols: ['h2', 'http/1.1'] })).alpnProtocol, 'h2');
  assert.equal((await connect({ maxVersion: 'TLSv1.2' })).protocol, 'TLSv1.2');
  await assert.rejects(connect({ minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'ALL:@SECLEVEL=0' }));
  return 'TLS 1.2 and 1.3, h2';
}
