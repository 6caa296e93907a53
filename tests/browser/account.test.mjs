// Accounts in a browser: nothing in anybody's way on any page and in any state, by keyboard, without JavaScript.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { account, forgetAttempts, GOOD, invited, SITE, sql, totp } from '../harness.mjs';
import { faultsOf, inspect, launch, LOOKS, open } from './browser.mjs';

let browser;

before(async () => { browser = await launch(); });
after(() => browser.close());

const submit = (page) => page.click('main .form button');
const heading = (page) => page.textContent('h1');

async function signIn(page, email, password, next = '/account/') {
  await page.goto(`${SITE}/fr/account/signin?next=${encodeURIComponent(next)}`);
  await page.fill('#f-email', email);
  await page.fill('#f-password', password);
  await submit(page);
}

// Every page and state, one after the other: `look` is called at each of them.
async function walk(page, look) {
  const at = async (name, target) => {
    if (target !== undefined) {
      await page.goto(SITE + target);
    }
    await look(name);
  };
  forgetAttempts();
  await at('sign in', '/fr/account/signin');
  await page.fill('#f-email', 'personne@essai.example');
  await submit(page);
  await at('sign in, wrong');
  await at('reset', '/nl/account/reset');
  await page.fill('#f-email', 'no address');
  await submit(page);
  await at('reset, wrong');
  await page.fill('#f-email', 'personne@essai.example');
  await submit(page);
  await at('reset, sent');
  await at('a dead link', `/de/account/reset/${'x'.repeat(43)}`);
  const { email, link } = invited('administrator');
  await at('invitation', link);
  await page.fill('#f-new', 'court');
  await submit(page);
  await at('invitation, wrong');
  await page.fill('#f-name', 'Une personne dont le nom est assez long pour une petite fenêtre');
  await page.fill('#f-new', GOOD);
  await page.fill('#f-repeated', GOOD);
  await submit(page);
  await at('sign in, password set');
  await signIn(page, email, GOOD);
  await at('account');
  for (const target of ['name', 'email', 'password', 'people', 'people?q=nobody-at-all', 'people/rules', 'people/invite']) {
    await at(target, `/${target.length % 2 === 0 ? 'de' : 'fr'}/account/${target}`);
  }
  await page.fill('#f-email', 'no address');
  await submit(page);
  await at('invite, wrong');
  await at('a person', `/fr/account/people/${sql("SELECT id FROM account WHERE email = 'ines@reseau-boussole.example'")[0][0]}`);
  await page.fill('#f-organisation', 'nobody-at-all');
  await page.click('main .form >> nth=0 >> button');
  await at('a person, wrong');
  await at('somebody invited', `/nl/account/people/${sql(`SELECT id FROM account WHERE email = '${invited().email}'`)[0][0]}`);
  await at('second lock', '/fr/account/second-factor');
  const key = await page.textContent('.key code');
  await page.fill('#f-code', '000000');
  await page.fill('#f-password', GOOD);
  await submit(page);
  await at('second lock, wrong');
  await page.fill('#f-code', totp(key));
  await page.fill('#f-password', GOOD);
  await submit(page);
  await at('recovery codes');
  await at('account with a second lock', '/fr/account/?done=password');
  await at('second lock off', '/fr/account/second-factor/off');
  await page.click('.site-account button');
  await signIn(page, email, GOOD);
  await at('code');
  await page.fill('#f-code', '1');
  await submit(page);
  await at('code, wrong');
}

for (const [look, options] of Object.entries(LOOKS)) {
  test(`accounts: nothing stands in the way of anybody, no complaint, no sideways scrolling: ${look}`, async () => {
    const page = await open(browser, { ...options, hasTouch: look === '320 px' });
    let seen = 0;
    await walk(page, async (name) => {
      seen++;
      await inspect(page, name, /status of (410|422)/);
      const small = await page.evaluate(() => [...document.querySelectorAll('main button, main input:not([type=hidden]), main .act a, nav a')].filter((element) => {
        const { width, height } = (element.closest('label.option') ?? element).getBoundingClientRect();
        return element.checkVisibility() && (height < 24 || width < 16);
      }).map((element) => element.outerHTML.slice(0, 80)));
      assert.deepEqual(small, [], name);
    });
    assert.ok(seen > 25);
    await page.context().close();
  });
}

test('accounts: the HTML of every page and state is valid', async () => {
  const page = await open(browser), pages = [];
  let last;
  page.on('response', (response) => {
    if (response.request().resourceType() === 'document' && ![301, 303].includes(response.status())) {
      last = response;
    }
  });
  await walk(page, async (name) => pages.push([name, await last.text()]));
  await page.context().close();
  assert.deepEqual(faultsOf(pages, `${process.env.SCRATCH}/html-account`), []);
});

test('accounts: from the invitation to signing out by keyboard alone, without JavaScript', async () => {
  const page = await open(browser, { javaScriptEnabled: false });
  const { email, link } = invited();
  const type = async (...fields) => {
    for (const field of fields) {
      await page.keyboard.type(field);
      await page.keyboard.press('Tab');
    }
  };
  // Tab by Tab to what has this name, which must be seen to have the focus.
  const reach = async (selector) => {
    for (let stop = 0; stop < 40; stop++) {
      await page.keyboard.press('Tab');
      const here = page.locator(`${selector}:focus`);
      if (await here.count() === 1) {
        assert.equal(await here.evaluate((element) => getComputedStyle(element).outlineStyle), 'solid', selector);
        return;
      }
    }
    assert.fail(`${selector} is not reached`);
  };
  await page.goto(SITE + link);
  await reach('#f-name');
  await type('Ada Clavier', GOOD, GOOD);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/account/signin?done=password');
  assert.match(await page.textContent('.done'), /nouveau mot de passe/);
  await reach('#f-email');
  await type(email, 'wrong');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.faults');
  await reach('.faults a');
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement?.id ?? ''), 'f-email');
  await page.keyboard.press('Tab');
  await type(GOOD);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/edit/');
  await page.goto(`${SITE}/fr/account/`);
  assert.equal(await heading(page), 'Mon compte');
  assert.match(await page.textContent('.settings'), /Ada Clavier/);
  await reach('.site-account button');
  await page.keyboard.press('Enter');
  await page.waitForURL(`${SITE}/fr/`);
  await page.goto(`${SITE}/fr/account/`);
  assert.equal(await heading(page), 'Se connecter');
  await page.context().close();
});

test('accounts: what an application on the same telephone is given says the same as the key', async () => {
  const page = await open(browser), { email, password } = account('administrator');
  await signIn(page, email, password, '/account/second-factor');
  const key = (await page.textContent('.key code')).replaceAll(' ', '');
  const found = await page.evaluate(() => document.querySelector('.hint a[href^="otpauth:"]').getAttribute('href'));
  assert.equal(found, `otpauth://totp/Annuaire:${email}?secret=${key}&issuer=Annuaire`);
  await page.context().close();
});
