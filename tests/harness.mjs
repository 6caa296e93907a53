// What the tests of the site and of the browser share: the running directory that tests/run started, asked over HTTP and through the operator's command.
import { spawnSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import fs from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseHTML } from 'linkedom';
import { freePort } from './port.mjs';

export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

function wanted(name) {
  if (!process.env[name]) {
    throw new Error(`${name} is not set: run tests through tests/run`);
  }
  return process.env[name];
}

export const SITE = wanted('SITE');	// "http://127.0.0.1:PORT", with the path of its mount when it has one ("…/annuaire"); over https, SITE_CA vouches for it
export const VAR = wanted('VAR');
export const BUILD = wanted('BUILD');

// The web server in front, by the names of tests/hosting/servers.mjs, and where it writes. What is about one server alone says so with `skip: SERVER !== …`.
export const SERVER = process.env.SERVER ?? 'nginx';
const SERVER_LOGS = process.env.SERVER_LOGS ?? path.join(VAR, 'log');
const RUNS_PROGRAMS = ['apache-fcgid', 'apache-cgi'].includes(SERVER);
export const ORIGIN = new URL(SITE).origin;
export const mountOf = (site) => new URL(site).pathname.replace(/\/$/, '');

// What a program logged: under a server that runs the programs itself it stands in the server's own log, behind the server's words.
export function programLog(program) {
  const text = fs.readFileSync(RUNS_PROGRAMS ? path.join(SERVER_LOGS, 'error.log') : path.join(VAR, `log/${program}.log`), 'utf8');
  return RUNS_PROGRAMS ? [...text.matchAll(/\bat=\S+Z level=.*/g)].map(([line]) => line).filter((line) => line.includes(` program=${program} `)).join('\n') : text;
}

// All that the server in front logged.
export const serverLog = () => ['access.log', 'nginx.log', 'error.log', 'output.log'].map((name) => path.join(SERVER_LOGS, name)).filter(fs.existsSync)
  .map((file) => fs.readFileSync(file, 'utf8')).join('\n');

// Starts another directory, with one process of each program, for tests that need other `settings` (what conf/local/stack takes from the environment; ANNUAIRE_…
// overrides annuaire.ini): { site, var, stop() }.
export async function startSite(name, settings) {
  const port = await freePort();
  const { ANNUAIRE_CONFIG, ANNUAIRE_SITE_URL, ...inherited } = process.env;
  const env = { ...inherited, VAR: `${VAR}-${name}`, PORT: port, BUILD, WORKERS: 1, ...settings };
  const stack = (verb) => {
    const { status, stderr } = spawnSync(path.join(ROOT, 'conf/local/stack'), [verb], { env, encoding: 'utf8' });
    if (status !== 0) {
      throw new Error(stderr);
    }
  };
  stack('start');
  return { site: `http://127.0.0.1:${port}`, var: env.VAR, stop: () => stack('stop') };
}

// What a page links to, as if the site were mounted at the root: tests name addresses without the mount, and an address that lacks it is an error.
function unmounted(text, mount, target) {
  return text.replace(/(?<!\bvalue)="(\/[^"]*)"/g, (all, address) => {
    if (!address.startsWith(`${mount}/`)) {
      throw new Error(`${target}: ${address} is outside the mount ${mount}/`);
    }
    return `="${address.slice(mount.length)}"`;
  });
}

// One request, redirects not followed: { status, headers, body, bytes } with headers in lower case, the body as text and its length as it came.
// from: the address of this machine that it comes from.
export function get(target, { method = 'GET', headers = {}, body = '', site = SITE, from = '127.0.0.1' } = {}) {
  const { protocol, host, hostname, port } = new URL(site), mount = mountOf(site);
  const options = { host: '127.0.0.1', port, servername: hostname, path: mount + target, method, headers: { Host: host, ...headers }, localAddress: from, agent: false, ...process.env.SITE_CA && { ca: fs.readFileSync(process.env.SITE_CA) } };
  return new Promise((resolve, reject) => {
    const request = (protocol === 'https:' ? https : http).request(options, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () => {
        try {
          const bytes = Buffer.concat(chunks), { location, 'content-type': type } = response.headers;
          if (mount !== '' && location !== undefined) {
            response.headers.location = unmounted(`="${location}"`, mount, target).slice(2, -1);
          }
          resolve({ status: response.statusCode, headers: response.headers, bytes: bytes.length,
            body: mount !== '' && type?.startsWith('text/html') ? unmounted(bytes.toString(), mount, target) : bytes.toString() });
        } catch (error) {
          reject(error);
        }
      });
    });
    request.setTimeout(30000, () => request.destroy(new Error(`no answer to ${target}`)));
    request.on('error', reject);
    request.end(body);
  });
}

// How the names of cookies begin: behind TLS a browser holds them to this host.
export const cookiePrefix = (site = SITE) => (site.startsWith('https:') ? '__Host-' : '');

// Somebody with a browser: what the site gives them to keep (cookies) comes back with each request.
export class Visitor {
  constructor({ site = SITE, from } = {}) {
    this.site = site;
    this.from = from;
    this.cookies = new Map();
    this.prefix = cookiePrefix(site);
  }

  async send(target, { headers = {}, ...options } = {}) {
    const cookie = [...this.cookies].map(([name, value]) => `${this.prefix}${name}=${value}`).join('; ');
    const answer = await get(target, { site: this.site, from: this.from, headers: { ...(cookie && { Cookie: cookie }), ...headers }, ...options });
    for (const line of answer.headers['set-cookie'] ?? []) {
      const [, name, value] = line.match(/^([^=]+)=([^;]*)/);
      if (/; Max-Age=0/.test(line)) {
        this.cookies.delete(name.slice(this.prefix.length));
      } else {
        this.cookies.set(name.slice(this.prefix.length), value);
      }
    }
    return answer;
  }

  get(target, options) {
    return this.send(target, options);
  }

  // A page that must be there, as a document to ask questions of.
  async page(target, options) {
    const answer = await this.send(target, options);
    if (answer.status !== 200) {
      throw new Error(`${target} answers ${answer.status}`);
    }
    return { ...answer, document: parseHTML(answer.body).document };
  }

  // The proof that a form was shown: of the form that goes to `target`, in the page `shown`.
  async token(target, shown = target) {
    const { document } = await this.page(shown);
    const form = all(document, 'form').find((f) => f.getAttribute('action') === target.replace(/\?.*/, ''));
    return form?.querySelector('[name=token]')?.getAttribute('value') ?? '';
  }

  // Sends a form as a browser does: fields is an object or a list of pairs. The token is taken from the page that shows the form, unless one is given.
  async post(target, fields = {}, { shown, token, headers = {}, ...options } = {}) {
    const body = new URLSearchParams(fields);
    body.set('token', token ?? await this.token(target, shown));
    return this.send(target, { method: 'POST', body: body.toString(),
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', Origin: new URL(this.site).origin, 'Sec-Fetch-Site': 'same-origin', ...headers }, ...options });
  }
}

// The text in a textarea: linkedom leaves its character references as they are.
const REFERENCES = { lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&' };
export const typed = (textarea) => textarea.textContent.replace(/^\n/, '').replace(/&(lt|gt|quot|#39|amp);/g, (_, name) => REFERENCES[name]);

// What a browser would send of a form: pairs of its fields that are filled in or chosen.
export function fieldsOf(form) {
  const pairs = [];
  for (const field of all(form, 'input, textarea, select')) {
    const type = field.getAttribute('type');
    if (!field.getAttribute('name') || (['checkbox', 'radio'].includes(type) && !field.hasAttribute('checked'))) {
      continue;
    }
    const chosen = field.tagName === 'SELECT' ? field.querySelector('option[selected]') ?? field.querySelector('option') : field;
    const value = field.tagName === 'TEXTAREA' ? typed(field) : chosen?.getAttribute('value') ?? '';
    pairs.push([field.getAttribute('name'), value]);
  }
  return pairs;
}

// The form at an address with some fields set (null: left out), ready to be sent.
export async function filled(visitor, target, changes = {}) {
  const { document } = await visitor.page(target);
  return pairsWith(document, target, changes);
}

// The same of a page that is there already.
export function pairsWith(document, target, changes) {
  const form = all(document, 'form').find((f) => f.getAttribute('action') === target.replace(/\?.*/, ''));
  const pairs = fieldsOf(form).filter(([name]) => !(name in changes));
  for (const [name, value] of Object.entries(changes)) {
    for (const one of [value].flat()) {
      if (one !== null) {
        pairs.push([name, one]);
      }
    }
  }
  return pairs;
}

// Sends such pairs.
export const send = (visitor, target, pairs) => visitor.post(target.replace(/\?.*/, ''), pairs, { token: new URLSearchParams(pairs).get('token') });
// An organisation of a test's own, made of a document: its slug. `editors` (e-mail addresses) may edit it.
export function makeOrganisation(document, editors = []) {
  const file = scratch(`made-${process.pid}-${made++}.json`, JSON.stringify({ format: 'annuaire/1', ...document }));
  const { status, out } = annuaire('import', file);
  if (status !== 0) {
    throw new Error(out);
  }
  const [[id, slug]] = sql('SELECT id, slug FROM organisation ORDER BY id DESC LIMIT 1');
  for (const email of editors) {
    sql(`INSERT INTO account_organisation (account_id, organisation_id) SELECT id, ${id} FROM account WHERE email = '${email}'`);
  }
  return slug;
}
let made = 0;

// A visitor who has signed in.
export async function signIn(email, password, options) {
  const visitor = new Visitor(options);
  const { status, body } = await visitor.post('/fr/account/signin', { email, password });
  if (status !== 303) {
    throw new Error(`${email} is not let in: ${status} ${words(parseHTML(body).document.querySelector('main'))}`);
  }
  return visitor;
}

// The code that an application shows for a key at a moment (RFC 6238).
export function totp(key, moment = Date.now()) {
  const bits = [...key.replace(/ /g, '')].map((c) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0')).join('');
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(moment / 30000)));
  const mac = createHmac('sha1', Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)))).update(counter).digest();
  return String((mac.readUInt32BE(mac[19] & 15) & 0x7fffffff) % 1000000).padStart(6, '0');
}

// Failed attempts wait longer each time: from here on as if there had been none.
export const forgetAttempts = () => sql('DELETE FROM attempt');

// What was written to somebody, oldest first: { kind, language, subject, text, link }, link being the path of the one thing to do.
export function letters(recipient) {
  const words = (base64) => Buffer.from(base64, 'base64').toString();
  return sql(`SELECT kind, language, REPLACE(TO_BASE64(subject), '\n', ''), REPLACE(TO_BASE64(body_text), '\n', '') FROM mail WHERE recipient = '${recipient}' ORDER BY id`)
    .map(([kind, language, subject, text]) => ({ kind, language, subject: words(subject), text: words(text), link: words(text).match(new RegExp(`^${SITE}(/\\S+/account/\\S*)$`, 'm'))?.[1] }));
}

// The demonstration accounts: { role, email, password, slugs }.
export const accounts = (directory = VAR) => fs.readFileSync(path.join(directory, 'accounts.txt'), 'utf8').trimEnd().split('\n').map((line) => {
  const [role, email, password, ...slugs] = line.split('\t');
  return { role, email, password, slugs: slugs.filter(Boolean) };
});

// One of them: of this role, and who edits this organisation.
export const account = (role, slug) => accounts().find((a) => a.role === role && (slug === undefined || a.slugs.includes(slug)));

// A page that must be there, as a document to ask questions of.
export async function page(target, options) {
  const { status, body, headers } = await get(target, options);
  if (status !== 200) {
    throw new Error(`${target} answers ${status}`);
  }
  const { document } = parseHTML(body);
  return { document, body, headers };
}

// An element's words, white space made single.
export const words = (element) => (element?.textContent ?? '').replace(/\s+/g, ' ').trim();

export const all = (document, selector) => [...document.querySelectorAll(selector)];

// The operator's command on this directory: { status, out }.
export function annuaire(...args) {
  const run = spawnSync(path.join(ROOT, BUILD, 'annuaire'), args, { env: { ...process.env, ANNUAIRE_CONFIG: path.join(VAR, 'annuaire.ini') }, encoding: 'utf8', timeout: 60000 });
  return { status: run.status, out: run.stdout + run.stderr };
}

// A file that `make install` puts below PREFIX and SYSCONFDIR when they are what this was built for: where it is, below a directory of the test run's own.
export function installed(name) {
  const root = path.join(wanted('SCRATCH'), `installed-${process.pid}`);
  if (!fs.existsSync(root)) {
    const run = spawnSync('make', ['-s', '-o', 'all', 'install', `BUILD=${BUILD}`, `DESTDIR=${root}`], { cwd: ROOT, env: { ...process.env, MAKEFLAGS: '' }, encoding: 'utf8' });
    if (run.status !== 0) {
      throw new Error(run.stderr);
    }
  }
  return path.join(root, name);
}

// How the database's own client gets in as one of the accounts, and with which password.
export const clientOptions = (account) => ['--no-defaults', `--socket=${VAR}/run/mariadb.sock`, `--user=annuaire_${account}`, '--default-character-set=utf8mb4', '--batch', '--unbuffered',
  '--skip-column-names', 'annuaire'];
export const secret = (account) => fs.readFileSync(path.join(VAR, `secret/${account}.pw`), 'utf8').trim();

// SQL as the account that migrates; rows as arrays of strings.
export function sql(statement) {
  const run = spawnSync('mariadb', [...clientOptions('migrate'), '-e', statement], { env: { ...process.env, MYSQL_PWD: secret('migrate') }, encoding: 'utf8' });
  if (run.status !== 0) {
    throw new Error(run.stderr);
  }
  return run.stdout.split('\n').filter((line) => line !== '').map((line) => line.split('\t'));
}

export function supervisor(...args) {
  return spawnSync('supervisorctl', ['-c', path.join(VAR, 'supervisord.conf'), ...args], { encoding: 'utf8' }).stdout;
}

// Asks again until the answer is what is hoped for, at most `seconds`; returns the last answer.
export async function eventually(ask, hoped, seconds = 20) {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (hoped(answer) || Date.now() > end) {
      return answer;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

// A password that may be chosen.
export const GOOD = 'quatre chevaux bleus galopent';
let number = 0;

// Somebody new, invited from the command line: { email, link }.
export function invited(role = 'editor', ...options) {
  const email = `essai-${Date.now()}-${number++}@essai.example`;
  const { status, out } = annuaire('account', 'invite', email, '--role', role, ...(role === 'editor' ? ['--organisation', 'zuidwind-ateliers'] : []), ...options);
  if (status !== 0) {
    throw new Error(out);
  }
  return { email, link: out.match(new RegExp(`${SITE}(/../account/invitation/\\S{43})`))[1] };
}

// The same, who has answered: { email, password }.
export async function member(role) {
  const { email, link } = invited(role);
  const { status, headers } = await new Visitor().post(link, { name: 'Essai Dupont', new: GOOD, repeated: GOOD });
  if (status !== 303 || headers.location !== '/fr/account/signin?done=password') {
    throw new Error(`${email} could not answer: ${status} ${headers.location}`);
  }
  return { email, password: GOOD };
}

// The demonstration directory, as its files say it.
export const documents = fs.readdirSync(path.join(ROOT, 'schema/demo')).map((name) => JSON.parse(fs.readFileSync(path.join(ROOT, 'schema/demo', name), 'utf8')));

// A vocabulary: code → { parent, fr, nl, de, en }.
export function vocabulary(name) {
  const [head, ...rows] = fs.readFileSync(path.join(ROOT, `schema/vocabulary/${name}.tsv`), 'utf8').trimEnd().split('\n').map((line) => line.split('\t'));
  return new Map(rows.map((row) => [row[0], Object.fromEntries(head.map((key, i) => [key, row[i]]))]));
}

export const FACETS = { type: 'activity_type', theme: 'theme', public: 'audience', partner: 'partner_type', zone: 'zone' };

// A file of the test run's own, removed with it.
export function scratch(name, content) {
  const file = path.join(wanted('SCRATCH'), name);
  fs.writeFileSync(file, content);
  return file;
}
