// The manual pages against what they describe: every address and parameter of every program, every answer and every line of the log. A new one without its words fails.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { get, ROOT } from '../harness.mjs';

const read = (file) => fs.readFileSync(path.join(ROOT, file), 'utf8');
const PROGRAMS = read('Makefile').match(/^PROGRAMS +:= (.*)$/m)[1].split(' ');
const manual = (name) => read(`conf/man/${name}`);

// The C files of a program: its own, and those of its room.
const sources = (program) => [`cgi-bin/${program}.c`, ...filesBelow(`cgi-bin/${program}`)];
function filesBelow(directory) {
  const at = path.join(ROOT, directory);
  return !fs.existsSync(at) ? [] : fs.readdirSync(at, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesBelow(`${directory}/${entry.name}`) : entry.name.endsWith('.c') ? [`${directory}/${entry.name}`] : []);
}

// Pattern -> methods, of the table in the code and of the manual page.
function routes(program) {
  const [, table] = read(`cgi-bin/${program}.c`).match(/^static const struct route ROUTES\[\] = \{\n([^]*?)^\};$/m);
  return Object.fromEntries([...table.matchAll(/^\t\{ "(\/[^"]*)", (\w+), (\w+),/gm)].map(([, pattern, show, post]) =>
    [pattern, [show !== 'NULL' && 'GET', post !== 'NULL' && 'POST'].filter(Boolean).join(', ')]));
}
function described(program) {
  const section = manual(`annuaire-${program}.8`).match(/^\.Sh ADDRESSES\n([^]*?)^\.Sh /m)[1];
  return Object.fromEntries([...section.matchAll(/^\.It Pa (\S+)\n([A-Z, ]+)\.$/gm)].map(([, pattern, methods]) => [pattern, methods]));
}
const signs = (page) => new Set([...page.matchAll(/^\.(?:It )?(?:Cm|Ql) (.+)$/gm)].flatMap(([, words]) => words.split(/ [,.)]? ?/)));

test('there is a page for each program and none for another', () => {
  const pages = fs.readdirSync(path.join(ROOT, 'conf/man'));
  assert.deepEqual(pages.filter((name) => name.endsWith('.8')).sort(), [...PROGRAMS, 'reload', 'setup'].map((p) => `annuaire-${p}.8`).sort());
  for (const program of PROGRAMS) {
    assert.ok(manual('annuaire.7').includes(`.It Xr annuaire-${program} 8`), program);
  }
});

test('each page has the addresses of its program with their methods', () => {
  for (const program of PROGRAMS) {
    assert.ok(Object.keys(routes(program)).length > 0, program);
    assert.deepEqual(described(program), routes(program), program);
  }
});

test('each page has the parameters of its program, and the directory’s those of a search', () => {
  for (const program of PROGRAMS) {
    const known = signs(manual(`annuaire-${program}.8`));
    for (const file of sources(program)) {
      for (const [, name] of read(file).matchAll(/request_parameter\(rq, "(\w+)"/g)) {
        assert.ok(known.has(name), `${file}: annuaire-${program}.8 does not know ${name}`);
      }
    }
  }
  const known = signs(manual('annuaire-directory.8')), search = read('cgi-bin/web/request.c') + read('cgi-bin/model/facet.c');
  const names = [...search.matchAll(/(?:request_parameter|read_one_of)\(rq, "(\w+)"|return "(\w+)";|\? "(\w+)" :/g)].map(([, a, b, c]) => a ?? b ?? c);
  for (const name of [...names.filter((n) => !/^\d/.test(n)), 'type', 'theme', 'public', 'partner', 'zone']) {
    assert.ok(known.has(name), name);
  }
  assert.ok(names.includes('near') && names.includes('fresh'));
});

test('each line that the log can have is explained, and none that it cannot', () => {
  const common = ['base', 'model', 'text', 'store', 'view', 'web', 'mail', 'operate'].flatMap((layer) => filesBelow(`cgi-bin/${layer}`));
  const events = (files) => new Set(files.flatMap((file) => [...read(file).matchAll(/log_event\([^"]*"([a-z-]+)"|event=([a-z-]+) reason/g)].map(([, event, written]) => event ?? written)));
  const shared = manual('annuaire.7') + manual('annuaire.1');
  for (const program of PROGRAMS) {
    const known = signs(shared + manual(`annuaire-${program}.8`));
    for (const event of events(sources(program))) {
      assert.ok(known.has(event), `${program}: ${event}`);
    }
  }
  const all = signs(shared + PROGRAMS.map((p) => manual(`annuaire-${p}.8`)).join(''));
  for (const event of events(common)) {
    assert.ok(all.has(event), event);
  }
  const lines = manual('annuaire.7').match(/^\.Ss Lines of every program\n([^]*)^\.Sh SEE/m)[1];
  const said = new Set([...events(common), ...PROGRAMS.flatMap((p) => [...events(sources(p))])]);
  for (const [, event] of lines.matchAll(/^\.It Cm ([a-z-]+)$/gm)) {
    assert.ok(said.has(event), `nothing logs ${event}`);
  }
});

test('each status that an error can have is explained', () => {
  const known = signs(manual('annuaire.7'));
  const statuses = new Set([...read('cgi-bin/base/err.c').matchAll(/^\t\[ERR_\w+\] = \{ (\d+),/gm)].map(([, status]) => status));
  assert.ok(statuses.size > 8);
  for (const status of [...statuses, '401']) {
    assert.ok(known.has(status), status);
  }
});

test('what the pages say of addresses is what the site does', async () => {
  for (const [target, status] of [['/', 303], ['/fr', 301], ['/fr/activities/', 301], ['/fr/organisations?sort=best', 404], ['/fr/organisations?q=a&q=b', 400], ['/fr/moderate/', 303],
    ['/fr/organisations/fil-equitable/history?on=soon', 422], ['/healthz', 200], ['/readyz/profile', 200], ['/metrics/profile', 200]]) {
    assert.equal((await get(target)).status, status, target);
  }
  assert.equal((await get('/fr/', { method: 'POST' })).status, 405);
});

test('every page is sound, and what it refers to is there', () => {
  const pages = fs.readdirSync(path.join(ROOT, 'conf/man'));
  const { stdout, status } = spawnSync('mandoc', ['-Tlint', ...pages], { cwd: path.join(ROOT, 'conf/man'), encoding: 'utf8' });
  assert.equal(stdout, '');
  assert.equal(status, 0);
  for (const page of pages) {
    for (const [, name, section] of manual(page).matchAll(/^\.(?:It )?Xr (annuaire\S*) (\d)/gm)) {
      assert.ok(pages.includes(`${name}.${section}`), `${page}: ${name}(${section})`);
    }
  }
});
