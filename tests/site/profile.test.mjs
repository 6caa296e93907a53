// The profile: what one organisation says, in the reader's language.
import assert from 'node:assert/strict';
import test from 'node:test';
import { all, documents, FACETS, get, page, SITE, vocabulary, words } from '../harness.mjs';

const LANGUAGES = ['fr', 'nl', 'de', 'en'];
const CHAIN = { fr: ['fr', 'en', 'nl', 'de'], nl: ['nl', 'en', 'fr', 'de'], de: ['de', 'fr', 'en', 'nl'], en: ['en', 'fr', 'nl', 'de'] };
const NATIVE = { fr: 'français', nl: 'néerlandais', de: 'allemand', en: 'anglais' };
// The site writes French with no-break spaces; readers don't see the difference.
const plain = (text) => text.replace(/\s+/g, ' ').trim();
const said = (text, lang) => {
  const found = CHAIN[lang].find((l) => text?.[l] !== undefined);
  return found === undefined ? null : { words: text[found], lang: found };
};

test('every organisation of the demonstration directory has its name, address and facets on its page in every language', async () => {
  const labels = Object.fromEntries(Object.values(FACETS).map((name) => [name, vocabulary(name)]));
  for (const org of documents) {
    for (const lang of LANGUAGES) {
      const { document } = await page(`/${lang}/organisations/${org.slug}`);
      const name = said(org.name, lang);
      assert.equal(words(document.querySelector('h1')), name.words);
      assert.equal(document.querySelector('h1').getAttribute('lang'), name.lang);
      assert.equal(document.documentElement.getAttribute('lang'), lang);
      const address = words(document.querySelector('.facts address'));
      for (const part of [org.address.street, org.address.postcode, org.address.locality]) {
        assert.ok(part === undefined || address.includes(part), `${org.slug}: ${part} in ${address}`);
      }
      for (const [parameter, facet] of Object.entries(FACETS)) {
        const wanted = (org.facets?.[facet] ?? []).map((code) => plain(labels[facet].get(code)[lang]));
        const shown = all(document, `.card .facet-${parameter} dd`).map(words);
        assert.deepEqual(shown.sort(), (wanted.length > 0 ? wanted : [{ fr: 'Néant', nl: 'Geen', de: 'Keine Angabe', en: 'None' }[lang]]).sort(), `${lang} ${org.slug} ${facet}`);
      }
      assert.equal(all(document, '#activities tbody tr').length, org.activities?.length ?? 0);
    }
  }
});

test('a text in another language than the page says so, in words and in its lang attribute', async () => {
  const org = documents.find((o) => o.history?.nl && !o.history.fr && !o.history.en);
  assert.ok(org, 'the demonstration directory has an organisation whose history is only in Dutch');
  const { document } = await page(`/fr/organisations/${org.slug}`);
  const history = document.querySelector('#history');
  assert.equal(history.querySelector('.prose').getAttribute('lang'), 'nl');
  assert.ok(words(history.querySelector('.in-language')).includes(NATIVE.nl), words(history));
  const dutch = await page(`/nl/organisations/${org.slug}`);
  assert.equal(dutch.document.querySelector('#history .in-language'), null);
});

test('what an organisation has not said stands as the original says it', async () => {
  const { document } = await page('/fr/organisations/collectif-des-toits-solidaires');
  assert.equal(words(document.querySelector('#branches .nothing')), "L'organisation n'a pas ajouté une antenne locale");
  assert.ok(all(document, '.card .facet dd').some((dd) => words(dd) === 'Néant'));
});

test('branches, dates, languages, website and partner groups are on the page', async () => {
  const org = documents.find((o) => o.branches?.length > 0 && o.website && o.partner_groups?.length > 0 && o.languages?.length > 0 && o.confirmed_on);
  const { document } = await page(`/fr/organisations/${org.slug}`);
  for (const branch of org.branches) {
    assert.ok(words(document.querySelector('#branches')).includes(plain(said(branch.name, 'fr').words)));
  }
  assert.equal(document.querySelector('.facts a[rel=external]').getAttribute('href'), org.website);
  const year = org.updated_on.slice(0, 4);
  assert.match(words(document.querySelector('.dates')), new RegExp(`[Cc]onfirmé.*Mis à jour.*${year}`));
  const types = vocabulary('partner_type');
  for (const { type, count } of org.partner_groups) {
    const row = all(document, '#partners .bars tbody tr').find((tr) => words(tr).includes(plain(types.get(type).fr)));
    assert.equal(words(row.querySelector('.number')), String(count), type);
  }
});

test('a long profile has a table of contents whose links arrive', async () => {
  const { document } = await page('/fr/organisations/caravane-des-droits');
  const links = all(document, '.contents a');
  assert.ok(links.length >= 4);
  for (const link of links) {
    assert.ok(document.querySelector(link.getAttribute('href')), link.getAttribute('href'));
  }
  assert.equal((await page('/fr/organisations/collectif-des-toits-solidaires')).document.querySelector('.contents'), null);
});

test('the page tells machines what it tells people: JSON-LD of a schema.org NGO', async () => {
  // Properties of Thing, Organization and NGO (schema.org, release 28), as far as a profile has them.
  const NGO = new Set(['@context', '@type', '@id', 'name', 'alternateName', 'url', 'sameAs', 'description', 'address', 'email', 'telephone', 'knowsLanguage', 'knowsAbout',
    'areaServed', 'memberOf', 'location', 'department', 'subOrganization', 'parentOrganization', 'foundingDate', 'legalName', 'logo', 'keywords', 'makesOffer', 'mainEntityOfPage']);
  for (const org of documents) {
    const { document } = await page(`/fr/organisations/${org.slug}`);
    const ld = JSON.parse(document.querySelector('script[type="application/ld+json"]').textContent);
    assert.equal(ld['@context'], 'https://schema.org');
    assert.equal(ld['@type'], 'NGO');
    assert.equal(ld.name, said(org.name, 'fr').words);
    assert.equal(ld.url, `${SITE}/fr/organisations/${org.slug}`);
    assert.deepEqual([].concat(ld.sameAs ?? []), org.website ? [org.website] : []);
    assert.equal(ld.address?.postalCode, org.address.postcode);
    assert.equal(ld.email, org.email);
    for (const property of Object.keys(ld)) {
      assert.ok(NGO.has(property), `${org.slug}: ${property} is no property of schema.org/NGO`);
    }
    for (const key of ['@type', 'streetAddress', 'postalCode', 'addressLocality', 'addressCountry']) {
      assert.ok(!ld.address || key === 'streetAddress' || ld.address[key], `${org.slug}: address.${key}`);
    }
  }
});

test('every page names itself and its other languages', async () => {
  for (const path of ['/', '/organisations', '/organisations/fil-equitable', '/activities', '/partners', '/organisations/fil-equitable/activities/1']) {
    const { document } = await page(`/de${path}`);
    assert.equal(document.querySelector('link[rel=canonical]').getAttribute('href'), `${SITE}/de${path}`);
    const alternates = Object.fromEntries(all(document, 'link[rel=alternate][hreflang]').map((link) => [link.getAttribute('hreflang'), link.getAttribute('href')]));
    assert.deepEqual(alternates, { fr: `${SITE}/fr${path}`, nl: `${SITE}/nl${path}`, de: `${SITE}/de${path}`, en: `${SITE}/en${path}`, 'x-default': `${SITE}/fr${path}` });
    for (const lang of LANGUAGES) {
      assert.equal((await get(`/${lang}${path}`)).status, 200);
    }
  }
});

test('a former address leads to the present one', async () => {
  const org = documents.find((o) => o.former_slugs?.length > 0);
  for (const below of ['', '/activities', '/partners']) {
    const { status, headers } = await get(`/nl/organisations/${org.former_slugs[0]}${below}`);
    assert.equal(status, 301);
    assert.equal(headers.location, `/nl/organisations/${org.slug}${below}`);
  }
});

test('former names are said', async () => {
  const org = documents.find((o) => o.former_names?.length > 0);
  const { document } = await page(`/fr/organisations/${org.slug}`);
  assert.ok(words(document.querySelector('.former')).includes(plain(org.former_names[0].name)));
});

test('no word of an organisation becomes markup', async () => {
  for (const org of documents) {
    const { body } = await page(`/fr/organisations/${org.slug}`);
    assert.equal(body.match(/<script(?! type="application\/ld\+json"| src="\/static\/)/), null);
    assert.equal(body.match(/\son[a-z]+=|\sstyle=|javascript:/i), null);
  }
});
