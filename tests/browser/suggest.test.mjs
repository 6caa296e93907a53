// Search boxes that propose while one types: by keyboard, by mouse and by touch, for readers of screens, and without an answer.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import fs from 'node:fs';
import { after, before, test } from 'node:test';
import { SITE } from '../harness.mjs';
import { launch, open } from './browser.mjs';

const axe = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const ANSWER = [
  { label: 'Climat', kind: 'term', href: '/fr/organisations?theme=climate' },
  { label: 'Boussole climat', kind: 'organisation', href: '/fr/organisations/klimaat-kompas' },
  { label: 'Clermont-sur-Berwinne, une localité dont le nom est long', kind: 'locality', href: '/fr/organisations?q=Clermont' },
  { label: 'Ailleurs', kind: 'organisation', href: 'https://elsewhere.example/' },
];
let browser;

before(async () => { browser = await launch(); });
after(() => browser.close());

// A page whose endpoint answers with what answer(q) gives, after wait(q) milliseconds; page.asked has every q.
async function suggesting(target, { answer = () => ANSWER, wait = () => 0, ...options } = {}) {
  const page = await open(browser, options);
  page.asked = [];
  await page.route('**/suggest.json?*', async (route) => {
    const q = new URL(route.request().url()).searchParams.get('q');
    page.asked.push(q);
    await new Promise((resolve) => setTimeout(resolve, wait(q)));
    await route.fulfill({ contentType: 'application/json', body: JSON.stringify({ suggestions: answer(q) }) }).catch(() => {});
  });
  await page.clock.install();
  await page.goto(SITE + target);
  return page;
}

const state = (page, box) => page.evaluate((selector) => {
  const input = document.querySelector(selector), list = document.getElementById(input.getAttribute('aria-controls')), active = input.getAttribute('aria-activedescendant');
  return { value: input.value, expanded: input.getAttribute('aria-expanded'), shown: list.checkVisibility(), options: [...list.children].map((li) => li.textContent),
    active: active && document.getElementById(active).textContent, selected: [...list.querySelectorAll('[aria-selected="true"]')].map((li) => li.textContent),
    said: document.querySelector('[role=status]')?.textContent, focused: document.activeElement === input };
}, box);
const opened = (page, n = 3) => page.waitForFunction((count) => document.querySelectorAll('.suggestions:not([hidden]) li').length === count, n);

for (const [target, box] of [['/fr/', '#q'], ['/fr/organisations/fil-equitable', '#find']]) {
  test(`${target} by keyboard alone`, async () => {
    const page = await suggesting(target);
    await page.focus(box);
    // However slow the machine is: the page's clock stands still between the letters.
    await page.clock.pauseAt(Date.now() + 60_000);
    for (const letter of 'climat') {
      await page.keyboard.type(letter);
      await page.clock.runFor(15);
    }
    await page.clock.resume();
    await opened(page);
    assert.deepEqual(page.asked, ['climat'], 'one request for one word typed at once');
    let now = await state(page, box);
    assert.equal(now.expanded, 'true');
    assert.equal(now.active, null);
    assert.deepEqual(now.options, ['Climat Mot-clé', 'Boussole climat Organisation', 'Clermont-sur-Berwinne, une localité dont le nom est long Lieu'], 'and nothing of another site');
    await page.waitForFunction(() => document.querySelector('[role=status]').textContent === '3 propositions');

    const steps = [['ArrowDown', 0], ['ArrowDown', 1], ['ArrowDown', 2], ['ArrowDown', null], ['ArrowUp', 2], ['Home', 0], ['End', 2], ['ArrowUp', 1]];
    for (const [key, i] of steps) {
      await page.keyboard.press(key);
      now = await state(page, box);
      assert.equal(now.active, i === null ? null : now.options[i], key);
      assert.deepEqual(now.selected, i === null ? [] : [now.options[i]], key);
      assert.equal(now.value, 'climat', 'what was typed stays');
      assert.ok(now.focused);
    }

    await page.keyboard.press('Escape');
    now = await state(page, box);
    assert.deepEqual([now.expanded, now.shown, now.value, now.active], ['false', false, 'climat', null]);
    await page.keyboard.press('ArrowDown');
    await opened(page);
    assert.deepEqual(page.asked, ['climat'], 'asked once, remembered');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    assert.equal((await state(page, box)).value, '');

    await page.keyboard.type('climat');
    await opened(page);
    await page.keyboard.press('Tab');
    now = await state(page, box);
    assert.deepEqual([now.expanded, now.shown, now.focused], ['false', false, false]);

    await page.focus(box);
    await page.keyboard.press('ArrowDown');
    await opened(page);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/fr/organisations/klimaat-kompas');
    assert.deepEqual(page.complaints, []);
    await page.context().close();
  });
}

test('Enter without an option searches what was typed', async () => {
  const page = await suggesting('/fr/');
  await page.focus('#q');
  await page.keyboard.type('climat');
  await opened(page);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/fr/organisations?q=climat');
  await page.context().close();
});

test('what comes too late is not shown', async () => {
  const answer = (q) => [{ label: `pour ${q}`, kind: 'term', href: '/fr/' }];
  const page = await suggesting('/fr/', { answer, wait: (q) => (q === 'cl' ? 900 : 0) });
  await page.focus('#q');
  await page.keyboard.type('cl');
  await page.waitForTimeout(300);
  await page.keyboard.type('imat');
  await opened(page, 1);
  await page.waitForTimeout(1000);
  assert.deepEqual((await state(page, '#q')).options, ['pour climat Mot-clé']);
  assert.deepEqual(page.asked, ['cl', 'climat']);
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Backspace');
  assert.equal((await state(page, '#q')).shown, false);
  await page.context().close();
});

test('nothing to propose, no answer, nonsense: the box searches all the same', async () => {
  const page = await open(browser);
  let body = '{"suggestions":[]}';
  await page.route('**/suggest.json?*', (route) => route.fulfill({ status: body === 'gone' ? 404 : 200, contentType: 'application/json', body }));
  await page.goto(`${SITE}/fr/`);
  await page.focus('#q');
  await page.keyboard.type('zz');
  await page.waitForFunction(() => document.querySelector('[role=status]')?.textContent === 'Aucune proposition');
  for (body of ['gone', '<html>', '{"suggestions":{}}', '{"suggestions":[{"label":3,"href":"/"},{"href":"javascript:1","label":"x"},null]}']) {
    await page.keyboard.type('z');
    await page.waitForTimeout(300);
    assert.equal((await state(page, '#q')).shown, false, body);
  }
  assert.deepEqual(page.complaints.filter((c) => !c.includes('404')), []);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/fr/organisations?q=zzzzzz');
  await page.context().close();
});

test('with the mouse, and with a finger on a small screen', async () => {
  for (const options of [{}, { viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true }]) {
    const page = await suggesting('/fr/', options);
    await page.focus('#q');
    await page.keyboard.type('climat');
    await opened(page);
    const sizes = await page.evaluate(() => [...document.querySelectorAll('.suggestions li')].map((li) => li.getBoundingClientRect().height));
    assert.ok(sizes.every((height) => height >= (options.hasTouch ? 44 : 24)), sizes.join());
    const [wide, view] = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
    assert.ok(wide <= view, `${wide} px wide in a window of ${view}`);
    const option = page.locator('.suggestions li >> nth=1');
    await (options.hasTouch ? option.tap() : option.click());
    await page.waitForURL('**/fr/organisations/klimaat-kompas');
    await page.context().close();
  }
});

for (const [look, options] of Object.entries({ light: {}, dark: { colorScheme: 'dark' }, '320 px': { viewport: { width: 320, height: 640 } } })) {
  test(`the open list stands in nobody's way: ${look}`, async () => {
    for (const [target, box] of [['/fr/', '#q'], ['/fr/activities', '#find']]) {
      const page = await suggesting(target, options);
      if (await page.locator(box).count() === 0) {
        await page.context().close();
        continue;
      }
      await page.focus(box);
      await page.keyboard.type('climat');
      await opened(page);
      await page.keyboard.press('ArrowDown');
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() => axe.run());
      assert.deepEqual(violations.map((v) => [v.id, v.nodes.map((n) => n.target.join(' '))]), [], target);
      assert.equal(await page.evaluate((selector) => document.querySelector(selector).labels.length, box), 1);
      assert.deepEqual(page.complaints, []);
      await page.context().close();
    }
  });
}
