// Lists: found by facet, word and letter, cut into pages; each compared with what the demonstration documents say.
import assert from 'node:assert/strict';
import test from 'node:test';
import { all, documents, FACETS, get, page, vocabulary, words } from '../harness.mjs';

// All codes of an organisation in one facet: its own, its activities', and the terms above them.
function codes(org, facet) {
  const terms = vocabulary(facet);
  const found = new Set([org.facets, ...(org.activities ?? []).map((a) => a.facets)].flatMap((facets) => facets?.[facet] ?? []));
  for (const code of [...found]) {
    for (let parent = terms.get(code).parent; parent; parent = terms.get(parent).parent) {
      found.add(parent);
    }
  }
  return found;
}

// The slugs of all pages of a list.
async function slugs(query) {
  const found = [];
  for (let number = 1; ; number++) {
    const { document } = await page(`/fr/organisations?${query}${query ? '&' : ''}page=${number}`);
    found.push(...all(document, '.rows h3 a').map((a) => a.getAttribute('href').split('/').pop()));
    if (!document.querySelector('.paging a[rel=next]')) {
      return found;
    }
  }
}

const matching = (condition) => documents.filter(condition).map((org) => org.slug).sort();

test('every term of every facet lists exactly its organisations, and the home page counts them so', async () => {
  const home = (await page('/fr/')).document;
  for (const [parameter, facet] of Object.entries(FACETS)) {
    for (const code of vocabulary(facet).keys()) {
      const wanted = matching((org) => codes(org, facet).has(code));
      assert.deepEqual((await slugs(`${parameter}=${code}`)).sort(), wanted, `${parameter}=${code}`);
      const link = all(home, `.index .facet-${parameter} .leaders a`).find((a) => a.getAttribute('href').endsWith(`?${parameter}=${code}`));
      assert.equal(link ? Number(words(link.querySelector('.number'))) : 0, wanted.length, `${code} on the home page`);
    }
  }
});

test('choices in one facet widen, choices in two facets narrow', async () => {
  const climate = (org) => codes(org, 'theme').has('climate'), migration = (org) => codes(org, 'theme').has('migration');
  const teachers = (org) => codes(org, 'audience').has('teachers');
  assert.deepEqual((await slugs('theme=climate&theme=migration')).sort(), matching((org) => climate(org) || migration(org)));
  assert.deepEqual((await slugs('theme=climate&theme=migration&public=teachers')).sort(), matching((org) => (climate(org) || migration(org)) && teachers(org)));
});

test('the list is in alphabetical order, whatever accents and case say, and goes through all pages once', async () => {
  const found = await slugs('');
  assert.equal(new Set(found).size, found.length);
  assert.deepEqual([...found].sort(), matching(() => true));
  const { document } = await page('/fr/organisations');
  const names = all(document, '.rows h3 a').map(words);
  const sorted = [...names].sort(new Intl.Collator('fr', { ignorePunctuation: true }).compare);
  assert.deepEqual(names, sorted);
  assert.match(words(document.querySelector('.paging')), /Page 1 sur \d+/);
  assert.match(words(document.querySelector('#results')), new RegExp(String(documents.length)));
});

test('a letter lists the names that begin with it, accents aside', async () => {
  const fold = (s) => s.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  const initial = (org) => fold(org.name.fr ?? org.name.en ?? org.name.nl ?? org.name.de)[0];
  for (const letter of ['c', 'e', 'w']) {
    assert.deepEqual((await slugs(`letter=${letter}`)).sort(), matching((org) => initial(org) === letter), letter);
  }
});

test('words find organisations without accents, whatever the ending or the inclusive form, but not by their beginnings', async () => {
  const equal = async (...queries) => {
    const answers = await Promise.all(queries.map((q) => slugs(`q=${encodeURIComponent(q)}`)));
    for (const answer of answers) {
      assert.deepEqual(answer.sort(), answers[0].sort(), queries.join(' / '));
    }
    return answers[0];
  };
  assert.ok((await equal('équitable', 'equitable', 'ÉQUITABLES')).includes('fil-equitable'));
  assert.ok((await equal('citoyen', 'citoyens', 'citoyen·ne·s', 'citoyen-ne-s', 'citoyen.ne.s')).length > 0);
  assert.deepEqual(await slugs('q=grainoth'), []);
  assert.deepEqual(await slugs('q=zzyzx'), []);
});

test('all words must be found', async () => {
  const one = await slugs('q=climat'), two = await slugs('q=climat+liege');
  assert.ok(two.length < one.length);
  assert.ok(two.every((slug) => one.includes(slug)));
});

test('a search that finds nothing says what to do, and links that work', async () => {
  const { document } = await page('/fr/organisations?q=zzyzx');
  assert.match(words(document.querySelector('.nothing-found')), /Rien dans l’annuaire ne répond/);
  for (const link of all(document, '.nothing-found a')) {
    assert.equal((await get(link.getAttribute('href'))).status, 200);
  }
});

test('what was chosen is shown, and each choice can be taken back', async () => {
  const { document } = await page('/fr/organisations?q=ateliers&theme=climate&public=teachers');
  const chips = all(document, '.chips a').map((a) => a.getAttribute('href'));
  assert.ok(chips.some((href) => !href.includes('theme=') && href.includes('q=ateliers') && href.includes('public=teachers')));
  assert.ok(chips.some((href) => href.includes('theme=climate') && !href.includes('public=')));
  assert.equal(document.querySelector('#q').getAttribute('value'), 'ateliers');
  assert.ok(all(document, 'input[type=checkbox][checked]').some((box) => box.getAttribute('value') === 'climate'));
  for (const mark of all(document, 'mark')) {
    assert.match(words(mark), /^atelier/i);
  }
});

test('what does not exist is not found: pages, letters, terms', async () => {
  for (const query of ['page=0', 'page=-1', 'page=1.5', 'page=abc', 'page=9999', 'page=99999999999999999999', 'letter=ab', 'letter=%C3%A9', 'theme=nothing', 'zone=climate']) {
    assert.equal((await get(`/fr/organisations?${query}`)).status, 404, query);
  }
  for (const query of ['q=a&q=b', 'page=1&page=2', 'letter=a&letter=b']) {
    assert.equal((await get(`/fr/organisations?${query}`)).status, 400, query);
  }
});

test('no query hurts: signs that databases and templates read otherwise', async () => {
  const odd = ['+++(', '"', "'; DROP TABLE organisation; --", '%', '_', '*', '~@<>()+-', '\\', '{{BASE}}', '<script>alert(1)</script>', '😀', 'a'.repeat(200), '%00', '%ff', '%', '%zz', '﷽'];
  for (const words of odd) {
    for (const list of ['organisations', 'activities']) {
      const { status, body } = await get(`/fr/${list}?q=${words.startsWith('%') ? words : encodeURIComponent(words)}`);
      assert.ok([200, 400].includes(status), `${list} ${words}: ${status}`);
      assert.ok(!body.includes('<script>alert'), words);
    }
  }
  for (const query of ['%00', '%ff', '%', '%zz', '%1']) {
    assert.equal((await get(`/fr/organisations?q=${query}`)).status, 400, query);
  }
});

test('all activities are listed once, with their organisations, and can be searched', async () => {
  const found = [];
  for (let next = '/fr/activities'; next; ) {
    const { document } = await page(next);
    found.push(...all(document, '.rows h3 a').map((a) => a.getAttribute('href')));
    next = document.querySelector('.paging a[rel=next]')?.getAttribute('href');
  }
  const wanted = documents.flatMap((org) => (org.activities ?? []).map((a) => `/fr/organisations/${org.slug}/activities/${a.number}`));
  assert.deepEqual(found.sort(), wanted.sort());
  const { document } = await page('/fr/activities?q=passeport');
  const hits = all(document, '.rows li');
  assert.ok(hits.length > 0 && hits.length < 20);
  assert.ok(hits.every((hit) => /passeport/i.test(words(hit)) || hit.querySelector('a')));
});

test('one activity has its own page, with a way to its neighbours and back', async () => {
  const org = documents.find((o) => o.slug === 'caravane-des-droits');
  const { document } = await page('/fr/organisations/caravane-des-droits/activities/2');
  assert.equal(words(document.querySelector('h1')), org.activities[1].title.fr.replace(/\s+/g, ' '));
  assert.equal(document.querySelector('a[rel=prev]').getAttribute('href'), '/fr/organisations/caravane-des-droits/activities/1');
  assert.equal(document.querySelector('a[rel=next]').getAttribute('href'), '/fr/organisations/caravane-des-droits/activities/3');
  assert.ok(document.querySelector('.crumbs a[href="/fr/organisations/caravane-des-droits"]'));
  for (const number of ['0', '41', '999', '01', 'x', '1x']) {
    assert.equal((await get(`/fr/organisations/caravane-des-droits/activities/${number}`)).status, 404, number);
  }
});

test('who works with whom, in both directions', async () => {
  const name = (org) => org.name.fr ?? org.name.en ?? org.name.nl ?? org.name.de;
  const org = documents.find((o) => o.slug === 'fil-equitable');
  const { document } = await page('/fr/organisations/fil-equitable/partners');
  for (const partner of org.partners) {
    const shown = partner.organisation ? name(documents.find((o) => o.slug === partner.organisation)) : partner.name;
    assert.ok(words(document.querySelector('main')).includes(shown), shown);
  }
  const naming = documents.filter((o) => (o.partners ?? []).some((p) => p.organisation === 'fil-equitable'));
  const by = all(document, 'section[aria-labelledby=named-by] .named li');
  assert.deepEqual(by.map((li) => words(li.querySelector('a'))).sort(), naming.map(name).sort());
  for (const li of by) {
    const mutual = org.partners.some((p) => p.organisation && name(documents.find((o) => o.slug === p.organisation)) === words(li.querySelector('a')));
    assert.equal(li.querySelector('.mutual') !== null, mutual, words(li));
  }
});

test('the directory of partnerships goes through every one of them', async () => {
  let pairs = 0;
  for (let next = '/fr/partners'; next; ) {
    const { document } = await page(next);
    pairs += all(document, '.pairs tbody tr').length;
    next = document.querySelector('.paging a[rel=next]')?.getAttribute('href');
  }
  assert.equal(pairs, documents.flatMap((org) => org.partners ?? []).length);
});

test('the most named and the types of partners are counted over the whole directory', async () => {
  const { document } = await page('/fr/partners?page=2');
  const sum = (pairs) => pairs.reduce((counts, [key, n]) => counts.set(key, (counts.get(key) ?? 0) + n), new Map());
  const bars = (heading) => all(document, `section[aria-labelledby=${heading}] .bars tbody tr`).map((tr) => [tr.querySelector('a').getAttribute('href'), Number(words(tr.querySelector('.number')).replace(/\D/g, ''))]);
  const named = sum(documents.flatMap((org) => [...new Set((org.partners ?? []).map((p) => p.organisation).filter((slug) => documents.some((o) => o.slug === slug)))].map((slug) => [slug, 1])));
  const shown = bars('most-named');
  assert.deepEqual(shown.map(([, n]) => n), [...named.values()].sort((a, b) => b - a).slice(0, 12));
  for (const [href, n] of shown) {
    assert.equal(n, named.get(href.split('/').at(-2)), href);
  }
  const types = sum(documents.flatMap((org) => [...(org.partners ?? []).filter((p) => p.type).map((p) => [p.type, 1]), ...(org.partner_groups ?? []).map((g) => [g.type, g.count])]));
  assert.deepEqual(bars('types').map(([href, n]) => [href.split('=').pop(), n]), [...types].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).slice(0, 30));
});

test('the home page counts what there is and shows what changed last', async () => {
  const { document } = await page('/fr/');
  const figures = all(document, '.figures b').map((b) => Number(words(b)));
  assert.deepEqual(figures, [documents.length, documents.flatMap((o) => o.activities ?? []).length, documents.flatMap((o) => o.partners ?? []).length]);
  const latest = all(document, '.latest li a').map((a) => a.getAttribute('href').split('/').pop());
  const days = latest.map((slug) => documents.find((o) => o.slug === slug).updated_on);
  assert.deepEqual(days, [...days].sort().reverse());
  assert.equal(days[0], documents.map((o) => o.updated_on).sort().at(-1));
});
