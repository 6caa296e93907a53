// The pictures of the README, light and dark: `make screenshot` writes them beside this file. An organisation's page, and what happens when somebody changes it.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { account, SITE, sql } from '../harness.mjs';
import { launch, open } from './browser.mjs';

const SLUG = 'caravane-des-droits';
const browser = await launch();

// A picture in each scheme, of 256 colours at most: of the window, or of what is between the page's own bars, down to the element `last`.
async function shoot(page, name, last) {
  await page.waitForFunction(() => document.fonts.status === 'loaded');
  for (const colorScheme of ['light', 'dark']) {
    const path = fileURLToPath(new URL(`${name}-${colorScheme}.png`, import.meta.url));
    await page.emulateMedia({ colorScheme });
    await page.screenshot({ path, fullPage: last !== undefined, clip: last && await page.evaluate((selector) => {
      const { top, width } = document.querySelector('main').getBoundingClientRect(), { bottom } = document.querySelector(selector).getBoundingClientRect();
      return { x: 0, y: top + scrollY, width, height: bottom - top + 16 };
    }, last) });
    execFileSync('pngquant', ['--force', '--strip', '--speed', '1', '--output', path, path]);
  }
}

async function signedIn({ email, password }) {
  const page = await open(browser, { viewport: { width: 808, height: 860 }, reducedMotion: 'reduce' });
  await page.goto(`${SITE}/fr/account/signin`);
  await page.fill('[name=email]', email);
  await page.fill('[name=password]', password);
  await page.click('main .form button');
  await page.waitForURL((url) => !url.pathname.includes('signin'));
  return page;
}

async function save(page, reason, done) {
  await page.fill('[name=reason]', reason);
  await page.click('.form-end button:not([name])');
  await page.waitForURL(`**done=${done}`);
}

const visitor = await open(browser, { viewport: { width: 1280, height: 860 } });
await visitor.goto(`${SITE}/fr/organisations/${SLUG}`);
await shoot(visitor, 'profile');

const editor = await signedIn(account('editor', SLUG)), moderator = await signedIn(account('moderator'));
await editor.goto(`${SITE}/fr/edit/${SLUG}/contact`);
await editor.fill('[name=phone]', '+32 81 55 01 27');
await save(editor, 'Nouveau numéro, dans nos nouveaux bureaux', 'published');
sql("INSERT INTO policy VALUES (0, '', TRUE)");
await editor.goto(`${SITE}/fr/edit/${SLUG}/activities/1`);
await editor.click('.rich-text');
await editor.keyboard.press('Control+a');
await editor.keyboard.type('Le bus s’installe trois jours dans votre cour. ');
await editor.keyboard.press('Control+b');
await editor.keyboard.type('Cinq espaces, cinq droits');
await editor.keyboard.press('Control+b');
await editor.keyboard.type(', une classe par heure :');
for (const item of ['- le droit au logement, qui est nouveau ;', 'le droit à l’école, à la santé, à l’asile ;', 'et celui de ne pas être d’accord.']) {
  await editor.keyboard.press('Enter');
  await editor.keyboard.type(item);
}
await editor.keyboard.press('Enter');
await editor.keyboard.press('Enter');
await editor.keyboard.type('Chaque élève repart avec un passeport de ses droits, tamponné et discuté.');
await shoot(editor, 'form', '.field:has(.rich-text)');
await save(editor, 'Un cinquième espace, et un jour de plus', 'waiting');
await moderator.goto(`${SITE}/fr/moderate/`);
await moderator.click('.queue a');
await moderator.waitForURL('**/submissions/*');
await shoot(moderator, 'review', '.review-part');
await moderator.click('[name=do][value=accept]');
await moderator.waitForURL('**done=accepted');
await editor.goto(`${SITE}/fr/edit/${SLUG}/history`);
await shoot(editor, 'history', '.revisions > li:nth-child(2)');
await browser.close();
