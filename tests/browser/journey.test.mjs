// From the invitation to a page that is true again, as the people concerned live through it in their browsers: with JavaScript, and without.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { account, annuaire, forgetAttempts, GOOD, letters, makeOrganisation, SITE, sql } from '../harness.mjs';
import { inspect, launch, open } from './browser.mjs';

const FIRST = 'Chaque classe plante un arbre et le regarde pousser.';
const RENEWED = 'sept chaises sous la pluie fine';
const slugs = [];
let browser;

before(async () => { browser = await launch(); });
after(async () => {
  await browser.close();
  for (const slug of slugs) {
    const id = `(SELECT organisation_id FROM slug WHERE slug = '${slug}')`;
    sql(`DELETE FROM policy WHERE organisation_id = ${id}; UPDATE submission SET status = 'withdrawn' WHERE status = 'waiting' AND organisation_id = ${id}`);
    annuaire('close', slug);
  }
});

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? 'with JavaScript' : 'without JavaScript';
  const name = `${javaScriptEnabled ? 'La Pépinière' : 'Le Verger'} ${Date.now()}`, email = `pepiniere-${Date.now()}-${javaScriptEnabled}@essai.example`;
  let slug, visitor, editor, moderator;

  async function signIn(page, address, password) {
    await page.fill('[name=email]', address);
    await page.fill('[name=password]', password);
    await page.click('main .form button');
  }

  const link = (page, words) => page.locator('main').getByRole('link', { name: words, exact: true });
  const press = (page, words) => page.getByRole('main').getByRole('button', { name: words, exact: true }).click();
  const done = (page) => page.locator('.done').innerText();

  // What visitors read of the activity, and the words that are bold in it.
  async function published() {
    await visitor.goto(`${SITE}/fr/organisations/${slug}/activities/1`);
    return { text: await visitor.locator('.prose').innerText(), bold: await visitor.locator('.prose strong').allInnerTexts() };
  }

  const DESCRIPTION = '[name="activities[1].description.fr"]';
  const field = (page) => page.locator(javaScriptEnabled ? `.field:has(${DESCRIPTION}) .rich-text` : DESCRIPTION);
  const words = (page) => (javaScriptEnabled ? field(page).innerText() : field(page).inputValue());

  // Types a text in the place of the one that stands; what is between stars is bold.
  async function write(page, text) {
    await field(page).click();
    await page.keyboard.press('Control+a');
    for (const [i, run] of text.split('**').entries()) {
      if (i > 0) {
        await (javaScriptEnabled ? page.keyboard.press('Control+b') : page.keyboard.type('**'));
      }
      await page.keyboard.type(run);
    }
  }

  // To the form of the activity, from the list of one's pages.
  async function openForm(page) {
    await page.goto(`${SITE}/fr/edit/`);
    if (page === moderator) {
      await page.fill('[name=q]', name);
      await press(page, 'Chercher');
    }
    await link(page, name).click();
    await link(page, 'Activités').click();
    await link(page, 'Un arbre par classe').click();
  }

  // To what waits of the organisation: by the link of the letter that says so, which is in the moderator's language.
  async function openProposal() {
    const letter = letters(account('moderator').email).filter(({ kind, subject }) => kind === 'submission' && subject.includes(name)).at(-1);
    await moderator.goto(letter.text.match(/^http\S+\/moderate\/submissions\/\d+$/m)[0]);
  }

  // The judge of pages is a script itself: where none may run, only the browser's own complaints are heard.
  async function look(page, what, expected = /^$/) {
    if (javaScriptEnabled) {
      await inspect(page, what, expected);
    }
    assert.deepEqual(page.complaints.filter((complaint) => !expected.test(complaint)), [], what);
    page.complaints.length = 0;
  }

  async function accept() {
    await moderator.click('[name=do][value=accept]');
    await moderator.waitForURL(/done=accepted$/);
  }

  test(`${how}: a moderator says what waits, and invites somebody, who chooses a name and a password and comes in`, async () => {
    slug = makeOrganisation({ name: { fr: name }, activities: [{ number: 1, title: { fr: 'Un arbre par classe' }, description: { fr: FIRST } }] });
    slugs.push(slug);
    // Where no script runs, the driver cannot wait for what scrolls smoothly to come to rest.
    [visitor, editor, moderator] = await Promise.all([0, 1, 2].map(() => open(browser, { javaScriptEnabled, reducedMotion: 'reduce' })));
    for (const page of [visitor, editor, moderator]) {
      page.setDefaultTimeout(10000);
    }
    const { email: address, password } = account('moderator');
    forgetAttempts();
    await moderator.goto(`${SITE}/fr/account/signin`);
    await signIn(moderator, address, password);
    await moderator.waitForURL(/\/moderate\/$/);

    await openForm(moderator);
    await link(moderator, name).click();
    await link(moderator, 'Au bureau de la fédération').click();
    await link(moderator, 'Ce qui attend la modération ici').click();
    await moderator.selectOption('[name="rule."]', { label: 'publiée après modération' });
    await press(moderator, 'Enregistrer');
    assert.match(await done(moderator), /^Enregistré/);
    await look(moderator, 'a policy that is saved');

    await moderator.click('.site-account a[href$="/account/"]');
    await link(moderator, 'Voir les personnes').click();
    await link(moderator, 'Inviter quelqu’un').click();
    await moderator.fill('#f-email', email);
    await moderator.fill('#f-organisation', `${SITE}/fr/organisations/${slug}`);
    await moderator.click('main .form button');
    await look(moderator, 'somebody who is invited');
    assert.match(await done(moderator), /L’invitation est en route/);
    assert.equal(await link(moderator, name).count(), 1);

    const [letter] = letters(email);
    assert.ok(letter.text.replace(/\s+/g, ' ').includes(name), letter.text);
    await editor.goto(SITE + letter.link);
    await editor.fill('#f-name', 'Aya Semeuse');
    await editor.fill('#f-new', GOOD);
    await editor.fill('#f-repeated', GOOD);
    await editor.click('main .form button');
    await signIn(editor, email, GOOD);
    await editor.waitForURL('**/fr/edit/');
    assert.deepEqual(await editor.locator('.own h2').allInnerTexts(), [name], 'this page, and no other');
    assert.equal((await visitor.goto(SITE + letter.link)).status(), 410, 'the link has served');
    visitor.complaints.length = 0;
  });

  test(`${how}: a change waits, is read word by word by the federation, and is seen by everybody once it is accepted`, async () => {
    await openForm(editor);
    assert.match(await editor.locator('.form').innerText(), /La fédération \S+ cette partie avant de la publier/);
    await write(editor, 'Chaque classe plante **trois arbres** et les regarde pousser.');
    await editor.fill('[name=reason]', 'Nous avons plus de place');
    await press(editor, 'Enregistrer');
    await editor.waitForURL(/done=waiting$/);
    assert.match(await done(editor), /la page reste telle quelle/);
    await look(editor, 'activities, one of which waits');
    await link(editor, name).click();
    assert.match(await editor.locator('.note').innerText(), /Vos derniers changements attendent/);
    await look(editor, 'a page that waits');
    await editor.goto(`${SITE}/fr/edit/`);
    assert.equal(await editor.locator('.own .waits').count(), 1);
    await look(editor, 'pages, one of which waits');
    assert.deepEqual(await published(), { text: FIRST, bold: [] });

    await moderator.goto(`${SITE}/nl/moderate/`);
    assert.equal(await moderator.locator('.queue li', { hasText: name }).count(), 1);
    await openProposal();
    assert.match(await moderator.locator('.review-reason').innerText(), /Nous avons plus de place/);
    assert.deepEqual(await moderator.locator('.diff del').allInnerTexts(), ['un arbre', 'le']);
    assert.deepEqual(await moderator.locator('.diff ins').allInnerTexts(), ['**trois arbres**', 'les']);
    await accept();
    assert.equal(await moderator.locator('.queue li', { hasText: name }).count(), 0);
    await look(moderator, 'the desk, once it is accepted');

    assert.deepEqual(await published(), { text: 'Chaque classe plante trois arbres et les regarde pousser.', bold: ['trois arbres'] });
    const letter = letters(email).at(-1);
    assert.equal(letter.kind, 'submission-accepted');
    await visitor.goto(letter.text.match(/^http\S+\/organisations\/\S+$/m)[0]);
    assert.equal(await visitor.locator('h1').innerText(), name);
    assert.match(await visitor.locator('#activities').innerText(), /trois arbres/);
    await editor.goto(`${SITE}/fr/edit/`);
    assert.equal(await editor.locator('.own .waits').count(), 0);
  });

  test(`${how}: two people write in the same field: whoever is later sees both texts and the one before, and puts them together`, async () => {
    const before = 'Chaque classe plante trois arbres et les regarde pousser.';
    await openForm(editor);
    await openForm(moderator);
    await write(moderator, 'Chaque classe plante trois arbres, avec une forestière.');
    await press(moderator, 'Enregistrer');
    await moderator.waitForURL(/done=published$/);
    await write(editor, 'Chaque classe plante trois arbres et deux haies.');
    await press(editor, 'Enregistrer');
    await editor.waitForSelector('.conflicts');
    await look(editor, 'two versions of an activity', /status of 409/);
    const [mine, theirs, ancestor, ...more] = await editor.locator('.conflicts dd').allInnerTexts();
    assert.equal(mine, 'Chaque classe plante trois arbres et deux haies.');
    assert.equal(theirs, 'Chaque classe plante trois arbres, avec une forestière.');
    assert.equal(ancestor.replaceAll('**', ''), before);
    assert.deepEqual(more, []);
    assert.equal(await words(editor), mine, 'the form has what was typed');
    assert.equal((await published()).text, theirs, 'and nothing of it is published');

    const both = 'Chaque classe plante trois arbres et deux haies, avec une forestière.';
    await write(editor, both);
    await press(editor, 'Enregistrer');
    await editor.waitForURL(/done=waiting$/);
    await openProposal();
    await accept();
    assert.equal((await published()).text, both);
  });

  test(`${how}: a password that is forgotten is replaced by letter`, async () => {
    await editor.click('.site-account button');
    await editor.goto(`${SITE}/fr/account/signin`);
    await link(editor, 'Je ne connais pas mon mot de passe').click();
    await editor.fill('#f-email', email);
    await editor.click('main .form button');
    const letter = letters(email).at(-1);
    assert.equal(letter.kind, 'reset');
    await editor.goto(SITE + letter.link);
    await look(editor, 'a new password is chosen');
    await editor.fill('#f-new', RENEWED);
    await editor.fill('#f-repeated', RENEWED);
    await editor.click('main .form button');
    await signIn(editor, email, GOOD);
    assert.equal(await editor.locator('.faults').count(), 1, 'the former one no longer serves');
    await signIn(editor, email, RENEWED);
    await editor.waitForURL('**/fr/edit/');
    assert.equal(await link(editor, name).count(), 1);
    editor.complaints.length = 0;
  });

  test(`${how}: an earlier version is restored from the history, as a new one`, async () => {
    await link(editor, name).click();
    await link(editor, 'Tout ce qui a changé, et par qui').click();
    const entries = editor.locator('.revisions > li');
    assert.equal(await entries.count(), 4);
    assert.match(await entries.nth(2).innerText(), /Aya Semeuse[^]*Nous avons plus de place/);
    await entries.nth(2).getByRole('button', { name: /^Rétablir/ }).click();
    await editor.waitForURL(/history\?done=waiting$/);
    await look(editor, 'a version that waits to be restored');
    await openProposal();
    assert.match((await moderator.locator('.diff del').allInnerTexts()).join(' '), /forestière/);
    await accept();
    assert.deepEqual(await published(), { text: 'Chaque classe plante trois arbres et les regarde pousser.', bold: ['trois arbres'] });

    await moderator.goto(`${SITE}/fr/edit/${slug}/history`);
    await moderator.locator('.revisions > li').last().getByRole('button', { name: /^Rétablir/ }).click();
    await moderator.waitForURL(/history\?done=published$/);
    await look(moderator, 'a version that is restored');
    assert.deepEqual(await published(), { text: FIRST, bold: [] });
    await visitor.goto(`${SITE}/fr/organisations/${slug}`);
    await visitor.click('.dates a[href$="/history"]');
    assert.equal(await visitor.locator('.revisions > li').count(), 6);
    assert.match(await visitor.locator('.revisions > li').first().innerText(), /version 6[^]*par la fédération/);
    assert.ok(!/Aya|plus de place/.test(await visitor.innerText('main')), 'names and reasons are for those who edit');
    for (const page of [visitor, editor, moderator]) {
      assert.deepEqual(page.complaints, []);
    }
  });
}
