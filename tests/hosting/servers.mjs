// The web servers that conf/ has configurations for, each started in front of a running stack from the shipped files, with only paths, ports and the mount adapted.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '../port.mjs';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const APACHE_MODULES = ['mpm_event', 'authn_core', 'authz_core', 'authz_host', 'mime', 'dir', 'env', 'macro', 'alias', 'headers', 'setenvif', 'rewrite', 'filter', 'deflate',
  'reqtimeout', 'unique_id', 'substitute', 'remoteip', 'ssl', 'socache_shmcb', 'http2'];

// A file of conf/ as an installation adapts it. changes: [from, to]…; each must change something.
function adapted(file, changes) {
  return changes.reduce((text, [from, to]) => {
    if (!text.includes(from)) {
      throw new Error(`${file} has no ${from}`);
    }
    return text.replaceAll(from, to);
  }, fs.readFileSync(path.join(ROOT, 'conf', file), 'utf8'));
}

// Everything is written into the server's own directory below VAR, and runs as the account that VAR belongs to.
class Server {
  constructor(name, { directory, port, mount = '/', more = {} }) {
    Object.assign(this, { name, directory, port, mount: mount.replace(/\/$/, ''), more, at: path.join(directory, `server-${name}`) });
    this.share = `${directory}/site/share/annuaire`;
    this.programs = `${directory}/site/lib/annuaire`;
    this.errors = path.join(this.at, 'error.log');
    this.access = path.join(this.at, 'access.log');
  }

  // Lines that a hoster uncomments behind a proxy.
  trusting(changes) {
    return this.more.trusted ? changes : [];
  }

  write(file, text) {
    fs.writeFileSync(path.join(this.at, file), text);
  }

  async start() {
    const { uid, gid } = fs.statSync(this.directory);
    this.identity = process.getuid() === 0 ? { uid, gid } : {};
    fs.rmSync(this.at, { recursive: true, force: true });
    for (const folder of ['', 'tmp', 'cache']) {
      fs.mkdirSync(path.join(this.at, folder), { mode: 0o700 });
      fs.chownSync(path.join(this.at, folder), uid, gid);
    }
    const command = this.configure();
    const log = fs.openSync(path.join(this.at, 'output.log'), 'w');
    this.process = spawn(command[0], command.slice(1), { ...this.identity, cwd: this.at, stdio: ['ignore', log, log],
      env: { PATH: `${process.env.PATH}:/usr/sbin`, TMPDIR: path.join(this.at, 'tmp') } });
    this.ended = once(this.process, 'exit');
    for (let turn = 0; turn < 100; turn++) {
      if (this.process.exitCode !== null) {
        break;
      }
      if (await this.answers()) {
        return this;
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    const said = ['output.log', 'error.log'].map((file) => path.join(this.at, file)).filter(fs.existsSync).map((file) => fs.readFileSync(file, 'utf8').slice(-2000));
    await this.stop();
    throw new Error(`${this.name} does not answer: ${said.join('\n')}`);
  }

  answers() {
    return new Promise((resolve) => {
      const socket = net.connect(this.port, '127.0.0.1', () => { socket.destroy(); resolve(true); });
      socket.on('error', () => resolve(false));
    });
  }

  // Ends it, and with it what it started itself; at most ten seconds.
  async stop() {
    if (this.process.exitCode === null && this.process.signalCode === null) {
      this.process.kill('SIGTERM');
      const late = setTimeout(() => this.process.kill('SIGKILL'), 10000);
      await this.ended;
      clearTimeout(late);
    }
  }
}

class Nginx extends Server {
  configure() {
    const { at, directory, port, mount, share, more } = this;
    this.write('annuaire-http.conf', adapted('nginx/annuaire-http.conf', [['/run/annuaire/', `${directory}/run/`], ['/var/cache/nginx/annuaire', `${at}/cache`]]));
    this.write('annuaire.conf', adapted('nginx/annuaire.conf', [['/usr/share/annuaire', share],
      ...mount === '' ? [] : [['location ~ (?s)^(?<annuaire_mount>)/(?<annuaire_path>.*)$ {', `location ~ (?s)^(?<annuaire_mount>${mount})(?:/(?<annuaire_path>.*))?$ {`]],
      ...more.cache ? [] : [['fastcgi_cache annuaire;', 'fastcgi_cache off;']]]));
    this.write('annuaire-headers.conf', adapted('nginx/annuaire-headers.conf', []));
    const site = more.tls ? adapted('nginx/site.conf', [['listen 80;', `listen 127.0.0.1:${more.tls.redirects};`], ['listen [::]:80;', ''],
      ['listen 443 ', `listen 127.0.0.1:${port} `], ['listen [::]:443 ssl http2;', ''], ['/etc/ssl/annuaire/', `${more.tls.directory}/`],
      ['https://annuaire.example', `https://annuaire.example:${port}`], ['/var/log/nginx/annuaire.log', this.access],
      ...this.trusting([['#set_real_ip_from 192.0.2.10', `set_real_ip_from ${more.trusted}`], ['#real_ip_header', 'real_ip_header']])]) :
      `server {\nlisten 127.0.0.1:${port};\nserver_tokens off;\naccess_log ${this.access} annuaire;\ninclude annuaire.conf;\n}\n`;
    const temporary = ['client_body', 'fastcgi', 'proxy', 'scgi', 'uwsgi'].map((kind) => `${kind}_temp_path ${at}/tmp/${kind};`).join('\n');
    this.write('nginx.conf', `daemon off;\nworker_processes auto;\nworker_rlimit_nofile 4096;\npid ${at}/pid;\nerror_log ${this.errors} warn;\n` +
      `events { worker_connections 1024; }\nhttp {\ninclude /etc/nginx/mime.types;\ndefault_type application/octet-stream;\naccess_log off;\n${temporary}\ninclude annuaire-http.conf;\n${site}}\n`);
    return ['nginx', '-e', 'stderr', '-p', at, '-c', `${at}/nginx.conf`];
  }
}

class Apache extends Server {
  configure() {
    const { at, directory, port, mount, share, programs, more } = this;
    const way = this.name.replace('apache-', ''), own = path.join(at, 'annuaire.ini');
    const modules = [...APACHE_MODULES, ...{ proxy: ['proxy', 'proxy_fcgi', 'buffer'], fcgid: ['fcgid'], cgi: ['cgid'] }[way], ...more.cache ? ['cache', 'cache_disk'] : []];
    this.write('annuaire-common.conf', adapted('apache/annuaire-common.conf', [['/usr/share/annuaire', share],
      ...mount === '' ? [] : [['Define ANNUAIRE_MOUNT /', `Define ANNUAIRE_MOUNT ${mount}/`]]]));
    this.write(`annuaire-${way}.conf`, adapted(`apache/annuaire-${way}.conf`, [['conf-available/', `${at}/`],
      way === 'proxy' ? ['/run/annuaire/', `${directory}/run/`] : ['/usr/lib/annuaire', programs]]));
    this.write('annuaire-cache.conf', adapted('apache/annuaire-cache.conf', [['/var/cache/apache2/annuaire', `${at}/cache`]]));
    const site = adapted('apache/site.conf', [['${APACHE_LOG_DIR}/annuaire.log', this.access],
      ['Include conf-available/annuaire-proxy.conf', `Include ${at}/annuaire-${way}.conf`],
      ['conf-available/', `${at}/`], ['*:443', `127.0.0.1:${port}`], ['/etc/ssl/annuaire/', `${more.tls?.directory}/`],
      ['*:80>', `127.0.0.1:${more.tls?.redirects}>`], ['https://annuaire.example/', `https://annuaire.example:${port}/`],
      ...more.cache ? [[`#Include ${at}/annuaire-cache.conf`, `Include ${at}/annuaire-cache.conf`]] : [],
      ...this.trusting([['#RemoteIPHeader', 'RemoteIPHeader'], ['#RemoteIPInternalProxy 192.0.2.10', `RemoteIPInternalProxy ${more.trusted}`]])]);
    // Without TLS: what tunes Apache, and the virtual host without the lines that are about TLS.
    const [tuning, , host] = site.split(/^(?=<VirtualHost )/m);
    const plain = tuning + host.replace(/^\s*(?:Protocols|SSL|Header always set Strict).*\n/gm, '');
    // The programs that Apache starts itself find the site's address in a file of their own: another server in front had another one.
    const settings = { proxy: '', cgi: `SetEnv ANNUAIRE_CONFIG ${own}\nScriptSock ${at}/tmp/cgid\n`,
      fcgid: `FcgidInitialEnv ANNUAIRE_CONFIG ${own}\nFcgidIPCDir ${at}/tmp\nFcgidProcessTableFile ${at}/tmp/table\n` }[way];
    this.write('annuaire.ini', fs.readFileSync(`${directory}/annuaire.ini`, 'utf8').replace(/^url = .*$/m, `url = ${more.url}`)
      .replace(/^cache_seconds = .*$/m, more.cache ? `cache_seconds = ${more.cache}` : '$&'));
    fs.chmodSync(own, 0o644);
    this.write('httpd.conf', `ServerRoot ${at}\nServerName annuaire.example\nPidFile ${at}/pid\nDefaultRuntimeDir ${at}/tmp\nMutex file:${at}/tmp\nErrorLog ${this.errors}\n` +
      `${modules.map((name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so\n`).join('')}` +
      `TypesConfig /etc/mime.types\nListen 127.0.0.1:${port}\n${more.tls ? `Listen 127.0.0.1:${more.tls.redirects}\nSSLSessionCache shmcb:${at}/tmp/ssl\n` : ''}` +
      `<Directory />\nAllowOverride None\nRequire all denied\n</Directory>\n${settings}${more.tls ? site : plain}`);
    return ['apache2', '-DFOREGROUND', '-f', `${at}/httpd.conf`];
  }
}

class Lighttpd extends Server {
  configure() {
    const { at, directory, port, mount, share, more } = this;
    const unavailable = fs.readFileSync(`${share}/unavailable.html`, 'utf8').replaceAll('="/', `="${mount}/`);
    [500, 502, 503, 504].forEach((status) => this.write(`status-${status}.html`, unavailable));
    this.write('annuaire.conf', adapted('lighttpd/annuaire.conf', [['/usr/share/annuaire', share], ['/run/annuaire/', `${directory}/run/`],
      ['/var/log/lighttpd/annuaire.log', this.access], ['"/var/lib/annuaire/status-"', `"${at}/status-"`],
      ...mount === '' ? [] : [['var.annuaire_mount = ""', `var.annuaire_mount = "${mount}"`]]]));
    this.write('site.conf', adapted('lighttpd/site.conf', [['conf-available/', ''], ['":443"', `"127.0.0.1:${port}"`],
      ['/etc/ssl/annuaire/', `${more.tls?.directory}/`], ['https://annuaire.example', `https://annuaire.example:${port}`],
      ...this.trusting([['#server.modules', 'server.modules'],
        ['#extforward.forwarder = ( "192.0.2.10"', `extforward.forwarder = ( "${more.trusted}"`], ['#extforward.headers', 'extforward.headers']])]));
    this.write('lighttpd.conf', `server.port = ${more.tls ? more.tls.redirects : port}\nserver.bind = "127.0.0.1"\nserver.document-root = "${at}/tmp"\n` +
      `server.errorlog = "${this.errors}"\nserver.upload-dirs = ( "${at}/tmp" )\ninclude "${more.tls ? 'site.conf' : 'annuaire.conf'}"\n`);
    return ['lighttpd', '-D', '-f', `${at}/lighttpd.conf`];
  }
}

const KINDS = { nginx: Nginx, 'apache-proxy': Apache, 'apache-fcgid': Apache, 'apache-cgi': Apache, lighttpd: Lighttpd };
export const SERVERS = Object.keys(KINDS);

// directory: VAR of the stack; more: { url: of the site; cache: seconds that public pages are kept by it, and by the programs that Apache starts itself;
// tls: { directory of fullchain.pem and privkey.pem, redirects: the port without TLS }; trusted: the address of a proxy (with tls) }.
export function startServer(name, options) {
  return new KINDS[name](name, options).start();
}

// A directory of its own below the scratch directory `directory`: the database, the programs and nginx, which all other servers then stand beside. mount: "/" or
// "/annuaire/"; url: the address that visitors use. Returns { directory, port (nginx's), stop() }.
export async function startStack(directory, { mount, url, build = 'build', cache = 0, workers = 2 }) {
  const port = await freePort(), { ANNUAIRE_CONFIG, ...inherited } = process.env;
  const env = { ...inherited, VAR: directory, PORT: port, BUILD: build, WORKERS: workers, CACHE_SECONDS: cache, DEMO: 1, MOUNT: mount, ANNUAIRE_SITE_URL: url };
  const stack = (verb) => {
    const { status, stderr } = spawnSync(path.join(ROOT, 'conf/local/stack'), [verb], { env, encoding: 'utf8' });
    if (status !== 0) {
      throw new Error(stderr);
    }
  };
  stack('start');
  return { directory: fs.realpathSync(directory), port, stop: () => stack('stop') };
}

// One file of the site's tests, with the server in front: { passed, failed: what failed and how }.
export function runTests(file, server, { site, build = 'build', scratch, tls }) {
  const env = { ...process.env, SITE: site.replace(/\/$/, ''), SERVER: server.name, SERVER_LOGS: server.at, VAR: server.directory, BUILD: build, SCRATCH: scratch,
    ANNUAIRE_CONFIG: path.join(server.directory, 'annuaire.ini'), ANNUAIRE_SITE_URL: site, ...tls && { SITE_CA: path.join(tls.directory, 'fullchain.pem') } };
  delete env.NODE_TEST_CONTEXT;
  return new Promise((resolve) => {
    const run = spawn(process.execPath, ['--test-reporter=./tests/reporter.mjs', file], { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'inherit'] });
    let text = '';
    run.stdout.on('data', (chunk) => { text += chunk; });
    run.on('close', (status) => {
      const passed = text.match(/^ok /gm)?.length ?? 0, failed = text.split(/^(?=ok |not ok |1\.\.)/m).filter((part) => part.startsWith('not ok '));
      resolve({ passed, failed: status !== 0 && failed.length === 0 ? [`${file} ends with ${status}: ${text}`] : failed });
    });
  });
}

// A certificate that browsers of this machine would not know, for annuaire.example.
export function makeCertificate(directory) {
  fs.mkdirSync(directory, { recursive: true, mode: 0o711 });
  const at = (name) => path.join(directory, name);
  const { status, stderr } = spawnSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2',
    '-subj', '/CN=annuaire.example',
    '-addext', 'subjectAltName=DNS:annuaire.example', '-keyout', at('privkey.pem'), '-out', at('fullchain.pem')], { encoding: 'utf8' });
  if (status !== 0) {
    throw new Error(stderr);
  }
  fs.chmodSync(at('privkey.pem'), 0o644);	// the account that the servers run under reads it
  return directory;
}
