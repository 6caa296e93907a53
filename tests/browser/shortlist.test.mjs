// The short list in a browser: kept from page to page, the same in every tab, and no harm done where nothing can be kept.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { documents, SITE } from '../harness.mjs';
import { launch, open } from './browser.mjs';

const PROFILE = `${SITE}/fr/organisations/fil-equitable`;
let browser;

before(async () => { browser = await launch(); });
after(() => browser.close());

const stored = (page) => page.evaluate(() => JSON.parse(localStorage.getItem('annuaire.shortlist')));
const keep = (page, list) => page.evaluate((l) => localStorage.setItem('annuaire.shortlist', JSON.stringify(l)), list);
const said = (page, text) => page.waitForFunction((t) => document.querySelector('[role=status]')?.textContent.replace(/\s/g, ' ') === t, text);
const listed = (page) => page.evaluate(() => [...document.querySelectorAll('.picked h3 a')].map((a) => a.pathname.split('/').pop()));
const slugs = (page, selector) => page.evaluate((s) => new URL(document.querySelector(s).href).searchParams.getAll('org'), selector);

test('a profile is kept and let go with one button, and the header knows', async () => {
  const page = await open(browser);
  await page.goto(PROFILE);
  const toggle = page.locator('button[data-slug=fil-equitable]'), link = page.locator('[data-shortlist-link]');
  assert.equal(await toggle.getAttribute('aria-pressed'), 'false');
  assert.equal(await link.isVisible(), false);
  const before = await page.evaluate(() => document.querySelector('main').getBoundingClientRect().top);
  await toggle.focus();
  await page.keyboard.press('Space');
  assert.equal(await toggle.getAttribute('aria-pressed'), 'true');
  assert.deepEqual(await stored(page), ['fil-equitable']);
  await said(page, 'Gardée dans votre sélection : 1 en tout');
  assert.equal(await link.innerText(), 'Ma sélection (1)');
  assert.equal(await page.evaluate(() => document.querySelector('main').getBoundingClientRect().top), before, 'nothing moves');
  await page.goto(`${SITE}/fr/organisations/klimaat-kompas`);
  await page.click('button.toggle');
  await link.click();
  await page.waitForURL('**/shortlist?**');
  assert.equal(page.url(), `${SITE}/fr/shortlist?org=fil-equitable&org=klimaat-kompas`);
  await page.goto(PROFILE);
  await page.click('button.toggle');
  await said(page, 'Retirée de votre sélection : 1 en tout');
  assert.deepEqual(await stored(page), ['klimaat-kompas']);
  assert.deepEqual(page.complaints, []);
  await page.context().close();
});

test('another tab sees it at once', async () => {
  const one = await open(browser);
  await one.goto(PROFILE);
  const two = await one.context().newPage();
  await two.goto(PROFILE);
  await one.click('button.toggle');
  await two.waitForFunction(() => document.querySelector('button.toggle').getAttribute('aria-pressed') === 'true');
  assert.equal(await two.locator('[data-shortlist-link]').innerText(), 'Ma sélection (1)');
  await one.context().close();
});

test('the page of the list and the browser stay together', async () => {
  const page = await open(browser);
  await page.goto(`${SITE}/fr/shortlist?org=fil-equitable&org=klimaat-kompas&org=pont-de-cordes&org=nobody&title=Lundi`);
  assert.equal(await page.locator('[data-forget]').isVisible(), false);
  await page.click('[data-keep]');
  await said(page, 'La sélection est gardée dans ce navigateur.');
  assert.deepEqual(await stored(page), ['fil-equitable', 'klimaat-kompas', 'pont-de-cordes']);
  assert.equal(await page.evaluate(() => document.activeElement.hasAttribute('data-forget')), true, 'the focus is not lost');
  await page.click('#on-klimaat-kompas [data-shortlist-move] >> nth=1');
  await page.waitForURL('**#on-klimaat-kompas');
  assert.deepEqual(await listed(page), ['fil-equitable', 'pont-de-cordes', 'klimaat-kompas']);
  assert.deepEqual(await stored(page), await listed(page));
  await page.click('[data-shortlist-remove=fil-equitable]');
  await page.waitForURL('**#list');
  assert.deepEqual(await stored(page), ['pont-de-cordes', 'klimaat-kompas']);
  assert.deepEqual(await listed(page), ['pont-de-cordes', 'klimaat-kompas']);
  // The title goes with the list.
  await page.fill('#list-title', 'Mardi');
  await page.click('.tool button >> nth=0');
  await page.waitForURL('**title=Mardi**');
  await page.goto(PROFILE);
  await page.click('button.toggle');
  await page.click('[data-shortlist-link]');
  await page.waitForURL('**/shortlist?**');
  assert.equal(await page.locator('h1').innerText(), 'Mardi');
  assert.deepEqual(await listed(page), ['pont-de-cordes', 'klimaat-kompas', 'fil-equitable']);
  await page.click('[data-forget]');
  assert.deepEqual(await stored(page), []);
  assert.equal(await page.locator('[data-shortlist-link]').isVisible(), false);
  assert.equal(await listed(page).then((l) => l.length), 3, 'the address still holds it');
  await page.context().close();
});

test('somebody else’s list does not take the place of one’s own without being asked', async () => {
  const page = await open(browser);
  await page.goto(PROFILE);
  await keep(page, ['klimaat-kompas', 'fil-equitable']);
  await page.goto(`${SITE}/fr/shortlist?org=fil-equitable&org=pont-de-cordes`);
  assert.deepEqual(await stored(page), ['klimaat-kompas', 'fil-equitable']);
  assert.deepEqual(await slugs(page, '[data-shortlist-link]'), ['klimaat-kompas', 'fil-equitable']);
  assert.equal(await page.locator('[data-state=other]').isVisible(), true);
  await page.click('[data-shortlist-remove=fil-equitable]');
  await page.waitForURL('**#list');
  assert.deepEqual(await stored(page), ['klimaat-kompas'], 'what is taken out goes from both');
  await page.context().close();
});

test('a full list says so and takes no more', async () => {
  const page = await open(browser);
  await page.goto(PROFILE);
  await keep(page, [...documents.map((o) => o.slug).filter((slug) => slug !== 'fil-equitable'), 'one-more']);
  await page.reload();
  await page.click('button.toggle');
  await said(page, 'Votre sélection est complète : elle contient 40 organisations');
  assert.equal(await page.getAttribute('button.toggle', 'aria-pressed'), 'false');
  assert.equal((await stored(page)).length, 40);
  await page.context().close();
});

test('what others wrote into the storage breaks nothing', async () => {
  const page = await open(browser);
  await page.goto(PROFILE);
  for (const junk of ['{', '"x"', '[1,null,"<b>","../x","fil-equitable","fil-equitable"]', '{"length":3}', 'null']) {
    await page.evaluate((text) => localStorage.setItem('annuaire.shortlist', text), junk);
    await page.reload();
    const kept = junk.includes('fil-equitable');
    assert.equal(await page.getAttribute('button.toggle', 'aria-pressed'), String(kept), junk);
    assert.equal(await page.locator('[data-shortlist-link]').isVisible(), kept);
  }
  assert.deepEqual(page.complaints, []);
  await page.context().close();
});

test('storage that is forbidden or full: the page works, and says that nothing is kept', async () => {
  for (const forbid of [() => Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } }),
    () => { Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }; }]) {
    const page = await open(browser);
    await page.addInitScript(forbid);
    await page.goto(PROFILE);
    await page.click('button.toggle');
    assert.equal(await page.getAttribute('button.toggle', 'aria-pressed'), 'true');
    await said(page, 'Ce navigateur ne garde rien : la sélection dure le temps de cette page');
    assert.deepEqual(await slugs(page, '[data-shortlist-link]'), ['fil-equitable']);
    await page.click('[data-shortlist-link]');
    await page.waitForURL('**/shortlist?**');
    assert.deepEqual(await listed(page), ['fil-equitable']);
    assert.deepEqual(page.complaints, []);
    await page.context().close();
  }
});

test('rows of a list get the same toggle, in place of their checkbox', async () => {
  const page = await open(browser);
  await page.route('**/fr/activities', async (route) => {
    const answer = await route.fetch();
    const rows = '<form data-shortlist-plain><button>ok</button></form><ul><li data-shortlist="klimaat-kompas"><h3><a href="/x">Boussole climat</a></h3>'
      + '<label><input type="checkbox" name="org" value="klimaat-kompas"> garder</label></li><li data-shortlist="fil-equitable"><h3>Fil équitable</h3></li></ul>';
    await route.fulfill({ response: answer, body: (await answer.text()).replace('<main id="main" tabindex="-1">', `$&${rows}`) });
  });
  await page.goto(`${SITE}/fr/activities`);
  assert.equal(await page.locator('input[name=org]').count(), 0);
  assert.equal(await page.locator('[data-shortlist-plain]').isVisible(), false);
  await page.click('[data-shortlist=klimaat-kompas] button');
  await page.click('[data-shortlist=fil-equitable] button');
  assert.equal(await page.getAttribute('[data-shortlist=klimaat-kompas] button', 'aria-label'), 'Garder dans ma sélection, Boussole climat');
  assert.deepEqual(await stored(page), ['klimaat-kompas', 'fil-equitable']);
  await page.context().close();
});

test('the address is copied, and the booklet is printed, only where a script can do it', async () => {
  const page = await open(browser, { permissions: ['clipboard-read', 'clipboard-write'] });
  await page.addInitScript(() => { window.print = () => { window.printed = true; }; });
  await page.goto(`${SITE}/fr/shortlist?org=fil-equitable`);
  await page.click('[data-copy]');
  await said(page, 'Copiée');
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), `${SITE}/fr/shortlist?org=fil-equitable`);
  await page.click('[data-print]');
  assert.equal(await page.evaluate(() => window.printed), true);
  await page.context().close();
  const plain = await open(browser, { javaScriptEnabled: false });
  await plain.goto(`${SITE}/fr/organisations/fil-equitable`);
  await plain.click('.card-keep a');
  await plain.waitForURL('**/shortlist?**');
  assert.equal(plain.url(), `${SITE}/fr/shortlist?org=fil-equitable`);
  for (const hidden of ['[data-copy]', '[data-print]', '[data-shortlist-keep]', '[data-shortlist-link]']) {
    assert.equal(await plain.locator(hidden).isVisible(), false, hidden);
  }
  await plain.fill('#list-title', 'Mardi');
  await plain.click('.tool button >> nth=0');
  await plain.waitForURL('**title=Mardi**');
  assert.equal(await plain.locator('h1').innerText(), 'Mardi');
  await plain.context().close();
});

test('on paper: a cover without a number, then contents, then each organisation on a page of its own', async () => {
  const page = await open(browser);
  await page.goto(`${SITE}/fr/shortlist?org=fil-equitable&org=collectif-des-toits-solidaires&org=caravane-des-droits&title=Lundi`);
  assert.equal(await page.locator('.booklet').isVisible(), false);
  await page.emulateMedia({ media: 'print' });
  for (const [selector, visible] of [['.booklet', true], ['.picked', false], ['.tools', false], ['.site', false], ['.site-foot', false], ['h1', false]]) {
    assert.equal(await page.locator(selector).isVisible(), visible, selector);
  }
  for (const selector of ['.book-leaf', '.book-contents']) {
    assert.equal(await page.evaluate((s) => getComputedStyle(document.querySelector(s)).breakBefore, selector), 'page');
  }
  const display = (selector) => page.evaluate((s) => getComputedStyle(document.querySelector(s)).display, selector);
  assert.equal(await display('.book-leaf .activities thead'), 'table-header-group');
  assert.equal(await display('.running'), 'table-header-group');
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
  const pages = (pdf.match(/\/Type\s*\/Page\b/g) ?? []).length;
  assert.ok(pages >= 6 && pages <= 12, `${pages} pages`);
  await page.context().close();
});
