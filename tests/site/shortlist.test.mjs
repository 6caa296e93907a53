// The short list: an address that holds organisations in order, shown as a list and as a booklet.
import assert from 'node:assert/strict';
import test from 'node:test';
import { all, annuaire, documents, eventually, get, page, scratch, SITE, sql, vocabulary, words } from '../harness.mjs';

const listed = (document) => all(document, '.picked h3 a').map((a) => a.getAttribute('href').split('/').pop());
const address = (...slugs) => `/fr/shortlist?${slugs.map((slug) => `org=${slug}`).join('&')}`;
const plain = (text) => text.replace(/\s+/g, ' ').trim();

test('the organisations stand in the order asked, each once, with what a card says', async () => {
  const { document } = await page(address('klimaat-kompas', 'fil-equitable', 'klimaat-kompas', 'reseau-boussole'));
  assert.deepEqual(listed(document), ['klimaat-kompas', 'fil-equitable', 'reseau-boussole']);
  assert.equal(words(document.querySelector('#list-count')), '3 organisations');
  const card = words(all(document, '.picked > li')[1]), themes = vocabulary('theme');
  const org = documents.find((o) => o.slug === 'fil-equitable');
  for (const part of [org.name.fr, org.acronym, org.summary.fr, '7500 Tournai', 'fil-equitable.example', ...org.facets.theme.map((code) => themes.get(code).fr)]) {
    assert.ok(card.includes(plain(part)), `${part} in ${card}`);
  }
});

test('plain links take one out and move it up and down', async () => {
  const { document } = await page(`${address('klimaat-kompas', 'fil-equitable', 'reseau-boussole')}&title=Lundi`);
  const [first, second, third] = all(document, '.picked > li');
  const links = (row) => all(row, '.picked-moves a').map((a) => a.getAttribute('href'));
  assert.equal(links(first).length, 2);
  assert.equal(links(second).length, 3);
  assert.equal(links(third).length, 2);
  const follow = async (href) => {
    const answer = await page(href.replace(/#.*/, ''));
    assert.equal(words(answer.document.querySelector('h1')), 'Lundi');
    return listed(answer.document);
  };
  assert.deepEqual(await follow(links(second)[0]), ['klimaat-kompas', 'reseau-boussole']);
  assert.deepEqual(await follow(links(second)[1]), ['fil-equitable', 'klimaat-kompas', 'reseau-boussole']);
  assert.deepEqual(await follow(links(second)[2]), ['klimaat-kompas', 'reseau-boussole', 'fil-equitable']);
  assert.deepEqual(await follow(links(first)[1]), ['fil-equitable', 'klimaat-kompas', 'reseau-boussole']);
  const alone = (await page(address('fil-equitable'))).document;
  assert.equal(all(alone, '.picked-moves a').length, 1);
  assert.equal((await get(alone.querySelector('.picked-moves a').getAttribute('href').replace(/#.*/, ''))).status, 200);
});

test('former addresses lead to the present organisation, and two addresses of one are one', async () => {
  const org = documents.find((o) => o.former_slugs?.length > 0);
  const { document } = await page(address(org.former_slugs[0], 'fil-equitable', org.slug));
  assert.deepEqual(listed(document), [org.slug, 'fil-equitable']);
  assert.equal(document.querySelector('.missing'), null);
  assert.equal(document.querySelector('#list-address').getAttribute('value'), `${SITE}${address(org.slug, 'fil-equitable')}`);
});

test('unknown ones are named in a note, and so are closed ones; neither is an error', async () => {
  const name = `Cercle refermé ${Date.now()}`;
  const made = annuaire('import', scratch('closing.json', JSON.stringify({ format: 'annuaire/1', name: { fr: name } })));
  assert.equal(made.status, 0, made.out);
  const [[slug]] = sql('SELECT slug FROM organisation ORDER BY id DESC LIMIT 1');
  assert.deepEqual(listed((await page(address(slug))).document), [slug]);
  assert.equal(annuaire('close', slug).status, 0);
  const { document } = await page(`${address('fil-equitable', slug, 'nobody-at-all')}&org=${encodeURIComponent('<b>&"')}&org=`);
  assert.deepEqual(listed(document), ['fil-equitable']);
  const notes = all(document, '.missing li').map(words);
  assert.equal(notes.length, 3);
  assert.ok(notes[0].includes(name));
  assert.ok(notes[1].endsWith('<b>&"') || notes[2].endsWith('<b>&"'), notes.join());
  assert.ok(notes.some((note) => note.endsWith('nobody-at-all')));
  assert.equal(document.querySelector('.missing a').getAttribute('href'), `/fr/organisations/${slug}`);
  // Whoever shares the page shares what is there.
  assert.equal(document.querySelector('link[rel=canonical]').getAttribute('href'), `${SITE}${address('fil-equitable')}`);
});

test('a list holds forty, and says so when more are asked for', async () => {
  const slugs = documents.map((o) => o.slug);
  assert.equal(slugs.length, 40);
  const full = await page(address(...slugs));
  assert.deepEqual(listed(full.document), slugs);
  assert.equal(full.document.querySelector('.missing'), null);
  assert.equal(all(full.document, '.book-leaf').length, 40);
  const more = await page(`${address(...slugs)}&org=one-too-many`);
  assert.deepEqual(listed(more.document), slugs);
  assert.match(words(more.document.querySelector('.missing')), /40/);
  assert.notEqual(more.headers.etag, full.headers.etag);
});

test('the title is the heading: trimmed, cut after 100 characters, never markup', async () => {
  const heading = async (title) => words((await page(`${address('fil-equitable')}&title=${encodeURIComponent(title)}`)).document.querySelector('h1'));
  assert.equal(await heading('  Journée « <i>climat</i> »  '), 'Journée « <i>climat</i> »');
  assert.equal(await heading('é'.repeat(150)), 'é'.repeat(100));
  assert.equal(await heading(''), 'Ma sélection');
  assert.equal((await get(`${address('fil-equitable')}&title=a&title=b`)).status, 400);
  const { document } = await page(`${address('fil-equitable', 'pont-de-cordes')}&title=Lundi&from=q%3Deau`);
  const form = document.querySelector('.tools form');
  assert.equal(form.getAttribute('method'), null);
  assert.deepEqual(all(form, 'input').map((i) => [i.getAttribute('name'), i.getAttribute('value')]),
    [['title', 'Lundi'], ['org', 'fil-equitable'], ['org', 'pont-de-cordes'], ['from', 'q=eau']]);
});

test('the search that a list was made from is said in words, and leads nowhere else', async () => {
  const at = (from) => page(`${address('fil-equitable')}&from=${encodeURIComponent(from)}`);
  const { document } = await at('q=l’eau&theme=climate&theme=migration&letter=c&page=3');
  const label = (code) => plain(vocabulary('theme').get(code).fr);
  assert.deepEqual(all(document, '.criteria div').map(words), ['Recherchel’eau', `Thème${label('climate')}, ${label('migration')}`, 'Première lettreC']);
  const link = document.querySelector('.shortlist-head .hint a').getAttribute('href');
  assert.equal(link, '/fr/organisations?q=l%E2%80%99eau&theme=climate&theme=migration&letter=c');
  assert.equal((await get(link)).status, 200);
  for (const from of ['theme=nothing-like-it', 'https://elsewhere.example/', '%zz', 'x'.repeat(301), `q=${'y'.repeat(300)}`, '']) {
    const answer = await at(from);
    assert.equal(answer.document.querySelector('.criteria'), null, from);
    assert.ok(!answer.body.includes('elsewhere.example'), from);
  }
});

test('an empty list says how to fill it', async () => {
  for (const target of ['/fr/shortlist', '/fr/shortlist?org=&title=', address('nobody-at-all')]) {
    const { document } = await page(target);
    assert.equal(document.querySelector('.picked'), null);
    assert.equal(document.querySelector('.booklet'), null);
    assert.equal(all(document, '.nothing-found li').length, 3);
  }
});

test('the booklet: cover, contents, an index by theme and by commune, a leaf for each', async () => {
  const slugs = ['fil-equitable', 'klimaat-kompas', 'caravane-des-droits', 'collectif-des-toits-solidaires'];
  const { document } = await page(`${address(...slugs)}&title=Lundi`);
  const cover = document.querySelector('.cover');
  assert.match(words(cover), new RegExp(`Lundi 4 organisations .*${new Date().getUTCFullYear()} ${SITE}/fr/shortlist`));
  assert.deepEqual(all(document, '.book-contents a').map((a) => a.getAttribute('href')), slugs.map((slug) => `#in-${slug}`));
  const [themes, places] = all(document, '.book-index');
  const orgs = slugs.map((slug) => documents.find((o) => o.slug === slug)), labels = vocabulary('theme');
  const heads = (index) => all(index, 'strong').map(words);
  assert.deepEqual(heads(themes), [...new Set(orgs.flatMap((o) => o.facets?.theme ?? []))].map((code) => plain(labels.get(code).fr)).sort((a, b) => a.localeCompare(b, 'fr')));
  const towns = orgs.flatMap((o) => [o.address.locality, ...(o.branches ?? []).map((b) => b.locality)]).filter(Boolean);
  assert.deepEqual(heads(places), [...new Set(towns)].sort((a, b) => a.localeCompare(b, 'fr')));
  for (const link of all(document, '.booklet a[href^="#"]')) {
    assert.ok(document.getElementById(link.getAttribute('href').slice(1)), link.getAttribute('href'));
  }
  const leaves = all(document, '.book-leaf');
  assert.deepEqual(leaves.map((leaf) => leaf.getAttribute('id')), slugs.map((slug) => `in-${slug}`));
  assert.deepEqual(leaves.map((leaf) => all(leaf, '.activities tbody tr').length), orgs.map((o) => o.activities?.length ?? 0));
  assert.ok(words(leaves[0]).includes('fil-equitable.example'));
  assert.ok(words(leaves[0]).includes('Tejedoras de Aguaclara (Pérou)'));
});

test('no id stands twice, with all organisations at once', async () => {
  const { document } = await page(address(...documents.map((o) => o.slug)));
  const ids = all(document, '[id]').map((element) => element.getAttribute('id'));
  assert.equal(new Set(ids).size, ids.length);
});

test('the page is for its readers, not for search engines, and may be kept like the others', async () => {
  const { document, headers } = await page(address('fil-equitable'));
  assert.equal(headers['x-robots-tag'], 'noindex');
  assert.equal(document.querySelector('meta[name=robots]').getAttribute('content'), 'noindex');
  assert.match(headers['cache-control'], /^public/);
  // Each process looks at the directory's revision once a second: for so long after a change, two of them may disagree.
  const again = await eventually(async () => {
    const { etag } = (await get(address('fil-equitable'))).headers;
    return (await get(address('fil-equitable'), { headers: { 'If-None-Match': etag } })).status;
  }, (status) => status === 304);
  assert.equal(again, 304);
  const tags = await Promise.all([address('fil-equitable'), address('pont-de-cordes'), `${address('fil-equitable')}&title=a`, `${address('fil-equitable')}&from=q%3Da`].map(async (t) => (await get(t)).headers.etag));
  assert.equal(new Set(tags).size, 4);
  for (const lang of ['nl', 'de', 'en']) {
    assert.ok(document.querySelector(`.site-languages a[hreflang=${lang}]`).getAttribute('href').endsWith(`/${lang}/shortlist?org=fil-equitable`));
  }
});

test('the page of an organisation leads to a list with it', async () => {
  const { document } = await page('/fr/organisations/fil-equitable');
  assert.equal(document.querySelector('a[data-shortlist=fil-equitable]').getAttribute('href'), address('fil-equitable'));
});
