// What the tests of packages share: bare machines (tests/hosting/machine), the package, and a visitor with a browser's manners who is on such a machine.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseHTML } from 'linkedom';

export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const MACHINE = path.join(ROOT, 'tests/hosting/machine');
const ARCHIVES = 'var/cache/apt/archives';
const CACHE = path.join(os.tmpdir(), 'annuaire-hosting');	// what was debootstrapped, and packages, for the next time

// Why these tests cannot run here; false: they can.
export const unable = process.getuid() !== 0 ? 'machines are for root'
  : ['debootstrap', 'unshare', 'nsenter', 'ip'].filter((tool) => spawnSync('which', [tool]).status !== 0).map((tool) => `${tool} is missing`)[0] ?? false;

function must(command, ...args) {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: ROOT, encoding: 'utf8', maxBuffer: 1 << 28, env: { ...process.env, MAKEFLAGS: '' } });
  if (status !== 0) {
    throw new Error(`${command} ${args.join(' ')}: ${`${stdout}${stderr}`.slice(-3000)}`);
  }
  return stdout;
}

// Packages that one directory has and another lacks; not apt's lock.
const shareArchives = (from, to) => must('find', from, '-maxdepth', '1', '-name', '*.deb', '-exec', 'cp', '-ln', '-t', to, '{}', '+');

// The package, built now unless $DEB names one.
let built = process.env.DEB;
export function deb() {
  built ??= path.join(ROOT, must('make', '-s', 'deb').trim().split('\n').at(-1));
  return built;
}

// The same under a lower number, as an earlier version that somebody has: { file }.
export function earlier(version) {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'annuaire-earlier-')), file = path.join(CACHE, `annuaire_${version}_earlier.deb`);
  must('dpkg-deb', '-R', deb(), directory);
  must('sed', '-i', `s/^Version: .*/Version: ${version}/`, path.join(directory, 'DEBIAN/control'));
  must('dpkg-deb', '-Zgzip', '-b', directory, file);
  fs.rmSync(directory, { recursive: true });
  return file;
}

export class Machine {
  // A new one, running.
  static async start(name) {
    const machine = new Machine();
    fs.mkdirSync(path.join(CACHE, 'archives'), { recursive: true });
    assert.equal(fs.statSync(CACHE).uid, 0, `${CACHE} is somebody else's`);
    if (!fs.existsSync(path.join(CACHE, 'base'))) {
      fs.rmSync(path.join(CACHE, 'base.part'), { recursive: true, force: true });
      must(MACHINE, 'base', path.join(CACHE, 'base'));
    }
    machine.name = `annuaire-${name}-${process.pid}`;
    machine.root = fs.mkdtempSync(path.join(os.tmpdir(), `${machine.name}-`));
    must('cp', '-a', `${path.join(CACHE, 'base')}/.`, machine.root);
    shareArchives(path.join(CACHE, 'archives'), path.join(machine.root, ARCHIVES));
    for (const file of ['/etc/resolv.conf', '/etc/hosts']) {
      fs.copyFileSync(file, path.join(machine.root, file));
    }
    machine.holder = spawn('setpriv', ['--pdeathsig', 'KILL', MACHINE, 'boot', machine.root, machine.name], { stdio: ['ignore', 'ignore', 'inherit'] });
    for (let turn = 0; ; turn++) {
      await new Promise((resolve) => setTimeout(resolve, 200));
      machine.pid = fs.readFileSync(`/proc/${machine.holder.pid}/task/${machine.holder.pid}/children`, 'utf8').trim();
      if (machine.pid && ['running', 'degraded'].includes(machine.try('systemctl is-system-running').out.trim())) {
        return machine;
      }
      if (turn > 150) {
        machine.stop();
        throw new Error('the machine does not start');
      }
    }
  }

  // Runs a line of shell there, as root in root's home: { status, out, error }. online: in this machine's network, for downloads.
  try(line, { online = false, input } = {}) {
    const inside = ['-t', this.pid, '-m', '-p', '-i', '-u', '-C', ...(online ? [] : ['-n']), `--root=/proc/${this.pid}/root`];
    const { status, stdout, stderr } = spawnSync('nsenter', [...inside, 'env', '-i', '-C', '/root', 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', 'HOME=/root', 'LC_ALL=C.UTF-8',
      'DEBIAN_FRONTEND=noninteractive', 'bash', '-c', line], { encoding: 'utf8', timeout: 600000, input, maxBuffer: 1 << 26 });
    return { status, out: stdout, error: stderr };
  }

  // The same, which must succeed; what it said.
  run(line, options) {
    const { status, out, error } = this.try(line, options);
    assert.equal(status, 0, `${line}: ${out}${error}`);
    return out;
  }

  // What `apt-get install ARGUMENTS` will want, fetched beforehand: the machine itself reaches nobody.
  download(args) {
    this.run(`apt-get -qq update && apt-get -qq install -y --download-only ${args}`, { online: true });
    shareArchives(path.join(this.root, ARCHIVES), path.join(CACHE, 'archives'));
  }

  copy(file, name) {
    fs.copyFileSync(file, path.join(this.root, 'root', name));
  }

  stop() {
    this.holder.kill('SIGKILL');
    const end = Date.now() + 10000;
    while (Date.now() < end && fs.existsSync(`/proc/${this.pid}`)) {
      spawnSync('sleep', ['0.1']);
    }
    spawnSync(MACHINE, ['clear', this.name]);
    fs.rmSync(this.root, { recursive: true, force: true });
  }
}

// Somebody on the machine who visits its site `url` and keeps cookies, by curl, which must be there. The site's own certificate vouches for it.
export class Guest {
  constructor(machine, url, certificate) {
    this.machine = machine;
    this.url = new URL(url);
    this.curl = `curl -sS --max-time 20 --cacert ${certificate} --resolve ${this.url.hostname}:443:127.0.0.1 --resolve ${this.url.hostname}:80:127.0.0.1 -b /tmp/jar -c /tmp/jar`;
  }

  // { status, headers, body } of an address or a path.
  get(target, more = '') {
    const out = this.machine.run(`${this.curl} -i ${more} '${new URL(target, this.url)}'`), end = out.indexOf('\r\n\r\n');
    return { status: Number(out.match(/^HTTP\/\S+ (\d+)/)[1]), headers: out.slice(0, end), body: out.slice(end + 4) };
  }

  // Fills in and sends the form of a page that goes to the page's own address.
  post(target, fields) {
    const { document } = parseHTML(this.get(target).body), url = new URL(target, this.url);
    const form = [...document.querySelectorAll('form')].find((f) => f.getAttribute('action') === url.pathname);
    const data = { ...fields, token: form.querySelector('[name=token]').getAttribute('value') };
    return this.get(target, Object.entries(data).map(([name, value]) => `--data-urlencode '${name}=${value}'`).join(' ') + ` -H 'Origin: ${this.url.origin}'`);
  }
}
