// The pages as a browser shows them: readable for everybody, at every width, without JavaScript, on paper.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { SITE } from '../harness.mjs';
import { inspect, launch, LOOKS, open, PAGES } from './browser.mjs';

let browser;

before(async () => { browser = await launch(); });
after(() => browser.close());

for (const [look, options] of Object.entries(LOOKS)) {
  test(`nothing stands in the way of anybody, no complaint, no sideways scrolling: ${look}`, async () => {
    const page = await open(browser, options);
    for (const target of PAGES) {
      await page.goto(SITE + target);
      await inspect(page, target, target === '/fr/nothing' ? /404/ : undefined);
    }
    await page.context().close();
  });
}

// How much a page moves when it is loaded by a browser that was never here.
async function shifted(target) {
  const page = await open(browser, { viewport: { width: 390, height: 844 } });
  await page.addInitScript(() => {
    window.shifted = 0;
    new PerformanceObserver((list) => list.getEntries().forEach((entry) => { window.shifted += entry.value; })).observe({ type: 'layout-shift', buffered: true });
  });
  await page.goto(SITE + target);
  await page.waitForFunction(() => document.fonts.status === 'loaded');
  const value = await page.evaluate(() => window.shifted);
  await page.context().close();
  return value;
}

test('nothing moves while a page loads', async () => {
  for (const target of PAGES) {
    // A font that a busy machine brings late moves words; what the page itself moves, it moves each time.
    let least = Infinity;
    for (let visit = 0; visit < 5 && least >= 0.02; visit++) {
      least = Math.min(least, await shifted(target));
    }
    assert.ok(least < 0.02, `${target} shifts by ${least}`);
  }
});

test('by keyboard: first a way past the menu, and every stop can be seen', async () => {
  const page = await open(browser);
  await page.goto(`${SITE}/fr/organisations/fil-equitable`);
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute('href')), '#main');
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'main');
  await page.goto(`${SITE}/fr/organisations`);
  for (let stop = 0; stop < 25; stop++) {
    await page.keyboard.press('Tab');
    const [what, seen] = await page.evaluate(() => {
      const element = document.activeElement, style = getComputedStyle(element), box = element.getBoundingClientRect();
      const outlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
      return [element.outerHTML.slice(0, 80), outlined && box.width > 1 && box.height > 1];
    });
    assert.ok(seen, `stop ${stop}: ${what}`);
  }
  await page.context().close();
});

test('everything works without JavaScript: search, refine, page on, change language', async () => {
  const page = await open(browser, { javaScriptEnabled: false });
  await page.goto(`${SITE}/fr/`);
  await page.fill('#q', 'climat');
  await page.click('.opening button');
  assert.match(page.url(), /\/fr\/organisations\?q=climat$/);
  const found = await page.locator('.rows > li').count();
  assert.ok(found > 1);
  const refine = page.locator('.refine > summary');
  if (await refine.isVisible()) {
    await refine.click();
  }
  await page.check('input[name=theme][value=climate]');
  await page.click('.apply button');
  assert.match(page.url(), /theme=climate/);
  assert.ok(await page.locator('.rows > li').count() <= found);
  await page.click('.chip-all a');
  await page.click('.paging a[rel=next]');
  assert.match(page.url(), /page=2/);
  await page.click('.site-languages a[hreflang=nl]');
  assert.match(page.url(), /\/nl\/organisations\?page=2$/);
  await page.click('.rows h3 a >> nth=0');
  assert.match(page.url(), /\/nl\/organisations\/[a-z-]+$/);
  await page.context().close();
});

test('on a phone the facets stay away until they are asked for', async () => {
  const page = await open(browser, { viewport: { width: 360, height: 740 } });
  await page.goto(`${SITE}/fr/organisations`);
  assert.equal(await page.locator('input[name=theme][value=climate]').isVisible(), false);
  await page.click('.refine > summary');
  assert.equal(await page.locator('.facet-theme legend').isVisible(), true);
  await page.context().close();
});

test('what can be touched is large enough for a finger', async () => {
  const page = await open(browser, { viewport: { width: 360, height: 740 }, hasTouch: true });
  for (const target of PAGES) {
    await page.goto(SITE + target);
    const small = await page.evaluate(() => [...document.querySelectorAll('button, input, summary, nav a')].filter((element) => {
      const { width, height } = element.getBoundingClientRect();
      return element.checkVisibility() && width > 1 && (height < 24 || width < 16);
    }).map((element) => element.outerHTML.slice(0, 80)));
    assert.deepEqual(small, [], target);
  }
  await page.context().close();
});

test('on paper: all activities, the addresses of links, no menu', async () => {
  const page = await open(browser);
  await page.goto(`${SITE}/fr/organisations/caravane-des-droits`);
  await page.emulateMedia({ media: 'print' });
  assert.equal(await page.locator('.site-nav').isVisible(), false);
  assert.equal(await page.locator('#activities tbody tr >> nth=39').isVisible(), true);
  assert.equal(await page.evaluate(() => getComputedStyle(document.querySelector('#activities thead')).display), 'table-header-group');
  const pdf = (await page.pdf({ format: 'A4' })).toString('latin1');
  const pages = (pdf.match(/\/Type\s*\/Page\b/g) ?? []).length;
  assert.ok(pages >= 2 && pages <= 12, `${pages} pages`);
  await page.goto(`${SITE}/fr/organisations/paix-en-partage`);
  const [address, printed] = await page.evaluate(() => {
    const link = document.querySelector('.prose a');
    return [link.getAttribute('href'), getComputedStyle(link, '::after').content];
  });
  assert.ok(printed.includes(address), `${printed} does not say ${address}`);
  await page.context().close();
});
