// The Debian package in the life of a host: installed on a bare machine, set up, visited, upgraded, removed and purged. `make hosting` runs it; as root, with some minutes.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import test, { after, before } from 'node:test';
import { parseHTML } from 'linkedom';
import { deb, earlier, Guest, Machine, ROOT, unable } from './machine.mjs';

const HOST = 'directory.example', URL_ = `https://${HOST}/`, CERTIFICATE = '/etc/ssl/annuaire/fullchain.pem';
const VERSION = fs.readFileSync(path.join(ROOT, 'Makefile'), 'utf8').match(/^VERSION +:= (\S+)/m)[1], EARLIER = `${VERSION}~earlier`;
const PASSWORD = 'quatre chevaux bleus galopent';
const skip = unable;
let machine, guest;

before(async () => {
  if (!skip) {
    deb();
    machine = await Machine.start('package');
    guest = new Guest(machine, URL_, CERTIFICATE);
  }
});
after(() => machine?.stop());

const sql = (statement, database = 'annuaire') => machine.run(`mariadb -BN ${database} -e "${statement}"`).trim();
const count = (table) => Number(sql(`SELECT COUNT(*) FROM ${table}`));

// Which files of the programs run, each with how many processes; one that was replaced shows as deleted.
const running = () => machine.run("readlink /proc/[0-9]*/exe | grep /usr/lib/annuaire/ | sort | uniq -c || true").trim().split('\n').filter(Boolean).map((line) => line.trim());

test('lintian finds nothing to say', { skip: skip || (spawnSync('which', ['lintian']).status !== 0 && 'lintian is missing') }, () => {
  const { status, stdout } = spawnSync('lintian', ['--allow-root', '--info', '--display-info', '--fail-on', 'error,warning,info', deb()], { encoding: 'utf8' });
  assert.equal(stdout, '');
  assert.equal(status, 0);
});

test('apt installs it with what it depends on; nothing starts and no web server knows of it', { skip }, () => {
  machine.copy(earlier(EARLIER), 'earlier.deb');
  machine.copy(deb(), 'new.deb');
  machine.download('./earlier.deb mariadb-server nginx curl');
  machine.run('apt-get install -y ./earlier.deb mariadb-server nginx curl');
  assert.equal(machine.run("dpkg-query -W -f '${Version} ${Status}' annuaire"), `${EARLIER} install ok installed`);
  assert.match(machine.run('annuaire --help'), new RegExp(`^annuaire ${VERSION}:`));
  assert.equal(machine.try('systemctl is-enabled annuaire.target').out.trim(), 'disabled');
  assert.notEqual(machine.try('systemctl is-active annuaire.target').out.trim(), 'active');
  assert.deepEqual(running(), []);
  assert.equal(machine.run('grep -rl annuaire /etc/nginx/sites-enabled /etc/nginx/conf.d /etc/apache2/*-enabled 2> /dev/null || true'), '');
  assert.match(machine.run('getent passwd annuaire'), /:\/usr\/sbin\/nologin$/m);
  assert.match(machine.run('curl -s -o /dev/null -w %{http_code} http://127.0.0.1/'), /^200$/, "nginx shows Debian's own page");
});

test('annuaire-setup makes the database, with a password for each program that nobody else may read', { skip }, () => {
  const early = machine.try('annuaire migrate');
  assert.equal(early.status, 1);
  assert.match(early.out + early.error, /database password cannot be read/);
  assert.match(machine.run(`annuaire-setup ${URL_}`), new RegExp(`the database "annuaire" is ready for ${URL_}`));
  const secrets = machine.run("stat -c '%n %a %U' /etc/annuaire/secret/*.pw").trim().split('\n');
  assert.ok(secrets.length >= 12, secrets.join(' '));
  assert.deepEqual(secrets.filter((line) => !/\.pw 600 root$/.test(line)), []);
  const sums = machine.run('sha256sum /etc/annuaire/secret/*');
  machine.run('annuaire-setup');
  assert.equal(machine.run('sha256sum /etc/annuaire/secret/*'), sums, 'a second time nothing changes');
  const owners = () => machine.run('stat -c %U /etc/annuaire/secret/{operator,migrate,profile,mail}.pw').trim().split('\n');
  machine.run('annuaire-setup --owner www-data');
  assert.deepEqual(owners(), ['root', 'root', 'www-data', 'www-data']);
  machine.run('annuaire-setup');
  assert.deepEqual(owners(), ['root', 'root', 'www-data', 'www-data'], 'whoever owns them goes on owning them');
  machine.run('annuaire-setup --owner root');
  assert.match(machine.run('annuaire config'), new RegExp(`^url = ${URL_} `, 'm'));
  machine.run('annuaire import /usr/share/annuaire/schema/demo/*.json');
});

test('enabled, the site answers behind TLS, and whoever is invited signs in', { skip }, () => {
  for (const line of [
    'install -d -m 700 /etc/ssl/annuaire',
    `openssl req -x509 -newkey rsa:2048 -nodes -days 9 -subj /CN=${HOST} -addext subjectAltName=DNS:${HOST} -keyout /etc/ssl/annuaire/privkey.pem -out ${CERTIFICATE}`,
    `sed -i 's/annuaire\\.example/${HOST}/' /etc/nginx/sites-available/annuaire`,
    'ln -s ../annuaire-http.conf /etc/nginx/conf.d/annuaire.conf',
    'ln -s ../sites-available/annuaire /etc/nginx/sites-enabled/',
    'systemctl enable --now annuaire.target',
    'systemctl reload nginx',
  ]) {
    machine.run(line);
  }
  const home = guest.get('/fr/');
  assert.equal(home.status, 200);
  assert.match(home.headers, /^strict-transport-security: /im);
  assert.match(guest.get('/fr/organisations').body, /alliance-du-travail-clair/);
  const profile = guest.get('/nl/organisations/zuidwind-ateliers');
  assert.equal(profile.status, 200);
  assert.match(profile.body, /<html lang="nl"/);
  const style = home.body.match(/href="(\/static\/site\.[^"]+\.css)"/)[1];
  assert.equal(guest.get(style).status, 200);
  assert.equal(guest.get('/fr/organisations/nobody').status, 404);
  const { location } = guest.get(`http://${HOST}/fr/`).headers.match(/^location: (?<location>\S+)/im).groups;
  assert.equal(location, `${URL_}fr/`);

  const link = machine.run('annuaire account invite somebody@directory.example --role administrator').match(/https:\S+\/account\/invitation\/\S+/)[0];
  assert.equal(guest.post(link, { name: 'Somebody', new: PASSWORD, repeated: PASSWORD }).status, 303);
  const signed = guest.post('/fr/account/signin', { email: 'somebody@directory.example', password: PASSWORD });
  assert.equal(signed.status, 303, signed.body);
  assert.match(signed.headers, /^set-cookie: __Host-/im);
  assert.match(guest.get('/fr/account/').body, /Somebody/);
});

test('an upgrade brings the database along, keeps what it holds and what was configured, and runs the new programs', { skip }, () => {
  const people = count('account'), organisations = count('organisation'), revisions = count('revision');
  const latest = Number(sql('SELECT MAX(version) FROM schema_version'));
  // As the version before the last migration left it, where that one makes tables, which can be taken away.
  const migration = fs.readdirSync(path.join(ROOT, 'schema')).find((name) => name.startsWith(String(latest).padStart(4, '0')));
  const tables = [...fs.readFileSync(path.join(ROOT, 'schema', migration), 'utf8').matchAll(/^CREATE TABLE (?:IF NOT EXISTS )?`?(\w+)/gm)].map(([, name]) => name);
  if (tables.length > 0) {
    sql(`DELETE FROM schema_version WHERE version = ${latest}; DROP TABLE ${tables.reverse().join(', ')}`);
  }
  machine.run("sed -i 's/^name = Annuaire$/name = Chez nous/' /etc/annuaire/annuaire.ini && sed -i 's/max_size=256m/max_size=64m/' /etc/nginx/annuaire-http.conf");
  const before = machine.run("pgrep -f /usr/lib/annuaire/profile").trim().split('\n');
  const said = machine.run('apt-get install -y -o Dpkg::Options::=--force-confold ./new.deb');
  assert.match(said, tables.length > 0 ? new RegExp(`^applied +${migration}`, 'm') : /^the database has schema version/m);
  assert.equal(Number(sql('SELECT MAX(version) FROM schema_version')), latest);
  assert.equal(machine.run("dpkg-query -W -f '${Version}' annuaire"), VERSION);
  assert.deepEqual([count('account'), count('organisation'), count('revision')], [people, organisations, revisions]);
  const now = machine.run("pgrep -f /usr/lib/annuaire/profile").trim().split('\n');
  assert.deepEqual(now.filter((pid) => before.includes(pid)), [], 'other processes');
  assert.deepEqual(running().filter((line) => /deleted/.test(line)), []);
  assert.match(machine.run('cat /etc/nginx/annuaire-http.conf'), /max_size=64m/);
  assert.match(guest.get('/fr/?after').body, /Chez nous/);
  assert.equal(guest.get('/fr/organisations/zuidwind-ateliers').status, 200);
  assert.match(guest.get('/fr/account/').body, /Somebody/, 'still signed in');
});

test('an upgrade while the database is down says what to do, and is not held up by it', { skip }, () => {
  machine.run('systemctl stop mariadb');
  const said = machine.run('apt-get install -y --reinstall -o Dpkg::Options::=--force-confold ./new.deb 2>&1');
  assert.match(said, /MariaDB does not let root in/);
  assert.match(said, /annuaire-setup && systemctl restart/);
  assert.equal(machine.run("dpkg-query -W -f '${Status}' annuaire"), 'install ok installed');
  machine.run("systemctl start mariadb && annuaire-setup && systemctl restart 'annuaire-*.service'");
  assert.equal(guest.get('/fr/organisations/zuidwind-ateliers').status, 200);
});

test('removed, its programs stop, and configuration, passwords and database stay', { skip }, () => {
  machine.run('apt-get remove -y annuaire');
  assert.deepEqual(running(), []);
  assert.equal(machine.run("systemctl list-units --no-legend --state=active 'annuaire*'"), '');
  assert.match(machine.run('cat /etc/annuaire/annuaire.ini'), /Chez nous/);
  assert.equal(machine.try('test -s /etc/annuaire/secret/profile.pw').status, 0);
  assert.ok(count('organisation') > 0);
});

test('purged, nothing of it is left but what it says: the database, backups, its account', { skip }, () => {
  machine.run('mkdir -p /var/backups/annuaire && touch /var/backups/annuaire/kept');
  const said = machine.run('apt-get purge -y annuaire 2>&1');
  assert.match(said, /the database "annuaire" is kept.*DROP DATABASE/);
  // The logs are the web server's, the certificate is the hoster's, and archives are apt's.
  const left = machine.run("find / -xdev '(' -path /proc -o -path /root -o -path /var/cache/apt -o -path /var/lib/mysql ')' -prune -o -iname '*annuaire*' -print").trim().split('\n').filter(Boolean);
  assert.deepEqual(left.filter((file) => !/^\/var\/backups\/annuaire|^\/etc\/ssl\/annuaire$|^\/var\/log\/nginx\//.test(file)), []);
  machine.run('nginx -t && systemctl reload nginx');
  assert.equal(machine.try('test -e /var/backups/annuaire/kept').status, 0);
  assert.ok(count('organisation') > 0, 'the database');
});
