// The other web servers that conf/ has configurations for, in front of a directory below /annuaire/: a part of the site's tests, and what visitors see when something
// dies. `make hosting` has all of it. Which program answers which address is read out of every configuration.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { freePort } from '../port.mjs';
import { makeCertificate, runTests, startServer, startStack } from '../hosting/servers.mjs';
import { behindTls, caching, dead, oversize, slowClients, visitorsAddress, withoutDatabase } from '../hosting/trials.mjs';
import { accounts, BUILD, get, VAR, Visitor } from '../harness.mjs';
import { isGuarded, PROGRAMS, routesOf, source } from '../routes.mjs';

const SLUGS = ['fil-equitable', 'edit', 'fr', 'static', 'activities', 'history', 'healthz', 'partners'];
const FILES = { nginx: ['http'], 'apache-proxy': ['http', 'profile', 'edit'], 'apache-cgi': ['http', 'shortlist', 'history'] };

// Each server's table: [program, pattern]… for addresses below the mount, the first that matches answers.
const regex = (text) => new RegExp(text.replace('(?s)', ''), 's');
function nginxTable() {
  const [, map] = source('conf/nginx/annuaire-http.conf').match(/^map \$annuaire_path \$annuaire_program \{\n([^]*?)^\}/m);
  return map.trimEnd().split('\n').map((line) => {
    const [, pattern, program] = line.match(/^\t(?:~\^(\S+)|default) +annuaire_(\w+);$/) ?? assert.fail(line);
    return [program, regex(`^/${pattern ?? ''}`)];
  });
}
function apacheTable() {
  const text = source('conf/apache/annuaire-common.conf');
  const [, macro] = text.match(/^<Macro AnnuaireAddresses \$program \$addresses>\n\tUse AnnuaireProgram \$program "(.*)"\n<\/Macro>$/m);
  return [...text.matchAll(/^Use (AnnuaireAddresses|AnnuaireProgram) +(\w+) +"(.*)"$/gm)].map(([, kind, program, addresses]) => {
    const pattern = kind === 'AnnuaireProgram' ? addresses : macro.replaceAll('$program', program).replace('$addresses', () => addresses);
    return [program, regex(pattern.replace('${ANNUAIRE_MOUNT}', '/'))];
  });
}
function lighttpdTable() {
  const block = /^(?:else )?\$HTTP\["url"\] =~ "\^" \+ var\.annuaire_mount \+ "(.*)" \{\n\tfastcgi\.server = \( "\/" => \(\( "socket" => "\/run\/annuaire\/(\w+)\.sock", .*\n\}/gm;
  return [...source('conf/lighttpd/annuaire.conf').matchAll(block)].map(([, pattern, program]) => [program, regex(`^${pattern}`)]);
}

test('every address of every program’s table is routed to it by every server’s configuration', () => {
  for (const [server, table] of Object.entries({ nginx: nginxTable(), apache: apacheTable(), lighttpd: lighttpdTable() })) {
    assert.deepEqual(new Set(table.map(([program]) => program)), new Set(PROGRAMS), server);
    const answerer = (address) => table.find(([, pattern]) => pattern.test(address))?.[0];
    for (const program of PROGRAMS) {
      const probes = ['healthz', 'readyz', 'metrics'].map((probe) => ({ pattern: `/${probe}/${program}` }));
      for (const { pattern } of [...routesOf(program), ...probes]) {
        for (const slug of SLUGS) {
          const address = pattern.replace('{lang}', 'nl').replace('{slug}', slug).replace('{number}', '7').replace('{secret}', 'x'.repeat(43));
          assert.equal(answerer(address), program, `${server}: ${address}`);
        }
      }
    }
    for (const address of ['/', '/fr', '/fr/', '/nothing', '/healthz', '/fr/a\nb']) {
      assert.equal(answerer(address), 'directory', `${server}: ${address}`);
    }
  }
});

test('no cache of a server keeps what the guarded programs answer', () => {
  const uncached = /^<LocationMatch "\^\$\{ANNUAIRE_MOUNT\}\(\?:\[a-z\]\[a-z\]\/\(\?:([a-z|]+)\)\(\?:\/\|\$\)\|.*\n\tCacheDisable on$/m;
  const [, alternatives] = source('conf/apache/annuaire-cache.conf').match(uncached);
  assert.deepEqual(alternatives.split('|').sort(), PROGRAMS.filter(isGuarded).sort());
});

// What follows is about servers, not about how the programs were built.
const skip = BUILD !== 'build' && 'the servers are the same';
let stack, port, site, server;
const ask = (target, options) => get(target, { site: site.slice(0, -1), ...options });

before(async () => {
  if (!skip) {
    port = await freePort();
    site = `http://127.0.0.1:${port}/annuaire/`;
    stack = await startStack(`${VAR}-servers`, { mount: '/annuaire/', url: site, build: BUILD });
  }
});
after(async () => {
  await server?.stop();
  stack?.stop();
});

for (const [name, files] of Object.entries(FILES)) {
  test(`${name} starts from its configuration`, { skip }, async () => {
    await server?.stop();
    server = await startServer(name, { directory: stack.directory, port, mount: '/annuaire/', more: { url: site } });
    assert.equal((await ask('/fr/')).status, 200);
  });
  for (const file of files) {
    test(`${name} below /annuaire/: the site’s tests, ${file}`, { skip }, async () => {
      const { passed, failed } = await runTests(`tests/site/${file}.test.mjs`, server, { site, build: BUILD, scratch: process.env.SCRATCH });
      assert.deepEqual(failed, []);
      assert.ok(passed > 5, `${passed} tests`);
    });
  }
  test(`${name}: a body that is too long, no program, no database`, { skip }, async () => {
    await oversize(server, ask);
    await dead(server, ask);
    await withoutDatabase(server, ask);
  });
}

test('behind mod_proxy_fcgi slow senders of headers and of forms hold no process', { skip }, async () => {
  await server?.stop();
  server = await startServer('apache-proxy', { directory: stack.directory, port, mount: '/annuaire/', more: { url: site } });
  await slowClients(server, ask, site, { headers: 50, bodies: 10, count: 20 });
});

// Plain CGI reads the site's address at each request, so these two need no other directory.
test('Apache keeps public pages for as long as the programs say, and private ones never', { skip }, async () => {
  await server?.stop();
  server = await startServer('apache-cgi', { directory: stack.directory, port, mount: '/annuaire/', more: { url: site, cache: 2 } });
  await caching(server, ask, 2);
});

test('a whole site behind TLS: cookies of its own host, the visitor’s address from a trusted proxy alone, signing in', { skip }, async () => {
  await server?.stop();
  const tls = { directory: makeCertificate(path.join(process.env.SCRATCH, 'tls')), redirects: await freePort() };
  const secure = `https://annuaire.example:${port}`, trusted = '127.0.0.9';
  process.env.SITE_CA = path.join(tls.directory, 'fullchain.pem');
  server = await startServer('apache-cgi', { directory: stack.directory, port, more: { url: `${secure}/`, tls, trusted } });
  const askSecure = (target, options) => get(target, { site: secure, ...options });
  await behindTls(server, askSecure, tls);
  await visitorsAddress(server, askSecure, trusted);
  const { email, password } = accounts(stack.directory).find(({ role }) => role === 'editor'), visitor = new Visitor({ site: secure });
  assert.equal((await visitor.post('/fr/account/signin', { email, password })).status, 303);
  assert.match((await visitor.page('/fr/edit/')).body, /<html lang="fr">/);
  assert.deepEqual([...visitor.cookies.keys()].sort(), ['annuaire', 'annuaire-form']);
});

test('nothing stays of a server that was asked to end', { skip }, async () => {
  await server.stop();
  assert.ok(!fs.readdirSync('/proc').filter((pid) => /^\d+$/.test(pid)).some((pid) => {
    try {
      return fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(path.join(server.at, 'httpd.conf'));
    } catch {
      return false;
    }
  }));
  server = undefined;
});
