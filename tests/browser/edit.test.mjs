// Editing in a browser: every page and state readable for everybody; whole journeys without JavaScript, and by keyboard alone.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { account, annuaire, makeOrganisation, SITE, sql } from '../harness.mjs';
import { faultsOf, inspect, launch, LOOKS, open } from './browser.mjs';

const fatou = account('editor', 'fil-equitable'), lotte = account('editor', 'klimaat-kompas');
const DOCUMENT = {
  name: { fr: 'La Fabrique des questions', nl: 'De Vragenfabriek' }, acronym: 'FDQ', mission: { fr: 'Poser des **questions**.' }, former_names: [{ name: 'L’Atelier', until: '2019' }],
  branches: [{ name: { fr: 'Liège' }, locality: 'Liège' }, { name: { fr: 'Mons' } }], facets: { theme: ['climate'] }, activities: [{ number: 1, title: { fr: 'Demander' } }, { number: 2, title: { fr: 'Répondre' } }],
  partner_groups: [{ type: 'school', count: 3 }], partners: [{ name: 'École du coin', relation: 'partner' }],
};
const PARTS = ['', '/identity', '/contact', '/texts', '/facets', '/branches', '/partners', '/activities', '/activities/1', '/activities/new'];
let browser, slug;

before(async () => {
  browser = await launch();
  slug = makeOrganisation(DOCUMENT, [fatou.email, lotte.email]);
});
after(async () => {
  await browser.close();
  annuaire('close', slug);
});

async function signedIn(who, options) {
  const page = await open(browser, options);
  await page.goto(`${SITE}/fr/account/signin`);
  await page.fill('[name=email]', who.email);
  await page.fill('[name=password]', who.password);
  await page.click('main button');
  return page;
}

// Each state of a form that is not simply shown: what leads to it, from the form.
const STATES = {
  'what is wrong': async (page) => {
    await page.goto(`${SITE}/fr/edit/${slug}/contact`);
    await page.fill('[name=email]', 'personne');
    await page.fill('[name=website]', 'ftp://x');
    await page.click('.form-end button >> nth=0');
    await page.waitForSelector('.faults');
  },
  'a row more': async (page) => {
    await page.goto(`${SITE}/fr/edit/${slug}/branches`);
    await page.click('button[value="add:branches"]');
    await page.waitForSelector('[name="branches[3].name.fr"]');
  },
  'what was pasted': async (page) => {
    await page.goto(`${SITE}/fr/edit/${slug}/texts`);
    const source = page.locator('.field:has([name="history.fr"]) [data-command=source]');
    if (await source.count() > 0) {
      await source.click();
    }
    await page.fill('[name="history.fr"]', '<p class="MsoNormal">Né en <b>1998</b></p><ul><li>un</li></ul>');
    await page.click('.form-end button >> nth=0');
    await page.waitForSelector('.cleaned');
  },
  'a preview': async (page) => {
    await page.goto(`${SITE}/fr/edit/${slug}/texts`);
    const plain = page.locator('button[value=preview]');
    await (await plain.isVisible() ? plain : page.locator('.field > button[aria-controls] >> nth=1')).click();
    await page.waitForSelector('.previewed strong, .preview strong');
  },
  'two versions': async (page) => {
    await page.goto(`${SITE}/fr/edit/${slug}/texts`);
    const other = await signedIn(lotte, { javaScriptEnabled: false });
    await other.goto(`${SITE}/fr/edit/${slug}/texts`);
    await other.fill('[name="mission_north.fr"]', `Autre version ${Date.now()}`);
    await other.click('.form-end button >> nth=0');
    await other.waitForSelector('.done');
    await other.context().close();
    await page.fill('[name="mission_north.fr"]', 'Ma version');
    await page.click('.form-end button >> nth=0');
    await page.waitForSelector('.conflicts');
  },
};
const REFUSED = /status of (409|422)/;

for (const [look, options] of Object.entries(LOOKS)) {
  test(`nothing stands in the way of whoever edits: ${look}`, async () => {
    const page = await signedIn(fatou, { ...options, javaScriptEnabled: true });
    await page.goto(`${SITE}/fr/edit/`);
    await inspect(page, 'my pages');
    for (const part of PARTS) {
      await page.goto(`${SITE}/fr/edit/${slug}${part}`);
      await inspect(page, part);
    }
    await page.context().close();
    const plain = await signedIn(fatou, { ...options });
    for (const [state, lead] of Object.entries(STATES)) {
      await plain.evaluate(() => localStorage.clear());
      await lead(plain);
      await inspect(plain, state, REFUSED);
    }
    await plain.context().close();
  });
}

test('the HTML of every page and state is valid', async () => {
  const page = await signedIn(fatou), pages = [];
  for (const part of PARTS) {
    pages.push([part, await (await page.goto(`${SITE}/fr/edit/${slug}${part}`)).text()]);
  }
  // The live preview is a part of a page, which the script puts into it.
  const whole = (url, html) => (url.endsWith('/preview') ? `<!DOCTYPE html><html lang="fr"><title>aperçu</title>${html}` : html);
  page.on('response', async (response) => response.request().method() === 'POST' && response.status() !== 303 && pages.push([response.url(), whole(response.url(), await response.text())]));
  for (const lead of Object.values(STATES)) {
    await lead(page);
  }
  await page.context().close();
  assert.ok(pages.length >= PARTS.length + Object.keys(STATES).length);
  assert.deepEqual(faultsOf(pages, `${process.env.SCRATCH}/html-edit`), []);
});

test('without JavaScript: an activity is written, seen by visitors, put first and withdrawn', async () => {
  const page = await signedIn(fatou, { javaScriptEnabled: false });
  await page.click(`.own a[href$="/edit/${slug}"]`);
  await page.click('.parts a[href$="/activities"]');
  await page.click('a.button');
  await page.fill('[name="activities[3].title.fr"]', 'Douter à plusieurs');
  await page.fill('[name="activities[3].description.fr"]', 'On **doute**.\n\n- ensemble\n- à voix haute');
  await page.check('[name="activities[3].facets.audience"][value=teachers]');
  await page.click('.form-end button >> nth=0');
  assert.match(page.url(), /done=published$/);
  assert.equal(await page.locator('.reorder h2').last().innerText(), 'Douter à plusieurs');
  await page.click('button[name=up][value="3"]');
  await page.click('button[name=up][value="3"]');
  await page.click('.form-end button >> nth=0');
  assert.match(page.url(), /done=published$/);
  assert.equal(await page.locator('.reorder h2').first().innerText(), 'Douter à plusieurs');
  await page.goto(`${SITE}/fr/organisations/${slug}/activities/3`);
  assert.equal(await page.locator('h1').innerText(), 'Douter à plusieurs');
  assert.deepEqual(await page.locator('.prose li').allInnerTexts(), ['ensemble', 'à voix haute']);
  await page.goto(`${SITE}/fr/edit/${slug}/activities/3`);
  await page.click('.withdraw summary');
  await page.click('.withdraw button');
  assert.match(page.url(), /done=published$/);
  assert.equal((await page.goto(`${SITE}/fr/organisations/${slug}/activities/3`)).status(), 404);
  await page.context().close();
});

test('by keyboard alone: sign in, change the summary, save, sign out', async () => {
  const page = await open(browser);
  // Tab until the element that is meant has the focus.
  const reach = async (selector) => {
    for (let stops = 0; stops < 120; stops++) {
      if (await page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) {
        return;
      }
      await page.keyboard.press('Tab');
    }
    assert.fail(`no way to ${selector}`);
  };
  await page.goto(`${SITE}/fr/edit/${slug}/identity`);
  await reach('[name=email]');
  await page.keyboard.type(fatou.email);
  await reach('[name=password]');
  await page.keyboard.type(fatou.password);
  await page.keyboard.press('Enter');
  await page.waitForURL(`**/fr/edit/${slug}/identity`);
  await reach('[name="summary.fr"]');
  await page.keyboard.type('Une fabrique où l’on ne jette aucune question.');
  await reach('.form-end button');
  await page.keyboard.press('Enter');
  await page.waitForURL('**done=published');
  assert.equal(sql(`SELECT COUNT(*) FROM listing WHERE summary LIKE 'Une fabrique%'`)[0][0] > 0, true);
  await reach('.site-account button');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/account/signin**').catch(() => page.waitForURL('**/fr/**'));
  assert.match((await (await page.goto(`${SITE}/fr/edit/`)).request().redirectedFrom())?.url() ?? '', /\/fr\/edit\/$/);
  await page.context().close();
});
