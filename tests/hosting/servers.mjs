// The web servers that conf/ has configurations for, each started in front of a running stack from the shipped files, with only paths, ports and the mount adapted.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const APACHE_MODULES = ['mpm_event', 'authn_core', 'authz_core', 'authz_host', 'unixd', 'mime', 'dir', 'env', 'log_config', 'macro', 'alias', 'headers', 'setenvif', 'rewrite', 'filter', 'deflate',
  'reqtimeout', 'unique_id', 'substitute', 'remoteip', 'ssl', 'socache_shmcb', 'http2'];

export async function freePort() {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

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
    this.process = spawn(command[0], command.slice(1), { ...this.identity, cwd: this.at, stdio: ['ignore', log, log], env: { PATH: `${process.env.PATH}:/usr/sbin`, TMPDIR: path.join(this.at, 'tmp') } });
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
    const { at, directory, port, mount, share } = this;
    this.write('annuaire-http.conf', adapted('nginx/annuaire-http.conf', [['/run/annuaire/', `${directory}/run/`], ['/var/cache/nginx/annuaire', `${at}/cache`]]));
    this.write('annuaire.conf', adapted('nginx/annuaire.conf', [['/usr/share/annuaire', share],
      ...mount === '' ? [] : [['location ~ (?s)^(?<annuaire_mount>)/(?<annuaire_path>.*)$ {', `location ~ (?s)^(?<annuaire_mount>${mount})(?:/(?<annuaire_path>.*))?$ {`]],
      ...this.more.cache ? [] : [['fastcgi_cache annuaire;', 'fastcgi_cache off;']]]));
    this.write('annuaire-headers.conf', adapted('nginx/annuaire-headers.conf', []));
    const temporary = ['client_body', 'fastcgi', 'proxy', 'scgi', 'uwsgi'].map((kind) => `${kind}_temp_path ${at}/tmp/${kind};`).join('\n');
    this.write('nginx.conf', `daemon off;\nworker_processes auto;\nworker_rlimit_nofile 4096;\npid ${at}/pid;\nerror_log ${this.errors} warn;\nevents { worker_connections 1024; }\nhttp {\n` +
      `include /etc/nginx/mime.types;\ndefault_type application/octet-stream;\n${temporary}\nserver_tokens off;\ninclude annuaire-http.conf;\naccess_log ${this.access} annuaire buffer=32k flush=1s;\n` +
      `server {\nlisten 127.0.0.1:${port};\ninclude annuaire.conf;\n}\n}\n`);
    return ['nginx', '-e', 'stderr', '-p', at, '-c', `${at}/nginx.conf`];
  }
}

class Apache extends Server {
  configure() {
    const { at, directory, port, mount, share, programs } = this;
    const way = this.name.replace('apache-', '');
    const modules = [...APACHE_MODULES, ...{ proxy: ['proxy', 'proxy_fcgi', 'buffer'], fcgid: ['fcgid'], cgi: ['cgid'] }[way]];
    this.write('annuaire-common.conf', adapted('apache/annuaire-common.conf', [['/usr/share/annuaire', share],
      ...mount === '' ? [] : [['Define ANNUAIRE_MOUNT ""', `Define ANNUAIRE_MOUNT ${mount}`]]]));
    this.write(`annuaire-${way}.conf`, adapted(`apache/annuaire-${way}.conf`, [['conf-available/', `${at}/`],
      way === 'proxy' ? ['/run/annuaire/', `${directory}/run/`] : ['/usr/lib/annuaire', programs]]));
    const own = { proxy: '', cgi: `SetEnv ANNUAIRE_CONFIG ${at}/annuaire.ini\nScriptSock ${at}/tmp/cgid\n`,
      fcgid: `FcgidInitialEnv ANNUAIRE_CONFIG ${at}/annuaire.ini\nFcgidIPCDir ${at}/tmp\nFcgidProcessTableFile ${at}/tmp/table\n` }[way];
    this.write('annuaire.ini', fs.readFileSync(`${directory}/annuaire.ini`, 'utf8').replace(/^url = .*$/m, `url = ${this.more.url}`));
    fs.chmodSync(path.join(at, 'annuaire.ini'), 0o644);
    this.write('httpd.conf', `ServerRoot ${at}\nServerName annuaire.example\nServerTokens Prod\nPidFile ${at}/pid\nDefaultRuntimeDir ${at}/tmp\nMutex file:${at}/tmp\nErrorLog ${this.errors}\n` +
      `${modules.map((name) => name === 'unixd' || fs.existsSync(`/usr/lib/apache2/modules/mod_${name}.so`) ? name : `${name}`).filter((name) => !['unixd', 'log_config'].includes(name))
        .map((name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so\n`).join('')}` +
      `TypesConfig /etc/mime.types\nListen 127.0.0.1:${port}\n<Directory />\nAllowOverride None\nRequire all denied\n</Directory>\n${own}` +
      `<VirtualHost 127.0.0.1:${port}>\nInclude ${at}/annuaire-${way}.conf\nCustomLog ${this.access} annuaire env=!annuaire_unlogged\n</VirtualHost>\n`);
    return ['apache2', '-DFOREGROUND', '-f', `${at}/httpd.conf`];
  }
}

const KINDS = { nginx: Nginx, 'apache-proxy': Apache, 'apache-fcgid': Apache, 'apache-cgi': Apache };
export const SERVERS = Object.keys(KINDS);

// directory: VAR of the stack; more: { url: of the site, cache: true to keep public pages }.
export function startServer(name, options) {
  return new KINDS[name](name, options).start();
}
