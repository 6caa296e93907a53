// What edit.js adds to forms: counts, drafts, order, previews, one sending; and that nothing is lost, nor kept where it should not be.
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { eventually } from '../harness.mjs';
import { launch } from './browser.mjs';
import { accessible, said, serve, textarea, visit } from './editing.mjs';

const FAMILY = '👩‍👩‍👧', COMBINED = 'e\u0301';
let server, browser, draftToken;

const input = (name, value = '', attributes = '') => `<div class="field"><label for="f-${name}">${name}</label><input id="f-${name}" name="${name}" type="text" value="${value}" ${attributes}></div>`;
const form = (attributes, ...fields) => `<form class="form" method="post" action="/sent" novalidate ${attributes}><input type="hidden" name="token" value="form-token">${fields.join('')}<p class="form-end"><button>Enregistrer</button></p></form>`;
const draft = (...fields) => form(`data-draft="/fr/edit/draft" data-draft-token="${draftToken}"`, input('title', 'un'), textarea('mission', 'deux\ntrois', 'data-rich'),
  '<div class="field"><label class="option"><input type="checkbox" name="theme" value="climate"><span>Climat</span></label><label class="option"><input type="checkbox" name="theme" value="peace" checked><span>Paix</span></label></div>',
  '<div class="field"><label for="f-password">Mot de passe</label><input id="f-password" name="password" type="password"></div>', ...fields);
const item = (name, i, all) => `<li data-label="${name}"><input type="hidden" name="order" value="${i}"><span>${name}</span> <button class="quiet" name="up" value="${i}" aria-label="Monter ${name}"${i === 0 ? ' disabled' : ''}>↑</button>
<button class="quiet" name="down" value="${i}" aria-label="Descendre ${name}"${i === all - 1 ? ' disabled' : ''}>↓</button></li>`;
const ORDERED = ['Formations', 'Animations', 'Plaidoyer', 'Boutique', 'Radio'];

before(async () => {
  draftToken = 'draft-1';
  server = await serve({
    '/fr/counts': form('', input('acronym', '', 'data-limit="10"'), textarea('summary', '123456', 'data-limit="10"')),
    '/fr/faults': `<div class="faults" role="alert" aria-labelledby="faults" tabindex="-1"><h2 id="faults">Problème</h2><ul><li><a href="#f-title">title</a></li></ul></div>${form('', input('title'))}`,
    '/fr/draft': () => draft(),
    '/fr/elsewhere': '<p>Ailleurs</p>',
    '/fr/order': form('', `<ol data-reorder>${ORDERED.map((name, i) => item(name, i, ORDERED.length)).join('')}</ol>`),
    '/fr/preview': form('data-preview="/fr/edit/preview" data-preview-token="preview-1"', input('title'), textarea('mission', 'Un *pont*', 'data-rich lang="nl"'), '<button name="preview" value="1">Aperçu de la page</button>'),
  });
  browser = await launch();
});
beforeEach(() => {
  server.posts = {};
  server.posted.length = 0;
  draftToken = 'draft-1';
});
after(async () => {
  await browser?.close();
  server?.stop();
});

async function done(page, known = /$^/) {
  assert.deepEqual(page.complaints.filter((complaint) => !known.test(complaint)), []);
  await page.context().close();
}

const drafts = () => server.posted.filter(([path]) => path === '/fr/edit/draft').map(([, fields]) => fields);
const drafted = (n) => eventually(() => drafts().length, (found) => found >= n, 10);
const kept = (page) => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('annuaire.draft')));

test('characters are counted as the server counts them, and said when it gets tight', async () => {
  const page = await visit(browser, server, '/fr/counts');
  const count = async (name) => (await page.locator(`#f-${name}-count`).textContent()).replace(/\s/g, ' ');
  assert.equal(await count('acronym'), '0 caractères sur 10');
  assert.equal(await count('summary'), '6 caractères sur 10');
  assert.equal(await page.getAttribute('#f-summary', 'aria-describedby'), 'f-summary-help f-summary-count');
  // A family is 5 code points, a letter with its accent two, a line's end one.
  await page.fill('#f-acronym', FAMILY);
  assert.equal(await count('acronym'), '5 caractères sur 10');
  await page.fill('#f-acronym', `${COMBINED}é😀`);
  assert.equal(await count('acronym'), '4 caractères sur 10');
  await page.fill('#f-summary', 'a\nb');
  assert.equal(await count('summary'), '3 caractères sur 10');
  await page.waitForTimeout(1300);
  assert.equal(await page.locator('body > [role=status]').count(), 0, 'far from the limit nothing is said');
  await page.fill('#f-acronym', '123456789');
  await said(page, '9 caractères sur 10');
  assert.equal(await page.locator('#f-acronym-count.over').count(), 0);
  const ink = await page.evaluate(() => getComputedStyle(document.querySelector('#f-acronym-count')).color);
  await page.fill('#f-acronym', `123456789${FAMILY}`);
  await said(page, '14 caractères sur 10 : 4 de trop');
  assert.notEqual(await page.evaluate(() => getComputedStyle(document.querySelector('#f-acronym-count')).color), ink);
  assert.equal(await page.inputValue('#f-acronym'), `123456789${FAMILY}`, 'nothing is cut off');
  await accessible(page);
  await done(page);
});

test('the summary of faults is where one starts', async () => {
  const page = await visit(browser, server, '/fr/faults');
  assert.equal(await page.evaluate(() => document.activeElement.className), 'faults');
  await done(page);
});

test('impatient clicks send a form once; who comes back may send it again', async () => {
  let release;
  server.posts['/sent'] = () => new Promise((resolve) => { release = resolve; });
  const page = await visit(browser, server, '/fr/counts');
  await page.evaluate(() => {
    for (const wait of [0, 0, 50, 400]) {
      setTimeout(() => document.querySelector('.form-end button').click(), wait);
    }
  });
  await eventually(() => server.posted.length, (n) => n > 0);
  await new Promise((resolve) => setTimeout(resolve, 900));
  assert.equal(server.posted.length, 1);
  release({});
  await page.waitForURL('**/sent');
  server.posts = {};
  await page.goBack();
  await page.locator('.form-end button').click();
  await page.waitForURL('**/sent');
  assert.equal(server.posted.length, 2);
  await done(page);
});

test('a draft is posted as the form would be, a moment after the last change and at most every 15 seconds', async () => {
  server.posts['/fr/edit/draft'] = () => ({ status: 204 });
  const page = await visit(browser, server, '/fr/draft', { before: (p) => p.clock.install() });
  await page.clock.pauseAt(Date.now() + 60_000);
  await page.clock.runFor(60_000);
  assert.equal(drafts().length, 0, 'nothing has changed');
  await page.fill('#f-title', 'a & é');
  await page.fill('#f-password', 'geheim');
  await page.check('[value=climate]');
  await page.clock.runFor(2500);
  await page.locator('.rich-text').click();
  await page.keyboard.press('Control+End');
  await page.keyboard.type('!');
  await page.clock.runFor(2500);
  assert.equal(drafts().length, 0, 'still typing');
  await page.clock.runFor(1000);
  await drafted(1);
  assert.deepEqual([...drafts()[0]], [['title', 'a & é'], ['mission', 'deux trois!'], ['theme', 'climate'], ['theme', 'peace'], ['token', 'draft-1']]);
  await page.waitForFunction(() => /^Brouillon enregistré à \d\d:\d\d$/.test(document.querySelector('.draft-state').textContent));
  assert.equal(await page.locator('.draft-state').getAttribute('role'), 'status');
  await page.fill('#f-title', 'b');
  await page.clock.runFor(10_000);
  assert.equal(drafts().length, 1, 'not before 15 seconds are over');
  await page.clock.runFor(6000);
  await drafted(2);
  assert.equal(drafts()[1].get('title'), 'b');
  // Who never stops typing is saved all the same.
  await page.clock.runFor(20_000);
  for (let i = 0; i < 17; i++) {
    await page.locator('#f-title').press('x');
    await page.clock.runFor(1000);
  }
  await drafted(3);
  assert.deepEqual(await kept(page), [], 'nothing stays in the browser');
  await done(page);
});

test('untouched text goes into a draft as it was, its lines ended as a form ends them', async () => {
  server.posts['/fr/edit/draft'] = () => ({ status: 204 });
  const page = await visit(browser, server, '/fr/draft');
  await page.fill('#f-title', 'x');
  await drafted(1);
  assert.equal(drafts()[0].get('mission'), 'deux\r\ntrois');
  await done(page);
});

test('a session that is over: it is said, and goes on with new tokens after signing in elsewhere', async () => {
  server.posts['/fr/edit/draft'] = (fields) => ({ status: fields.get('token') === 'draft-2' ? 204 : 401 });
  const page = await visit(browser, server, '/fr/draft');
  await page.fill('#f-title', 'nouveau');
  await page.waitForFunction(() => document.querySelector('.draft-state').textContent.startsWith('Votre session est terminée'));
  assert.deepEqual(await kept(page), []);
  assert.equal(await page.inputValue('#f-title'), 'nouveau');
  // In another tab somebody signs in: the page would be given other tokens now.
  draftToken = 'draft-2';
  server.pages['/fr/draft'] = () => draft().replace('form-token', 'form-token-2');
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await page.waitForFunction(() => document.querySelector('.draft-state').textContent.startsWith('Brouillon enregistré'));
  assert.equal(drafts().at(-1).get('title'), 'nouveau');
  assert.equal(await page.evaluate(() => document.querySelector('form').elements.token.value), 'form-token-2');
  server.pages['/fr/draft'] = () => draft();
  await done(page, /401/);
});

test('refused or broken: tried again, later and later, without a word in the way', async () => {
  let status = 409;
  server.posts['/fr/edit/draft'] = () => ({ status });
  const page = await visit(browser, server, '/fr/draft', { before: (p) => p.clock.install() });
  await page.clock.pauseAt(Date.now() + 60_000);
  await page.fill('#f-title', 'x');
  await page.clock.runFor(4000);
  await drafted(1);
  await page.waitForFunction(() => document.querySelector('.draft-state').textContent.startsWith('Pas encore'));
  assert.deepEqual(await kept(page), []);
  await page.clock.runFor(20_000);
  assert.equal(drafts().length, 1, 'twice as long after a failure');
  status = 503;
  await page.clock.runFor(12_000);
  await drafted(2);
  status = 204;
  await eventually(async () => { await page.clock.runFor(10_000); return drafts().length; }, (n) => n > 2);
  await page.waitForFunction(() => document.querySelector('.draft-state').textContent.startsWith('Brouillon'));
  await done(page, /409|503/);
});

test('no server: a copy in the browser, offered on return, gone once it is saved', async () => {
  server.posts['/fr/edit/draft'] = () => ({ drop: true });
  const page = await visit(browser, server, '/fr/draft');
  page.on('dialog', (dialog) => dialog.accept());
  await page.fill('#f-title', 'gardé');
  await page.fill('#f-password', 'geheim');
  await page.uncheck('[value=peace]');
  await page.locator('.rich-text').click();
  await page.keyboard.press('Control+End');
  await page.keyboard.type(' quatre');
  await page.waitForFunction(() => document.querySelector('.draft-state').textContent.startsWith('Le serveur est injoignable'));
  assert.equal((await kept(page)).length, 1);
  assert.equal(await page.evaluate(() => JSON.stringify(localStorage).includes('geheim') || JSON.stringify(localStorage).includes('token')), false);
  await page.goto(`${server.site}/fr/draft`);
  assert.equal(await page.inputValue('#f-title'), 'un', 'nothing comes back unasked');
  assert.match(await page.locator('.kept').innerText(), /gardé dans ce navigateur\s: \d+ /);
  await accessible(page);
  server.posts['/fr/edit/draft'] = () => ({ status: 204 });
  const before = drafts().length;
  await page.getByRole('button', { name: 'Reprendre ce texte' }).click();
  assert.equal(await page.inputValue('#f-title'), 'gardé');
  assert.equal(await page.isChecked('[value=peace]'), false);
  assert.equal(await page.inputValue('#f-password'), '');
  assert.equal(await page.locator('.rich-text').innerText(), 'deux trois quatre');
  assert.equal(await page.evaluate(() => document.querySelector('form').elements.token.value), 'form-token');
  await drafted(before + 1);
  await page.waitForFunction(() => document.querySelector('.draft-state').textContent.startsWith('Brouillon'));
  assert.deepEqual(await kept(page), []);
  assert.equal(await page.locator('.kept').count(), 0);

  // Thrown away, it is gone; what the form shows anyway is not offered.
  const copy = (title) => page.evaluate((t) => localStorage.setItem('annuaire.draft /fr/edit/draft', JSON.stringify({ at: Date.now(), fields: [['title', t], ['mission', 'deux\ntrois'], ['theme', 'peace']] })), title);
  await copy('autre');
  await page.reload();
  await page.getByRole('button', { name: 'Le jeter' }).click();
  assert.deepEqual(await kept(page), []);
  assert.equal(await page.inputValue('#f-title'), 'un');
  await copy('un');
  await page.reload();
  assert.equal(await page.locator('.kept').count(), 0);
  assert.deepEqual(await kept(page), []);

  // Of any form: too old, or no copy at all.
  await page.evaluate(() => {
    for (const [form, days] of [['a', 31], ['b', 29]]) {
      localStorage.setItem(`annuaire.draft /fr/edit/${form}/draft`, JSON.stringify({ at: Date.now() - days * 86400000, fields: [] }));
    }
    localStorage.setItem('annuaire.draft /fr/edit/c/draft', '{');
  });
  await page.reload();
  assert.deepEqual(await kept(page), ['annuaire.draft /fr/edit/b/draft']);
  await done(page, /ERR_EMPTY_RESPONSE|ERR_CONNECTION|Failed to load|blocked/i);
});

test('who leaves is asked only if something would be lost', async () => {
  server.posts['/fr/edit/draft'] = () => ({ status: 204 });
  const page = await visit(browser, server, '/fr/draft');
  let asked = 0;
  page.on('dialog', (dialog) => { asked++; dialog.accept(); });
  await page.goto(`${server.site}/fr/elsewhere`);
  assert.equal(asked, 0, 'nothing was changed');
  await page.goto(`${server.site}/fr/draft`);
  await page.fill('#f-title', 'x');
  await page.waitForFunction(() => document.querySelector('.draft-state').textContent.startsWith('Brouillon'));
  await page.goto(`${server.site}/fr/elsewhere`);
  assert.equal(asked, 0, 'all of it is drafted');
  await page.goto(`${server.site}/fr/draft`);
  const before = drafts().length;
  await page.fill('#f-title', 'vite');
  await page.goto(`${server.site}/fr/elsewhere`);
  assert.equal(asked, 1, 'not drafted yet');
  await drafted(before + 1);
  assert.equal(drafts().at(-1).get('title'), 'vite', 'and it is sent at the last moment');
  await page.goto(`${server.site}/fr/draft`);
  assert.deepEqual(await kept(page), [], 'the server can be reached: no copy');
  await page.fill('#f-title', 'y');
  await page.locator('.form-end button').click();
  await page.waitForURL('**/sent');
  assert.equal(asked, 1, 'sending is not leaving');
  await page.goto(`${server.site}/fr/order`);
  await page.getByRole('button', { name: 'Descendre Formations' }).click();
  await page.goto(`${server.site}/fr/elsewhere`);
  assert.equal(asked, 2, 'nor is an order that was not saved');
  await done(page);
});

const order = (page) => page.evaluate(() => [...document.querySelectorAll('[data-reorder] > li')].map((li) => li.dataset.label));

test('order by keyboard: in place, said, and the focus stays', async () => {
  const page = await visit(browser, server, '/fr/order');
  const down = page.getByRole('button', { name: 'Descendre Formations' }), up = page.getByRole('button', { name: 'Monter Formations' });
  await down.focus();
  await page.keyboard.press('Enter');
  await said(page, 'Formations : position 2 sur 5');
  await page.keyboard.press('Space');
  await said(page, 'Formations : position 3 sur 5');
  assert.deepEqual(await order(page), ['Animations', 'Plaidoyer', 'Formations', 'Boutique', 'Radio']);
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute('aria-label')), 'Descendre Formations');
  await up.focus();
  for (let i = 0; i < 3; i++) {
    await page.keyboard.press('Enter');
  }
  await said(page, 'Formations est déjà en tête de liste');
  assert.equal(await up.getAttribute('aria-disabled'), 'true');
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute('aria-label')), 'Monter Formations');
  await page.getByRole('button', { name: 'Monter Radio' }).click();
  assert.equal(server.posted.length, 0, 'no round trip');
  await accessible(page);
  await page.locator('.form-end button').click();
  await page.waitForURL('**/sent');
  assert.deepEqual(server.posted[0][1].getAll('order'), ['0', '1', '2', '4', '3']);
  assert.equal(server.posted[0][1].has('up') || server.posted[0][1].has('down'), false);
  await done(page);
});

test('order by pointer, with a mark where it will be; Escape takes it back', async () => {
  const page = await visit(browser, server, '/fr/order');
  const middle = async (name, part = 0.5) => {
    const box = await page.locator(`li[data-label=${name}]`).boundingBox();
    return box.y + box.height * part;
  };
  const grab = async (name) => {
    const box = await page.locator(`li[data-label=${name}] .handle`).boundingBox();
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.down();
    return box.x + box.width / 2;
  };
  let x = await grab('Formations');
  await page.mouse.move(x, await middle('Boutique', 0.25), { steps: 5 });
  assert.equal(await page.locator('.insert-before').getAttribute('data-label'), 'Boutique');
  assert.equal(await page.evaluate(() => getComputedStyle(document.querySelector('.insert-before'), '::before').height), '4px');
  await page.mouse.up();
  assert.deepEqual(await order(page), ['Animations', 'Plaidoyer', 'Formations', 'Boutique', 'Radio']);
  await said(page, 'Formations : position 3 sur 5');
  assert.equal(await page.locator('.insert-before, .insert-after, .moving').count(), 0);
  x = await grab('Animations');
  await page.mouse.move(x, await middle('Radio', 0.9), { steps: 5 });
  assert.equal(await page.locator('.insert-after').getAttribute('data-label'), 'Radio');
  await page.mouse.up();
  assert.deepEqual(await order(page), ['Plaidoyer', 'Formations', 'Boutique', 'Radio', 'Animations']);
  x = await grab('Radio');
  await page.mouse.move(x, await middle('Plaidoyer', 0.25), { steps: 5 });
  await page.keyboard.press('Escape');
  await page.mouse.up();
  assert.deepEqual(await order(page), ['Plaidoyer', 'Formations', 'Boutique', 'Radio', 'Animations']);
  assert.equal(await page.locator('.insert-before, .insert-after, .moving').count(), 0);
  await done(page);
});

test('order with a finger, and without scripts', async () => {
  const page = await visit(browser, server, '/fr/order', { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });
  const session = await page.context().newCDPSession(page);
  const handle = await page.locator('li[data-label=Radio] .handle').boundingBox(), target = await page.locator('li[data-label=Formations]').boundingBox();
  assert.ok(handle.width >= 44 && handle.height >= 44);
  const touch = (type, y) => session.send('Input.dispatchTouchEvent', { type, touchPoints: y === undefined ? [] : [{ x: handle.x + handle.width / 2, y }] });
  await touch('touchStart', handle.y + handle.height / 2);
  for (let i = 1; i <= 6; i++) {
    await touch('touchMove', handle.y + (target.y + 4 - handle.y) * i / 6);
  }
  await touch('touchEnd');
  assert.deepEqual(await order(page), ['Radio', ...ORDERED.slice(0, 4)]);
  await accessible(page);
  await done(page);
  const plain = await visit(browser, server, '/fr/order', { javaScriptEnabled: false });
  await plain.click('[name=down][value="1"]');
  await plain.waitForURL('**/sent');
  assert.equal(server.posted.at(-1)[1].get('down'), '1');
  await plain.context().close();
});

test('a preview made by the server follows what is typed', async () => {
  server.posts['/fr/edit/preview'] = (fields) => ({ body: `<p>${fields.get('text').length} <em>signes</em></p><script>document.title = "harm"</script>` });
  const page = await visit(browser, server, '/fr/preview');
  assert.equal(await page.locator('[name=preview]').isVisible(), false, 'the plain button has no more use');
  const toggle = page.locator('button[aria-controls="f-mission-preview"]'), shown = page.locator('#f-mission-preview');
  assert.equal(await toggle.innerText(), 'Aperçu');
  await toggle.click();
  await page.waitForSelector('#f-mission-preview em');
  assert.equal(await shown.innerText(), '9 signes');
  assert.deepEqual([...server.posted[0][1]], [['text', 'Un *pont*'], ['token', 'preview-1'], ['lang', 'nl']]);
  assert.deepEqual([await toggle.getAttribute('aria-expanded'), await shown.getAttribute('lang'), await toggle.innerText()], ['true', 'nl', "Fermer l’aperçu"]);
  await page.locator('.rich-text').click();
  await page.keyboard.press('Control+End');
  await page.keyboard.type(' de corde');
  await page.waitForFunction(() => document.querySelector('#f-mission-preview').innerText === '18 signes');
  assert.equal(server.posted.length, 2, 'one request for what is typed at once');
  await accessible(page);
  server.posts['/fr/edit/preview'] = () => ({ status: 500 });
  await page.keyboard.type('!');
  await page.waitForFunction(() => document.querySelector('#f-mission-preview').textContent.startsWith("L’aperçu n’a pas pu"));
  await toggle.click();
  await page.keyboard.type('!');
  await page.waitForTimeout(900);
  assert.equal(server.posted.length, 3, 'closed it asks for nothing');
  assert.equal(await page.title(), 'Essai');
  await done(page, /500/);
});

for (const [look, options] of Object.entries({ dark: { colorScheme: 'dark' }, '320 px': { viewport: { width: 320, height: 640 } } })) {
  test(`all of it stands in nobody's way: ${look}`, async () => {
    server.posts['/fr/edit/preview'] = () => ({ body: '<h3>Titre</h3><p>Un <a href="https://a.example">pont</a></p>' });
    for (const target of ['/fr/counts', '/fr/faults', '/fr/draft', '/fr/order', '/fr/preview']) {
      const page = await visit(browser, server, target, options);
      if (target === '/fr/preview') {
        await page.click('button[aria-controls]');
        await page.waitForSelector('.preview h3');
      }
      await accessible(page, target);
      await done(page);
    }
  });
}
