// Search: what visitors type (search-cases.tsv), and what they choose, compared with what the documents say.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import test, { after, before } from 'node:test';
import { all, annuaire, documents, FACETS, get, page, ROOT, sql, vocabulary, words } from '../harness.mjs';

const FIXTURES = path.join(ROOT, 'tests/fixtures/search');
const fixtures = fs.readdirSync(FIXTURES).map((name) => JSON.parse(fs.readFileSync(path.join(FIXTURES, name), 'utf8')));
const LANGUAGES = ['fr', 'nl', 'de', 'en'];
const TERMS = Object.fromEntries(Object.entries(FACETS).map(([parameter, facet]) => [parameter, vocabulary(facet)]));
const VALUES = { ...Object.fromEntries(Object.entries(TERMS).map(([parameter, terms]) => [parameter, [...terms.keys()]])), language: LANGUAGES, fresh: ['year', 'two-years', 'older', 'never'] };
const fold = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
const slugOf = (a) => a.getAttribute('href').split('/').pop();
const numberIn = (element) => Number(words(element).match(/\d+/)?.[0] ?? 0);	// "Aucune organisation" is none
// A test that tries much says all that went wrong, not only the first of it.
const nothingWrong = (wrong, what) => assert.ok(wrong.length === 0, `${wrong.length} wrong ${what}:\n${wrong.join('\n')}`);

// The directory as it stands: other test files have left organisations of theirs in it. Filled when the fixtures are in.
const directory = [];

before(() => {
  const files = fixtures.map(({ slug }) => path.join(FIXTURES, `${slug}.json`));
  const { status, out } = annuaire('import', ...files);
  assert.equal(status, 0, out);
  // A site that has run this file before has them closed.
  sql(`UPDATE organisation SET status = 'published' WHERE slug IN (${fixtures.map(({ slug }) => `'${slug}'`)})`);
  assert.equal(annuaire('reindex').status, 0);
  const published = new Set(sql("SELECT slug FROM organisation WHERE status = 'published'").flat());
  directory.push(...annuaire('export').out.trimEnd().split('\n').map((line) => JSON.parse(line)).filter(({ slug }) => published.has(slug)));
});

after(() => {
  for (const { slug } of fixtures) {
    annuaire('close', slug);
  }
});

// Every page of a list, following its links.
async function pages(target) {
  const found = [];
  for (let next = target; next; next = found.at(-1).querySelector('.paging a[rel=next]')?.getAttribute('href')) {
    found.push((await page(next)).document);
  }
  return found;
}

const hits = (list) => list.flatMap((document) => all(document, '.rows > li h3 a').map(slugOf));

async function data(target) {
  const { status, headers, body } = await get(target);
  assert.equal(status, 200, target);
  assert.match(headers['content-type'], /^application\/json/);
  return JSON.parse(body);
}

// ---------------------------------------------------------------- the cases

const topics = new Map();
for (const line of fs.readFileSync(path.join(ROOT, 'tests/site/search-cases.tsv'), 'utf8').split('\n')) {
  if (line.startsWith('## ')) {
    topics.set(line.slice(3), []);
  } else if (line !== '' && !line.startsWith('#')) {
    const [lang, q, other, expected, shows] = line.split('\t');
    [...topics.values()].at(-1).push({ lang, q, other, shows, expected: expected.split(' ') });
  }
}
const cases = [...topics.values()].flat();

// What is expected, sorted by kind: exact (null: the set is not said), among, not, first, corrected.
function expectation({ expected }) {
  const marked = (mark) => expected.filter((word) => word.startsWith(mark)).map((word) => word.slice(mark.length));
  const exact = expected.filter((word) => /^[a-z]/.test(word));
  return { exact: exact.length > 0 || expected.includes('0') ? exact.sort() : null, among: marked('+'), not: marked('-'), first: marked('1:'), corrected: marked('~') };
}

// What is wrong with the answer, in words; null when nothing is. Organisations that other test files left behind do not count.
function fault(wanted, found, corrected) {
  const ours = found.filter((slug) => documents.concat(fixtures).some((org) => org.slug === slug));
  const faults = [
    wanted.exact && [...ours].sort().join(' ') !== wanted.exact.join(' ') && `exactly: ${wanted.exact.join(' ') || 'nothing'}`,
    ...[...wanted.among, ...wanted.first].map((slug) => !ours.includes(slug) && `with ${slug}`),
    ...wanted.not.map((slug) => ours.includes(slug) && `without ${slug}`),
    ...wanted.first.map((slug) => ours[0] !== slug && `first ${slug}`),
    ...wanted.corrected.map((word) => !fold(corrected ?? '').includes(word) && `corrected to ${word}`),
    wanted.corrected.length === 0 && corrected !== null && 'not corrected',
  ].filter(Boolean);
  return faults.length === 0 ? null : `expected ${faults.join(', ')}; found ${ours.join(' ') || 'nothing'}${corrected === null ? '' : `; corrected: ${corrected}`}`;
}

test('the cases are sound', () => {
  const known = new Set(documents.concat(fixtures).map(({ slug }) => slug));
  const said = fold(JSON.stringify([documents, fixtures, Object.values(TERMS).map((terms) => [...terms.values()])]));
  const free = { near: /./, within: /^(5|10|25|50|100)$/, sort: /^(relevance|name|distance|latest)$/ };
  assert.ok(cases.length >= 170);
  assert.ok(cases.filter(({ expected }) => expected.some((word) => word.startsWith('~'))).length >= 25);
  assert.equal(new Set(cases.map(({ lang, q, other }) => `${lang} ${q} ${other}`)).size, cases.length, 'each case once');
  for (const { lang, q, other, expected, shows } of cases) {
    assert.ok(LANGUAGES.includes(lang) && shows, `${lang} ${q}`);
    for (const [parameter, value] of new URLSearchParams(other)) {
      assert.ok(VALUES[parameter]?.includes(value) ?? free[parameter].test(value), `${q} ${parameter}=${value}`);
    }
    for (const word of expected.filter((word) => word !== '0')) {
      const [, mark, rest] = word.match(/^([+~-]|1:)?(.+)$/);
      assert.ok(mark === '~' ? said.includes(rest) : known.has(rest), `${q}: ${word}`);
    }
  }
});

for (const [topic, list] of topics) {
  test(`what is typed: ${topic}`, async () => {
    const wrong = [];
    for (const typed of list) {
      const target = `/${typed.lang}/organisations?${new URLSearchParams([['q', typed.q], ...new URLSearchParams(typed.other)])}`;
      try {
        const found = await pages(target);
        const corrected = found[0].querySelector('.corrected');
        const why = fault(expectation(typed), hits(found), corrected && words(corrected));
        if (why) {
          wrong.push(`${target} (${typed.q}: ${typed.shows}): ${why}`);
        }
      } catch (error) {
        wrong.push(`${target} (${typed.q}): ${error.message}`);
      }
    }
    nothingWrong(wrong, `of ${list.length} cases`);
  });
}

test('a correction can be taken back: a link searches exactly what was typed, with all other choices', async () => {
  const { document } = await page('/fr/organisations?q=grainothqeue&zone=luxembourg&language=fr');
  const back = document.querySelector('.corrected a').getAttribute('href');
  const query = new URLSearchParams(back.slice(back.indexOf('?')));
  assert.equal(query.get('q'), '"grainothqeue"');
  assert.deepEqual([query.get('zone'), query.get('language')], ['luxembourg', 'fr']);
  const exact = (await page(back)).document;
  assert.equal(exact.querySelector('.corrected'), null);
  assert.deepEqual(hits([exact]), []);
});

test('each hit says where the words were found, and marks them', async () => {
  for (const [q, marked, slugs] of [
    ['passeport', /^passeports?$/i, ['brigade-des-colis-lents', 'caravane-des-droits', 'les-cartographes-engages']],
    ['tejedoras', /^tejedoras$/i, ['fil-equitable']],
    ['jardinières', /^jardini/i, ['la-graine-voyageuse', 'weltgarten-sankt-vith']],
    ['grainothqeue', /^grainothèque$/i, ['la-graine-voyageuse']],
  ]) {
    const { document } = await page(`/fr/organisations?q=${encodeURIComponent(q)}`);
    for (const slug of slugs) {
      const hit = all(document, '.rows > li').find((li) => slugOf(li.querySelector('h3 a')) === slug);
      const marks = all(hit ?? document, 'mark').map(words);
      assert.ok(hit && marks.length > 0 && marks.every((mark) => marked.test(mark)), `${q}: ${slug} marks ${marks.join(', ') || 'nothing'}`);
    }
  }
});

// ---------------------------------------------------------------- facets, against an oracle

// Reproduce with SEED=n. The generator is mulberry32, https://gist.github.com/tommyettinger/46a874533244883189143505d203312c
const SEED = Number(process.env.SEED ?? Date.now() % 1000000);
console.log(`# seed ${SEED}`);
let state = SEED;
function random(below) {
  state = (state + 0x6d2b79f5) | 0;
  let t = Math.imul(state ^ (state >>> 15), state | 1);
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
  return ((t ^ (t >>> 14)) >>> 0) % below;
}
const one = (list) => list[random(list.length)];

// How long ago: a year is from a date to the same date.
function freshness(day) {
  if (day === undefined) {
    return 'never';
  }
  const today = new Date().toISOString().slice(0, 10);
  const yearsAgo = (n) => `${Number(today.slice(0, 4)) - n}${today.slice(4)}`;
  return day >= yearsAgo(1) ? 'year' : day >= yearsAgo(2) ? 'two-years' : 'older';
}

// An organisation's own terms, its activities', and the terms above them.
function codes(org, parameter) {
  const found = new Set([org.facets, ...(org.activities ?? []).map((a) => a.facets)].flatMap((facets) => facets?.[FACETS[parameter]] ?? []));
  for (const code of found) {	// a Set goes on to what is added meanwhile
    const { parent } = TERMS[parameter].get(code);
    if (parent) {
      found.add(parent);
    }
  }
  return found;
}

function carries(org, parameter, value) {
  switch (parameter) {
  case 'language': return (org.languages ?? []).includes(value);
  case 'fresh': return freshness(org.confirmed_on) === value;
  default: return codes(org, parameter).has(value);
  }
}

// choices: { parameter: [value, …] }
const satisfies = (org, choices, except) => Object.entries(choices).every(([parameter, values]) => parameter === except || values.some((value) => carries(org, parameter, value)));

// What the page must offer: "parameter=value count", for every value that somebody has, and for those that are chosen.
function offers(base, choices) {
  return Object.entries(VALUES).flatMap(([parameter, values]) => {
    const others = base.filter((org) => satisfies(org, choices, parameter));
    return values.map((value) => [value, others.filter((org) => carries(org, parameter, value)).length])
      .filter(([value, count]) => count > 0 || choices[parameter]?.includes(value)).map(([value, count]) => `${parameter}=${value} ${count}`);
  }).sort();
}

const offered = (document) => Object.keys(VALUES).flatMap((parameter) => all(document, `label input[type=checkbox][name=${parameter}]`)
  .map((box) => `${parameter}=${box.getAttribute('value')} ${numberIn(box.closest('label').querySelector('.number'))}`)).sort();

function queryOf(q, choices) {
  const query = new URLSearchParams(q && { q });
  Object.entries(choices).forEach(([parameter, values]) => values.forEach((value) => query.append(parameter, value)));
  return query;
}

// One to three facets of one or two values, mostly values that one and the same organisation has, so that something is left; every other time words as well.
function randomFilter() {
  const choices = {}, like = random(4) > 0 ? one(directory) : null;
  for (let n = 1 + random(3); n > 0; n--) {
    const parameter = one(Object.keys(VALUES));
    const likely = like ? VALUES[parameter].filter((value) => carries(like, parameter, value)) : [];
    choices[parameter] = [...new Set([one(likely.length > 0 ? likely : VALUES[parameter]), ...(random(3) === 0 ? [one(VALUES[parameter])] : [])])];
  }
  return { q: one(['', '', '', 'atelier', 'école', 'climat', 'passeport', 'partner', 'projet -atlas']), choices };
}

// The organisations that have these words, whatever else they are: what facets do to them is then the oracle's to say.
const bases = new Map([['', directory]]);
async function baseOf(q) {
  if (!bases.has(q)) {
    const { organisations } = await data(`/fr/organisations.json?${queryOf(q, {})}`);
    bases.set(q, directory.filter(({ slug }) => organisations.some((found) => found.slug === slug)));
  }
  return bases.get(q);
}

test('whatever is chosen, hits and counts are those that the documents say', async () => {
  const wrong = [];
  for (let n = 0; n < 220; n++) {
    const { q, choices } = randomFilter(), base = await baseOf(q), query = queryOf(q, choices);
    const [{ document }, { total, organisations }] = await Promise.all([page(`/fr/organisations?${query}`), data(`/fr/organisations.json?${query}`)]);
    const wanted = base.filter((org) => satisfies(org, choices)).map(({ slug }) => slug).sort();
    const found = organisations.map(({ slug }) => slug).sort();
    const shown = offered(document), right = offers(base, choices);
    const missing = right.filter((offer) => !shown.includes(offer)), excess = shown.filter((offer) => !right.includes(offer));
    if (found.join() !== wanted.join()) {
      wrong.push(`${query}: expected ${wanted.join(' ') || 'nothing'}; found ${found.join(' ') || 'nothing'}`);
    }
    if (total !== wanted.length || numberIn(document.querySelector('#results')) !== wanted.length) {
      wrong.push(`${query}: expected ${wanted.length}; JSON says ${total}, the page ${words(document.querySelector('#results'))}`);
    }
    if (missing.length + excess.length > 0) {
      wrong.push(`${query}: expected to offer ${missing.join(', ') || 'nothing more'}; offers ${excess.join(', ') || 'nothing more'}`);
    }
  }
  nothingWrong(wrong, `filters (SEED=${SEED})`);
});

test('no value that is offered is a dead end, and its count is what follows', async () => {
  const wrong = [];
  for (let followed = 0, tries = 0; followed < 30 && tries < 300; tries++) {
    const { q, choices } = randomFilter();
    const boxes = offered((await page(`/fr/organisations?${queryOf(q, choices)}`)).document).filter((offer) => !offer.endsWith(' 0'));
    if (boxes.length === 0) {
      continue;
    }
    const [, parameter, value, count] = one(boxes).match(/^(.*)=(.*) (\d+)$/);
    const query = queryOf(q, { ...choices, [parameter]: [value] });
    const { document } = await page(`/fr/organisations?${query}`);
    if (numberIn(document.querySelector('#results')) !== Number(count) || hits([document]).length === 0) {
      wrong.push(`${query}: expected ${count}; found ${words(document.querySelector('#results'))}`);
    }
    followed++;
  }
  nothingWrong(wrong, `offers (SEED=${SEED})`);
});

test('by name, by date: the order that was asked for', async () => {
  const byName = (await pages('/fr/organisations?theme=climate&sort=name')).flatMap((document) => all(document, '.rows > li h3 a').map(words));
  assert.deepEqual(byName, [...byName].sort(new Intl.Collator('fr', { ignorePunctuation: true }).compare));
  const days = hits(await pages('/fr/organisations?theme=climate&sort=latest')).map((slug) => directory.find((org) => org.slug === slug).updated_on);
  assert.deepEqual(days, [...days].sort().reverse());
  assert.equal(days.length, byName.length);
});

// ---------------------------------------------------------------- the same as data

// RFC 4180: quotation marks inside quoted fields are doubled, every line ends.
function table(csv) {
  const rows = [[]];
  for (const [, quoted, plain, end] of csv.replace(/^\ufeff/, '').matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    rows.at(-1).push(quoted?.replaceAll('""', '"') ?? plain);
    if (end.endsWith('\n')) {
      rows.push([]);
    }
  }
  const [head, ...body] = rows.slice(0, -1);
  return body.map((cells) => Object.fromEntries(head.map((name, i) => [name, cells[i]])));
}

test('JSON and CSV say what the pages say, all of it, in the same order', async () => {
  for (const query of ['', 'q=passeport', `q=${encodeURIComponent('école')}`, 'theme=climate&sort=name', 'sort=latest', 'near=5000&within=50&sort=distance', 'q=grainothqeue', 'q=zzyzx', 'q=-atlas&language=nl']) {
    const shown = hits(await pages(`/fr/organisations?${query}`));
    const { total, organisations } = await data(`/fr/organisations.json?${query}`);
    assert.equal(total, shown.length, query);
    assert.deepEqual(organisations.map(({ slug }) => slug), shown, query);
    const { status, headers, body } = await get(`/fr/organisations.csv?${query}`);
    assert.equal(status, 200);
    assert.match(headers['content-type'], /^text\/csv/);
    const rows = table(body);
    assert.deepEqual(rows.map(({ slug }) => slug), shown, `${query} as CSV`);
    assert.deepEqual(rows.map(({ name }) => name), organisations.map(({ name }) => name), `names of ${query} as CSV`);
  }
  const names = (await pages('/nl/organisations?sort=name')).flatMap((document) => all(document, '.rows > li h3 a').map(words));
  assert.deepEqual((await data('/nl/organisations.json?sort=name')).organisations.map(({ name }) => name.replace(/\s+/g, ' ')), names, 'names are those of the language of the site');
});

test('activities and partnerships are searched and chosen like organisations, and come as data too', async () => {
  for (const [list, member, rows] of [['activities', 'activities', '.rows > li'], ['partners', 'partnerships', '.pairs tbody tr']]) {
    for (const query of ['', 'q=passeport', 'q=neelakanta', 'theme=climate', 'zone=brussels&language=nl', 'q=zzyzx']) {
      const shown = (await pages(`/fr/${list}?${query}`)).flatMap((document) => all(document, rows)).length;
      const answer = await data(`/fr/${list}.json?${query}`);
      assert.equal(answer[member].length, shown, `${list}?${query}`);
      assert.equal(answer.total ?? answer.total_organisations, list === 'partners' ? new Set(answer[member].map((pair) => pair.organisation)).size : shown, `${list}?${query}`);
    }
  }
  const activities = async (query) => (await pages(`/fr/activities?${query}`)).flatMap((document) => all(document, '.rows h3 a').map((a) => a.getAttribute('href')));
  const addresses = (condition) => directory.flatMap((org) => (org.activities ?? []).filter((a) => condition(a, org)).map((a) => `/fr/organisations/${org.slug}/activities/${a.number}`));
  const passports = await activities('q=passeport');
  for (const address of addresses((a) => /passeport/i.test(a.description?.fr))) {
    assert.ok(passports.includes(address), address);
  }
  // An activity that names no theme may be counted under its organisation's: what names one must be there, what has neither must not.
  const themed = await activities('theme=climate');
  for (const address of addresses((a) => a.facets?.theme?.includes('climate'))) {
    assert.ok(themed.includes(address), address);
  }
  for (const address of addresses((a, org) => !codes(org, 'theme').has('climate'))) {
    assert.ok(!themed.includes(address), address);
  }
  assert.match((await pages('/fr/partners?q=neelakanta')).map((document) => words(document.querySelector('main'))).join(), /Neelakanta Handloom Sangam/);
});

// ---------------------------------------------------------------- suggestions

const suggest = async (lang, q) => (await data(`/${lang}/suggest.json?q=${encodeURIComponent(q)}`)).suggestions;

test('while one types, names, terms and localities are offered, and each leads somewhere', async () => {
  for (const [lang, q, label, kind] of [
    ['fr', 'la grai', 'La Graine voyageuse', 'organisation'],
    ['fr', 'GRAINE VO', 'La Graine voyageuse', 'organisation'],
    ['fr', 'voyageu', 'La Graine voyageuse', 'organisation'],
    ['fr', 'ecole des poss', 'École des possibles ASBL', 'organisation'],
    ['fr', 'memoires cr', 'Mémoires croisées', 'organisation'],
    ['nl', 'brede ta', 'De Brede Tafel', 'organisation'],
    ['nl', 'geengag', 'De Geëngageerde Kaartenmakers', 'organisation'],
    ['fr', 'commerce eq', 'Commerce équitable', 'term'],
    ['fr', 'décolon', 'Décolonisation', 'term'],
    ['de', 'menschenwurd', 'Menschenwürdige Arbeit', 'term'],
    ['en', 'fair tr', 'Fair trade', 'term'],
    ['fr', 'gemblo', 'Gembloux', 'locality'],
    ['fr', 'molenb', 'Molenbeek-Saint-Jean', 'locality'],
    ['nl', 'kortr', 'Kortrijk', 'locality'],
  ]) {
    const suggestions = await suggest(lang, q);
    assert.ok(suggestions.length <= 10, q);
    assert.equal(new Set(suggestions.map(({ href }) => href)).size, suggestions.length, `${q}: each once`);
    assert.ok(suggestions.some((s) => s.label.includes(label) && s.kind === kind), `${q}: ${JSON.stringify(suggestions)}`);
    for (const { href, kind } of suggestions) {
      assert.ok(['organisation', 'term', 'locality'].includes(kind) && href.startsWith(`/${lang}/`), `${kind} ${href}`);
      assert.equal((await get(href)).status, 200, href);
    }
    const { document } = await page(`/${lang}/suggest?q=${encodeURIComponent(q)}`);
    const links = all(document, 'main a').map((a) => a.getAttribute('href'));
    assert.ok(suggestions.every(({ href }) => links.includes(href)), `${q}: the page offers the same`);
  }
});

test('at most ten suggestions, none for nothing', async () => {
  for (const q of ['a', 'e', 'de', 'la', 's']) {
    assert.ok((await suggest('fr', q)).length <= 10, q);
  }
  for (const q of ['', 'zzyzx', 'emoires cr']) {	// the last begins no word
    assert.deepEqual(await suggest('fr', q), [], q);
  }
});

// ---------------------------------------------------------------- what nobody means well

const NASTY = [
  // SQL
  "'", "''", "' OR '1'='1", "'; DROP TABLE organisation; --", "1) UNION SELECT password FROM user --", "\\'; SLEEP(5); --", '0x27', "' AND EXTRACTVALUE(1, CONCAT(0x7e, VERSION())) --", '/*! SELECT 1 */', '%', '_', '%_%', '\\', '\\\\',
  // operators of FULLTEXT and of ours
  '+', '-', '--', '---atlas', '+-', '+++(', '()', '((((((((', '))))', '*', 'a*', '**', '~', '@', '"a" @3', '<>', '+(>a <b)', '-"', '"', '""', '" "', '"""', '"a', 'a"', '"-a"', '-"a b"', '- - -', 'a -a', '·', '·ne·s', '()()', 'a·b·c·d·e·f·g·h·i·j·k',
  // markup, templates, formats, paths
  '<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', '{{BASE}}', '{{#SECTION}}', '%s%s%s%n', '${7*7}', '../../../etc/passwd', 'a\r\nSet-Cookie: x=1', '\t\t\n',
  // Unicode
  '😀', '👩‍👩‍👧‍👦', 'مرحبا بالعالم', '\u202eevitsart', '\u200b\u200d\ufeff', 'é'.normalize('NFD').repeat(30), 'Z\u0351\u036b\u0343\u036a', '﷽', 'ﬁn', 'İstanbul', 'ß'.repeat(40), '\uffff', '\u{10ffff}', '日本語の組織', '１２３', 'ǅ',
  // much
  'a'.repeat(200), 'a '.repeat(400), '-a '.repeat(300), '"a" '.repeat(200), 'a-'.repeat(500), '·e'.repeat(300), 'é'.repeat(1000), 'a'.repeat(10000),
];
// What is no UTF-8, or holds a NUL: NUL, lone surrogates, overlong and broken sequences, broken escapes.
const BROKEN = ['%00', 'a%00b', '%ED%A0%80', '%ED%BF%BF', '%ED%A0%BD%ED%B8%80', '%ff', '%C0%80', '%E0%80%AF', '%F4%90%80%80', '%C3', '%', '%zz', '%1'];
const ASKED = ['organisations?q=', 'organisations.json?q=', 'organisations?near=', 'activities?q=', 'partners?q=', 'suggest.json?q=', 'suggest?q='];

test('no query hurts: signs that databases, templates and terminals read otherwise', async () => {
  const wrong = [];
  assert.ok(NASTY.length >= 60);
  for (const target of ASKED) {
    for (const nasty of NASTY) {
      const { status, headers, body } = await get(`/fr/${target}${encodeURIComponent(nasty)}`);
      const long = encodeURIComponent(nasty).length > 8000;
      const harmless = !/^text\/html/.test(headers['content-type']) || !/<script>alert|<img src=x/.test(body);
      if (![200, 400, ...(long ? [413, 414] : [])].includes(status) || !harmless || 'set-cookie' in headers) {
        wrong.push(`${target}${JSON.stringify(nasty.slice(0, 60))}: ${status}`);
      }
    }
    for (const broken of BROKEN) {
      const { status } = await get(`/fr/${target}${broken}`);
      if (status !== 400) {
        wrong.push(`${target}${broken}: ${status}, not 400`);
      }
    }
  }
  nothingWrong(wrong, 'answers');
});
