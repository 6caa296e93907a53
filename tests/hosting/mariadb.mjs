// MariaDB servers of a test's own, with TLS and without, and the directory in them. All of it lies in one scratch directory, and ends with the test.
import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '../port.mjs';

export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const BUILD = path.resolve(ROOT, process.env.BUILD ?? 'build');
export const program = (name) => path.join(BUILD, name);
export const SHARE = path.join(BUILD, 'share');
export const SCRATCH = fs.mkdtempSync(path.join(process.env.SCRATCH ?? os.tmpdir(), 'db-'));
const running = new Set();
export const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

process.on('exit', () => {
  for (const child of running) {
    child.kill('SIGKILL');
  }
  fs.rmSync(SCRATCH, { recursive: true, force: true });
});

export function run(command, args, options = {}) {
  const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: 'utf8', timeout: 120000, ...options });
  if (error) {
    throw error;
  }
  return { status, stdout, stderr, out: stdout + stderr };
}

export function must(command, args, options) {
  const answer = run(command, args, options);
  if (answer.status !== 0) {
    throw new Error(`${command} ${args.join(' ')}: ${answer.out}`);
  }
  return answer.stdout;
}

// A process that ends with the test, by its own id.
export function start(command, args, options = {}) {
  const child = spawn(command, args, { stdio: 'ignore', ...options });
  running.add(child);
  child.unref();
  child.ended = once(child, 'exit').then(() => running.delete(child));
  return child;
}

// An authority, and what it vouches for: { ca, cert(name, subjectAltName) -> { cert, key } }, all of them paths.
export function authority(name) {
  const at = (file) => path.join(SCRATCH, `${name}-${file}.pem`), openssl = (...args) => must('openssl', args);
  openssl('req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2', '-subj', `/CN=${name}`, '-keyout', at('ca-key'), '-out', at('ca'));
  return {
    ca: at('ca'),
    cert(file, names) {
      openssl('req', '-new', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-subj', `/CN=${file}`, '-keyout', at(`${file}-key`), '-out', at(`${file}-request`));
      fs.writeFileSync(at(`${file}-names`), `subjectAltName=${names}\n`);
      openssl('x509', '-req', '-in', at(`${file}-request`), '-CA', at('ca'), '-CAkey', at('ca-key'), '-CAcreateserial', '-days', '2', '-extfile', at(`${file}-names`), '-out', at(file));
      return { cert: at(file), key: at(`${file}-key`) };
    },
  };
}

// A server: { port, socket, directory, options, begin(), kill(signal), sql(text, database), child }. options are those of mariadbd, without the dashes.
export async function mariadb(name, options = []) {
  const directory = path.join(SCRATCH, name, 'server'), port = await freePort(), socket = path.join(directory, 's'), root = process.getuid() === 0;
  fs.mkdirSync(directory, { recursive: true });
  must('mariadb-install-db', ['--no-defaults', `--datadir=${directory}/db`, '--auth-root-authentication-method=socket', `--auth-root-socket-user=${os.userInfo().username}`, '--skip-test-db',
    '--innodb-log-file-size=16M', ...root ? ['--user=root'] : []]);
  const server = {
    port, socket, directory, options,
    async begin() {
      server.child = start('mariadbd', ['--no-defaults', `--datadir=${directory}/db`, `--socket=${socket}`, `--pid-file=${directory}/pid`, `--log-error=${directory}/log`, `--port=${port}`,
        '--bind-address=127.0.0.1', '--skip-name-resolve', '--innodb-log-file-size=16M', '--innodb-buffer-pool-size=32M', '--performance-schema=0', '--character-set-server=utf8mb4',
        '--innodb-flush-method=nosync', '--sync-frm=0',	// what a killed process wrote is with the system; only a machine that dies would lose it
        ...root ? ['--user=root'] : [], ...server.options.map((option) => `--${option}`)]);
      for (let turn = 0; run('mariadb', ['--no-defaults', `--socket=${socket}`, '-e', 'SELECT 1']).status !== 0; turn++) {
        if (turn === 300 || server.child.exitCode !== null) {
          throw new Error(fs.readFileSync(`${directory}/log`, 'utf8').slice(-3000));
        }
        await pause(100);
      }
      return server;
    },
    async kill(signal = 'SIGKILL') {
      server.child.ref();
      server.child.kill(signal);
      await server.child.ended;
    },
    sql: (text, database = 'annuaire') => must('mariadb', ['--no-defaults', `--socket=${socket}`, '--batch', '--skip-column-names', '--default-character-set=utf8mb4', database],
      { input: text }).split('\n').filter((line) => line !== '').map((line) => line.split('\t')),
  };
  return server.begin();
}

// A configuration of its own, with a password for each account: { file, secret, annuaire(...args), set(key, value) }.
export function configuration(name, keys) {
  const directory = path.join(SCRATCH, `conf-${name}`), secret = path.join(directory, 'secret'), file = path.join(directory, 'annuaire.ini');
  fs.mkdirSync(secret, { recursive: true, mode: 0o700 });
  for (const account of [...new Set(fs.readFileSync(path.join(SHARE, 'schema/roles.sql'), 'utf8').match(/(?<='annuaire_)\w+/g)), 'migrate']) {
    fs.writeFileSync(path.join(secret, `${account}.pw`), `${randomBytes(18).toString('base64')}'\\\n`, { mode: 0o600 });
  }
  const database = { password_directory: secret, ...keys };
  fs.writeFileSync(file, `[paths]\nshare = ${SHARE}\nrun = ${directory}\n[mail]\ntransport = file\ndirectory = ${directory}\n[database]\n${
    Object.entries(database).map(([key, value]) => `${key} = ${value}\n`).join('')}`, { mode: 0o644 });
  return {
    file, secret, directory,
    annuaire: (...args) => run(program('annuaire'), ['--config', file, ...args]),
  };
}

// The directory in a server: accounts, schema, rights, vocabularies, and a few of the demonstration's organisations.
export function fill(server, conf, ...options) {
  const local = ['--set', 'database.host=', '--set', `database.socket=${server.socket}`];
  const annuaire = (...args) => must(program('annuaire'), ['--config', conf.file, ...args]), schema = path.join(SHARE, 'schema');
  server.sql(annuaire('roles', 'accounts', ...options), 'mysql');
  server.sql(annuaire(...local, 'roles', 'accounts'), 'mysql');
  annuaire(...local, 'migrate');
  server.sql(annuaire('roles', 'rights', ...options) + annuaire('roles', 'rights'), 'mysql');
  annuaire(...local, 'vocabulary', ...fs.readdirSync(`${schema}/vocabulary`).map((file) => `${schema}/vocabulary/${file}`));
  annuaire(...local, 'import', ...fs.readdirSync(`${schema}/demo`).slice(0, 3).map((file) => `${schema}/demo/${file}`));
}

// A program that answers as plain CGI: { status, body, log }.
export function cgi(name, conf, target, { method = 'GET', env = {} } = {}) {
  const { stdout, stderr } = run(program(name), [], { env: { PATH: process.env.PATH, ANNUAIRE_CONFIG: conf.file, REQUEST_METHOD: method, REQUEST_URI: target, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  return { status: Number(stdout.match(/^Status: (\d+)/)?.[1]), body: stdout.slice(stdout.indexOf('\r\n\r\n') + 4), log: stderr };
}

// One process of a program that stays, asked over FastCGI: { get(target) -> { status, body }, log() }.
export async function worker(name, conf, env = {}) {
  const socket = path.join(SCRATCH, `${name}-${randomBytes(4).toString('hex')}`), log = `${socket}.log`;
  // Perl makes the listening socket that the program finds on its descriptor 0; node would accept from it as well.
  start('perl', ['-MIO::Socket::UNIX', '-e', `
    my ($path, @command) = @ARGV;
    my $socket = IO::Socket::UNIX->new(Local => $path, Listen => 64) or die "$path: $!";
    open STDIN, "<&", $socket or die $!;
    exec @command or die $!;`, socket, program(name)], { env: { PATH: process.env.PATH, ANNUAIRE_CONFIG: conf.file, ...env }, stdio: ['ignore', 'ignore', fs.openSync(log, 'w')] });
  while (!fs.existsSync(socket)) {
    await pause(20);
  }
  const record = (type, content) => Buffer.concat([Buffer.from([1, type, 0, 1, content.length >> 8, content.length & 255, 0, 0]), content]);
  const size = (n) => n < 128 ? Buffer.from([n]) : Buffer.from([n >> 24 | 128, n >> 16 & 255, n >> 8 & 255, n & 255]);
  return {
    log: () => fs.readFileSync(log, 'utf8'),
    get: (target, variables = {}) => new Promise((resolve, reject) => {
      const pairs = Object.entries({ REQUEST_METHOD: 'GET', REQUEST_URI: target, ...variables }).map(([k, v]) => Buffer.concat([size(Buffer.byteLength(k)), size(Buffer.byteLength(v)), Buffer.from(k), Buffer.from(v)]));
      const client = net.connect(socket), chunks = [];
      client.setTimeout(60000, () => client.destroy(new Error(`no answer to ${target}`)));
      client.on('error', reject);
      client.on('data', (chunk) => chunks.push(chunk));
      client.on('close', () => {
        const all = Buffer.concat(chunks), out = [];
        for (let at = 0; at + 8 <= all.length; at += 8 + all.readUInt16BE(at + 4) + all[at + 6]) {
          if (all[at + 1] === 6) {
            out.push(all.subarray(at + 8, at + 8 + all.readUInt16BE(at + 4)));
          }
        }
        const text = Buffer.concat(out).toString();
        resolve({ status: Number(text.match(/^Status: (\d+)/)?.[1]), body: text.slice(text.indexOf('\r\n\r\n') + 4) });
      });
      client.write(Buffer.concat([record(1, Buffer.from([0, 1, 0, 0, 0, 0, 0, 0])), record(4, Buffer.concat(pairs)), record(4, Buffer.alloc(0)), record(5, Buffer.alloc(0))]));
    }),
  };
}
