// Histories and the federation's desk as a browser shows them: for everybody, at every width, by keyboard, without JavaScript; and their HTML is valid.
import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { account, annuaire, get, makeOrganisation, signIn, SITE, sql } from '../harness.mjs';
import { faultsOf, inspect, launch, LOOKS, open } from './browser.mjs';

let browser, pages, moderator, administrator, editor, id, SLUG;

const sign = (role, slug) => { const { email, password } = account(role, slug); return signIn(email, password); };
const cookies = (visitor) => [...visitor.cookies].map(([name, value]) => ({ name, value, url: SITE }));

// A page of somebody who is signed in.
async function openAs(visitor, options) {
  const page = await open(browser, options);
  await page.context().addCookies(cookies(visitor));
  return page;
}

// Saves a form in the browser, with these fields typed.
async function save(page, form, fields) {
  await page.goto(`${SITE}/fr/edit/${SLUG}/${form}`);
  for (const [name, value] of Object.entries(fields)) {
    await page.fill(`[name="${name}"]`, value);
  }
  await page.click('.form-end button:not([name])');
  await page.waitForURL(/done=/);
}

before(async () => {
  browser = await launch();
  SLUG = makeOrganisation({ name: { fr: 'Le Pupitre des essais', nl: 'De Proeflessenaar' }, acronym: 'PE', summary: { fr: 'Au départ.' }, mission: { fr: 'Essayer.' } }, ['ines@reseau-boussole.example']);
  [administrator, moderator, editor] = await Promise.all([sign('administrator'), sign('moderator'), sign('editor', 'reseau-boussole')]);
  sql('DELETE FROM policy');
  const mark = Date.now(), page = await openAs(editor), other = await openAs(moderator);
  const mission = `Nous relions les écoles et les associations qui veulent ouvrir leurs classes au monde. ${'Chaque mot compte, et celui-ci reste où il était. '.repeat(12)}`;
  await save(page, 'identity', { 'summary.fr': `Un réseau d’écoles et d’associations, première phrase ${mark}.` });
  await save(page, 'texts', { 'mission.fr': `${mission}Fin.` });
  sql("INSERT INTO policy VALUES (0, '', TRUE)");
  await save(page, 'identity', { 'summary.fr': `Un réseau d’écoles et de maisons de jeunes, autre phrase ${mark}.`, acronym: `B${mark % 1000}` });
  await save(page, 'texts', { 'mission.fr': `${mission.replace('veulent', 'souhaitent')}Dit à ${mark}.` });
  await save(other, 'identity', { 'summary.fr': `Un réseau national, phrase publiée ${mark}.` });
  await page.context().close();
  await other.context().close();
  id = sql("SELECT MAX(id) FROM submission WHERE status = 'waiting'")[0][0];
  const organisation = `/fr/organisations/${SLUG}`, mail = sql('SELECT MAX(id) FROM mail')[0][0];
  pages = [
    [`${organisation}/history`, null], [`${organisation}/history?on=1999-01-01`, null], [`${organisation}/history/1`, null], [`${organisation}/history/2/changes`, null],
    [`/nl/organisations/${SLUG}/history/2/changes?with=1`, null],
    ['/fr/moderate/', moderator], [`/fr/moderate/submissions/${id}`, moderator], [`/de/moderate/submissions/${id}`, moderator], ['/fr/moderate/policy', moderator],
    [`/nl/moderate/policy/${SLUG}`, moderator], [`/fr/moderate/organisations/${SLUG}`, moderator], ['/fr/moderate/misses', moderator], ['/fr/moderate/unconfirmed', moderator],
    ['/fr/moderate/mails', administrator], [`/fr/moderate/mails/${mail}`, administrator], [`/fr/edit/${SLUG}/history`, editor], [`/fr/edit/${SLUG}/submissions/${id}`, editor],
  ];
});
after(async () => {
  sql('DELETE FROM policy');
  annuaire('close', SLUG);
  await browser.close();
});

for (const [look, options] of Object.entries(LOOKS)) {
  test(`nothing stands in the way of anybody, no complaint, no sideways scrolling: ${look}`, async () => {
    for (const visitor of [null, moderator, administrator, editor]) {
      const page = visitor === null ? await open(browser, options) : await openAs(visitor, options);
      for (const [target] of pages.filter(([, who]) => who === visitor)) {
        await page.goto(SITE + target);
        await inspect(page, target, target.includes('on=1999') ? /422/ : undefined);
        assert.ok(!(await page.innerText('main')).includes('<'), `${target} shows markup`);
        const small = await page.evaluate(() => [...document.querySelectorAll('main button, main input, main summary, main nav a')].filter((element) => {
          const { width, height } = (element.closest('label') ?? element).getBoundingClientRect();
          return element.checkVisibility() && width > 1 && (height < 24 || width < 16);
        }).map((element) => element.outerHTML.slice(0, 80)));
        assert.deepEqual(small, [], `${target}: large enough for a finger`);
      }
      await page.context().close();
    }
  });
}

test('the HTML of every page is valid', async () => {
  const shown = [];
  for (const [target, visitor] of pages) {
    shown.push([target, (await (visitor ?? { get }).get(target)).body]);
  }
  assert.deepEqual(faultsOf(shown, path.join(process.env.SCRATCH, 'desk-html')), []);
});

test('a history by keyboard and without JavaScript: two versions are chosen and compared, a day is asked for', async () => {
  const page = await open(browser, { javaScriptEnabled: false });
  await page.goto(`${SITE}/fr/organisations/${SLUG}`);
  await page.click('.dates a');
  await page.focus('[name=with][value="1"]');
  await page.keyboard.press('Space');
  await page.focus('button[form=compare]');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/history\/\d+\/changes\?with=1$/);
  assert.ok(await page.locator('.diff ins').count() > 0);
  await page.click('.back a');
  await page.fill('[name=on]', new Date().toISOString().slice(0, 10));
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/history\/\d+$/);
  assert.ok(await page.locator('.past').isVisible());
  await page.click('.past p a');
  assert.equal(page.url(), `${SITE}/fr/organisations/${SLUG}`);
  await page.context().close();
});

test('what stays the same is folded up, and opens by keyboard', async () => {
  const page = await openAs(moderator);
  await page.goto(`${SITE}/fr/moderate/submissions/${id}`);
  const fold = page.locator('.diff details').first();
  await fold.locator('summary').focus();
  await page.keyboard.press('Enter');
  assert.equal(await fold.evaluate((e) => e.open), true);
  await page.context().close();
});

test('a decision by keyboard and without JavaScript: what is missing is said and can be reached, then it is done', async () => {
  const page = await openAs(moderator, { javaScriptEnabled: false });
  await page.goto(`${SITE}/fr/moderate/`);
  await page.click('.queue a');
  await page.focus('[name=do][value=accept]');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.faults');
  await page.click('.faults a >> nth=0');
  await page.keyboard.press('Tab');
  await page.locator('[name="choice.summary.fr"][value=proposed]').focus();
  await page.keyboard.press('Space');
  await page.focus('[name=part][value=acronym]');
  await page.keyboard.press('Space');
  await page.fill('[name=answer]', 'Le sigle est déjà pris.');
  await page.focus('[name=do][value=accept]');
  await page.keyboard.press('Enter');
  await page.waitForURL(/done=parted/);
  assert.equal(await page.locator('.done').isVisible(), true);
  assert.equal(await page.locator('.queue li').count(), 0);
  assert.equal(await page.locator('main .nothing').isVisible(), true);
  await page.context().close();
});
