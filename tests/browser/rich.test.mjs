// The rich editor: by keyboard, by mouse, with what was copied elsewhere; and the text that is sent in the end.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { ROOT } from '../harness.mjs';
import { launch } from './browser.mjs';
import { accessible, serve, textarea, visit } from './editing.mjs';

const UNTOUCHED = '* un\n* deux\n\n\nTitre\n=====\n\n1) __gras__ et _penché_  \nà la ligne, <b>brut</b> & [là](  https://a.example  )\n';
let server, browser;

const form = (...fields) => `<form class="form" method="post" action="/sent" novalidate><input type="hidden" name="token" value="t">${fields.join('')}<p class="form-end"><button>Enregistrer</button></p></form>`;

before(async () => {
  server = await serve({
    '/fr/empty': form(textarea('mission', '', 'data-rich lang="nl"')),
    '/fr/text': form(textarea('mission', UNTOUCHED, 'data-rich')),
    '/fr/words': form(textarea('mission', 'un deux trois', 'data-rich')),
    '/fr/wrong': `<div class="faults" role="alert" aria-labelledby="faults" tabindex="-1"><h2 id="faults">Problème</h2><ul><li><a href="#f-mission">Mission</a></li></ul></div>${form('<label>Nom <input name="name"></label>',
      textarea('mission', 'trop', 'data-rich aria-invalid="true" data-limit="10"'))}`,
    '/de/empty': form(textarea('mission', '', 'data-rich')),
  });
  browser = await launch();
});
after(async () => {
  await browser?.close();
  server?.stop();
});

const text = (page) => page.evaluate(() => document.querySelector('textarea').value);
const html = (page) => page.evaluate(() => document.querySelector('.rich-text').innerHTML.replace(/<br class="ProseMirror-trailingBreak">/g, ''));
const editor = (page) => page.locator('.rich-text');
const button = (page, name) => page.getByRole('button', { name, exact: true });
const active = (page) => page.evaluate(() => document.activeElement.dataset.command ?? document.activeElement.className);

async function becomes(page, expected) {
  await page.waitForFunction((value) => document.querySelector('textarea').value === value, expected, { timeout: 5000 }).catch(() => {});
  assert.equal(await text(page), expected);
}

async function send(page) {
  server.posted.length = 0;
  await page.locator('.form-end button').first().click();
  await page.waitForURL('**/sent');
  return server.posted[0][1].get('mission');
}

async function done(page) {
  assert.deepEqual(page.complaints, []);
  await page.context().close();
}

test('a text that nobody changed is sent byte for byte, after a look at its source and a change taken back, too', async () => {
  const expected = UNTOUCHED.replaceAll('\n', '\r\n');
  let page = await visit(browser, server, '/fr/text');
  assert.equal(await send(page), expected);
  await done(page);

  page = await visit(browser, server, '/fr/text');
  assert.match(await html(page), /<h3 data-level="1">Titre<\/h3>/);
  await button(page, 'Texte source').click();
  assert.equal(await text(page), UNTOUCHED);
  await button(page, 'Texte source').click();
  await editor(page).click();
  await page.keyboard.press('Control+End');
  await page.keyboard.type('x');
  assert.notEqual(await text(page), UNTOUCHED);
  await page.keyboard.press('Backspace');
  assert.equal(await text(page), UNTOUCHED, 'what is as it was is written as it was');
  await page.keyboard.type('y');
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  assert.equal(await send(page), expected);
  await done(page);
});

test('typing and shortcuts make CommonMark', async () => {
  const page = await visit(browser, server, '/fr/empty');
  await editor(page).click();
  await page.keyboard.press('Control+Alt+1');
  await page.keyboard.type('Notre histoire');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Un ');
  await page.keyboard.press('Control+b');
  await page.keyboard.type('pont');
  await page.keyboard.press('Control+b');
  await page.keyboard.type(' de ');
  await page.keyboard.press('Control+i');
  await page.keyboard.type('corde');
  await page.keyboard.press('Control+i');
  await page.keyboard.press('Shift+Enter');
  await page.keyboard.type('2 * 3 <b> _x_ # 😀');
  await page.keyboard.press('Enter');
  await page.keyboard.type('- un');
  await page.keyboard.press('Enter');
  await page.keyboard.type('deux');
  await page.keyboard.press('Control+]');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await page.keyboard.type('> cité');
  assert.equal(await text(page), '# Notre histoire\n\nUn **pont** de *corde*\\\n2 \\* 3 \\<b> \\_x\\_ # 😀\n\n- un\n  - deux\n\n> cité');
  assert.equal(await send(page), '# Notre histoire\r\n\r\nUn **pont** de *corde*\\\r\n2 \\* 3 \\<b> \\_x\\_ # 😀\r\n\r\n- un\r\n  - deux\r\n\r\n> cité');
  await done(page);
});

test('by keyboard alone: Tab passes through, arrows move in the toolbar, buttons say what is', async () => {
  const page = await visit(browser, server, '/fr/words');
  const stops = [];
  for (let i = 0; i < 4; i++) {
    await page.keyboard.press('Tab');
    stops.push(await page.evaluate(() => document.activeElement.dataset.command ?? document.activeElement.getAttribute('role') ?? document.activeElement.textContent));
  }
  assert.deepEqual(stops.slice(0, 3), ['strong', 'textbox', 'Enregistrer'], 'one stop for the toolbar, one for the text, and out again');
  await page.keyboard.press('Shift+Tab');
  if (await active(page) !== 'rich-text prose ProseMirror ProseMirror-focused') {
    await page.keyboard.press('Shift+Tab');
  }
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Shift+Tab');
  assert.equal(await active(page), 'strong');
  await page.keyboard.press('Space');
  assert.equal(await button(page, 'Gras').getAttribute('aria-pressed'), 'true');
  assert.equal(await text(page), '**un deux trois**');
  assert.equal(await active(page), 'strong', 'the button keeps the focus');
  const seen = [];
  for (const key of ['ArrowRight', 'ArrowRight', 'ArrowLeft', 'End', 'ArrowRight', 'ArrowLeft', 'Home']) {
    await page.keyboard.press(key);
    seen.push(await active(page));
  }
  assert.deepEqual(seen, ['em', 'link', 'em', 'source', 'strong', 'source', 'strong']);
  assert.equal(await page.locator('.tool[tabindex="0"]').count(), 1);
  await page.keyboard.press('Escape');
  assert.match(await active(page), /rich-text/);
  await page.keyboard.press('End');
  await page.keyboard.type('!');
  assert.equal(await text(page), '**un deux trois!**');
  await done(page);
});

test('every button, by mouse: what is selected stays so, and a second press takes it back', async () => {
  const page = await visit(browser, server, '/fr/words');
  await editor(page).click();
  for (const [name, result] of [['Gras', '**un deux trois**'], ['Italique', '*un deux trois*'], ['Titre', '# un deux trois'], ['Sous-titre', '## un deux trois'], ['Liste à puces', '- un deux trois'],
    ['Liste numérotée', '1. un deux trois'], ['Citation', '> un deux trois']]) {
    await page.keyboard.press('Control+a');
    await button(page, name).click();
    assert.equal(await text(page), result);
    assert.equal(await button(page, name).getAttribute('aria-pressed'), 'true', name);
    await button(page, name).click();
    assert.equal(await text(page), 'un deux trois');
    assert.equal(await button(page, name).getAttribute('aria-pressed'), 'false', name);
  }
  await button(page, 'Liste à puces').click();
  await page.waitForTimeout(600);	// what follows at once is one step of the history
  await button(page, 'Liste numérotée').click();
  assert.equal(await text(page), '1. un deux trois', 'one list becomes the other');
  await button(page, 'Annuler').first().click();
  assert.equal(await text(page), '- un deux trois');
  await button(page, 'Rétablir').click();
  assert.equal(await text(page), '1. un deux trois');
  assert.equal(await button(page, 'Rétablir').getAttribute('aria-disabled'), 'true');
  await done(page);
});

test('links: asked for in a window, corrected, refused, removed', async () => {
  const page = await visit(browser, server, '/fr/words');
  await editor(page).click();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Control+k');
  const address = page.getByRole('textbox', { name: 'Adresse du lien' });
  await address.fill('javascript:alert(1)');
  await page.keyboard.press('Enter');
  assert.equal(await address.getAttribute('aria-invalid'), 'true');
  assert.equal(await page.locator('#rich-link-fault').isVisible(), true);
  await accessible(page, 'link');
  for (const [typed, href] of [['www.a.example/x y', 'https://www.a.example/x%20y'], ['info@a.example', 'mailto:info@a.example'], ['HTTPS://b.example', 'HTTPS://b.example']]) {
    if (!await address.isVisible()) {
      await button(page, 'Lien').click();
    }
    await address.fill(typed);
    await page.keyboard.press('Enter');
    await becomes(page, `[un deux trois](${href})`);
    assert.match(await active(page), /rich-text/);
    await page.keyboard.press('ArrowLeft');
  }
  await page.keyboard.press('Control+k');
  assert.equal(await address.inputValue(), 'HTTPS://b.example');
  await page.keyboard.press('Escape');
  assert.equal(await text(page), '[un deux trois](HTTPS://b.example)');
  await page.keyboard.press('Control+k');
  await button(page, 'Retirer le lien').click();
  await becomes(page, 'un deux trois');
  await page.keyboard.press('Control+End');
  await page.keyboard.type(' ');
  await page.keyboard.press('Control+k');
  await address.fill('https://c.example');
  await page.keyboard.press('Enter');
  await becomes(page, 'un deux trois <https://c.example>');
  assert.equal((await page.evaluate(() => location.pathname)), '/fr/words', 'Enter sent the window, not the form');
  await done(page);
});

test('the source and back', async () => {
  const page = await visit(browser, server, '/fr/words');
  await button(page, 'Texte source').click();
  assert.equal(await button(page, 'Texte source').getAttribute('aria-pressed'), 'true');
  assert.equal(await editor(page).isVisible(), false);
  assert.equal(await button(page, 'Gras').count(), 0, 'nothing that does not serve there');
  await accessible(page, 'source');
  await page.locator('textarea').fill('# Titre\n\n*a*');
  await page.locator('textarea').press('Tab');
  await button(page, 'Texte source').click();
  assert.equal(await html(page), '<h3 data-level="1">Titre</h3><p><em>a</em></p>');
  await editor(page).click();
  await page.keyboard.press('Control+End');
  await page.keyboard.type(' b');
  assert.equal(await send(page), '# Titre\r\n\r\n*a b*');
  await done(page);
});

const WORD = `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal { margin: 0 }</style></head><body lang=FR style='tab-interval:35.4pt'><!--StartFragment-->
<h1 style='margin-top:12pt'>Notre mission<o:p></o:p></h1><p class=MsoNormal style='text-align:justify'><b style='mso-bidi-font-weight:normal'><span style='font-family:Arial'>Nous</span></b> agissons <i>ici</i>.<o:p></o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp;</span></span></span><![endif]>un</p>
<p class=MsoListParagraphCxSpMiddle style='mso-list:l0 level2 lfo1'><span style='mso-list:Ignore'>o<span>&nbsp;&nbsp;</span></span>deux</p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·<span>&nbsp;&nbsp;</span></span>trois</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>1.<span>&nbsp;&nbsp;</span></span>premier</p><!--EndFragment--></body></html>`;
const WEB = '<meta charset="utf-8"><b style="font-weight:normal" id="docs-internal-guid-1"><p style="color:red" onclick="alert(1)"><span style="font-weight:700">Gras</span> et <span style="font-style:italic">penché</span>, <a href="https://a.example/?b=1&amp;c=2" style="color:blue">lien</a>, <a href="javascript:alert(1)">piège</a></p></b>'
  + '<ul style="list-style-type: none;"><li><p>a</p></li><li>b</li></ul><script>alert(1)</script><img src="https://evil.example/x.png" onerror="alert(1)"><table><tr><td>cellule</td></tr></table><h2>Titre</h2>';

async function paste(page, type, data) {
  await editor(page).click();
  await page.keyboard.press('Control+a');
  await page.evaluate(([mime, content]) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData(mime, content);
    document.querySelector('.rich-text').dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, [type, data]);
  return text(page);
}

test('pasted: what the site shows and nothing else', async () => {
  const page = await visit(browser, server, '/fr/empty');
  assert.equal(await paste(page, 'text/html', WORD), '# Notre mission\n\n**Nous** agissons *ici*.\n\n- un\n  - deux\n- trois\n\n1. premier');
  assert.equal(await paste(page, 'text/html', WEB), '**Gras** et *penché*, [lien](https://a.example/?b=1&c=2), piège\n\n- a\n- b\n\ncellule\n\n## Titre');
  assert.equal(await paste(page, 'text/plain', 'un\n* deux <b>\n\ntrois'), 'un\n\n\\* deux \\<b>\n\ntrois');
  assert.equal(await page.evaluate(() => document.querySelectorAll('.rich-text :is(img, script, style, table, [style], [onclick])').length), 0);
  await done(page);
});

test('copied here and pasted here it stays what it was', async () => {
  const page = await visit(browser, server, '/fr/text');
  const copied = await page.evaluate(() => {
    const clipboardData = new DataTransfer(), dom = document.querySelector('.rich-text');
    dom.focus();
    getSelection().selectAllChildren(dom);
    return new Promise((resolve) => setTimeout(() => {
      dom.dispatchEvent(new ClipboardEvent('copy', { clipboardData, bubbles: true, cancelable: true }));
      resolve(clipboardData.getData('text/html'));
    }, 100));
  });
  assert.equal(await paste(page, 'text/html', copied), UNTOUCHED);
  await done(page);
});

test('label, help, fault, language and limit are those of the field, and so is whoever comes by a link to it', async () => {
  const page = await visit(browser, server, '/fr/wrong');
  assert.equal(await page.evaluate(() => document.activeElement.className), 'faults');
  assert.equal(await page.getByRole('textbox', { name: 'Mission' }).count(), 1);
  const attributes = await page.evaluate(() => Object.fromEntries(['role', 'aria-multiline', 'aria-invalid', 'aria-describedby'].map((name) => [name, document.querySelector('.rich-text').getAttribute(name)])));
  assert.deepEqual(attributes, { role: 'textbox', 'aria-multiline': 'true', 'aria-invalid': 'true', 'aria-describedby': 'f-mission-help f-mission-count' });
  await page.click('.faults a');
  assert.match(await active(page), /rich-text/);
  await page.locator('[name=name]').focus();
  await page.click('label[for=f-mission]');
  assert.match(await active(page), /rich-text/);
  await page.keyboard.press('Control+End');
  await page.keyboard.type(' trop long');
  assert.equal((await page.locator('#f-mission-count').textContent()).replace(/\s/g, ' '), '14 caractères sur 10 : 4 de trop');
  await accessible(page);
  await done(page);
  const dutch = await visit(browser, server, '/fr/empty');
  assert.equal(await editor(dutch).getAttribute('lang'), 'nl');
  await done(dutch);
});

test('what another script writes into the field is what is edited', async () => {
  const page = await visit(browser, server, '/fr/words');
  await page.evaluate(() => {
    const field = document.querySelector('textarea');
    field.value = '- autre';
    field.dispatchEvent(new Event('input', { bubbles: true }));
  });
  assert.equal(await html(page), '<ul><li><p>autre</p></li></ul>');
  assert.equal(await text(page), '- autre');
  await done(page);
});

for (const [look, options] of Object.entries({ light: {}, dark: { colorScheme: 'dark' }, '320 px': { viewport: { width: 320, height: 640 } }, 'forced colours': { forcedColors: 'active' } })) {
  test(`the editor stands in nobody's way: ${look}`, async () => {
    for (const target of ['/fr/empty', '/fr/text', '/de/empty']) {
      const page = await visit(browser, server, target, options);
      await page.waitForSelector('.rich-text');
      // With forced colours they are the reader's own.
      await accessible(page, target, options.forcedColors ? { 'color-contrast': { enabled: false } } : {});
      const small = await page.evaluate(() => [...document.querySelectorAll('button')].filter((b) => b.checkVisibility() && (b.getBoundingClientRect().height < 24 || b.getBoundingClientRect().width < 24)).length);
      assert.equal(small, 0);
      await done(page);
    }
  });
}

test('built without npm the site has the plain field, and all else', async () => {
  const share = path.join(process.env.SCRATCH, 'share-plain');
  fs.rmSync(share, { recursive: true, force: true });
  const { status, stderr } = spawnSync('python3', [path.join(ROOT, 'templates/translate.py'), 'build', share], { encoding: 'utf8' });
  assert.equal(status, 0, stderr);
  assert.deepEqual(fs.readdirSync(path.join(share, 'static')).filter((name) => name.startsWith('rich')), []);
  for (const lang of ['fr', 'nl', 'de', 'en']) {
    for (const name of fs.readdirSync(path.join(share, 'templates', lang))) {
      assert.doesNotMatch(fs.readFileSync(path.join(share, 'templates', lang, name), 'utf8'), /rich\.js|\[\[with/);
    }
  }
  const plain = await serve({ '/fr/text': form(textarea('mission', UNTOUCHED, 'data-rich data-limit="500"')) }, {}, share);
  const page = await visit(browser, plain, '/fr/text');
  assert.equal(await page.locator('textarea').isVisible(), true);
  assert.match(await page.locator('.count').textContent(), /sur 500/);
  assert.equal(await page.locator('.rich').count(), 0);
  await done(page);
  plain.stop();
});

test('without scripts it is a field like any other', async () => {
  const page = await visit(browser, server, '/fr/text', { javaScriptEnabled: false });
  assert.equal(await page.locator('textarea').isVisible(), true);
  assert.equal(await page.locator('textarea').inputValue(), UNTOUCHED);
  assert.equal(await send(page), UNTOUCHED.replaceAll('\n', '\r\n'));
  await page.context().close();
});
