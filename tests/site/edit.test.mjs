// Editing: forms that publish, merge, wait, and lose nothing.
import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { parseHTML } from 'linkedom';
import { account, all, annuaire, eventually, fieldsOf, filled, get, makeOrganisation, page, pairsWith, send, signIn, ORIGIN, sql, typed, Visitor, words } from '../harness.mjs';

const fatou = account('editor', 'fil-equitable'), lotte = account('editor', 'klimaat-kompas'), moderator = account('moderator');
const slugs = [];
let slug, editor;

const DOCUMENT = {
  name: { fr: 'Le Moulin aux idées', nl: 'De Ideeënmolen' }, acronym: 'MAI', website: 'https://moulin.example/', address: { street: 'Rue du Moulin 1', postcode: '5000', locality: 'Namur', country: 'BE' },
  mission: { fr: 'Moudre des idées.' }, facets: { theme: ['climate'], zone: ['namur'] }, branches: [{ name: { fr: 'Liège', nl: 'Luik' }, locality: 'Liège' }, { name: { fr: 'Mons' } }],
  activities: [{ number: 1, title: { fr: 'Moudre' } }, { number: 2, title: { fr: 'Pétrir' } }, { number: 5, title: { fr: 'Cuire' } }],
  partners: [{ name: 'Boulangerie du coin', relation: 'partner' }],
};

function make(document = DOCUMENT, editors = [fatou.email, lotte.email]) {
  const made = makeOrganisation(document, editors);
  slugs.push(made);
  return made;
}

const at = (part, of = slug) => `/fr/edit/${of}${part === '' ? '' : `/${part}`}`;
const stored = (of = slug) => JSON.parse(annuaire('export', of).out);
const revisions = (of = slug) => Number(sql(`SELECT revision FROM organisation WHERE slug = '${of}'`)[0][0]);

const save = async (visitor, target, changes) => send(visitor, target, await filled(visitor, target, changes));
const goesTo = (answer, location) => assert.deepEqual([answer.status, answer.headers.location], [303, location], words(parseHTML(answer.body || '<p>').document.querySelector('main')));
const documentOf = (answer) => parseHTML(answer.body).document;

before(async () => {
  slug = make();
  editor = await signIn(fatou.email, fatou.password);
});

after(() => {
  sql(`DELETE FROM policy`);
  for (const one of slugs) {
    annuaire('close', one);
  }
});

test('whoever is not signed in is led to the sign-in page and back', async () => {
  const answer = await new Visitor().get(`${at('texts')}?language=nl`);
  assert.equal(answer.status, 303);
  assert.equal(answer.headers.location, `/fr/account/signin?next=${encodeURIComponent(`/edit/${slug}/texts?language=nl`)}`);
  assert.equal(answer.headers['cache-control'], 'no-store');
});

test('one edits one’s own organisations; those of others are refused, and so are those that do not exist', async () => {
  const { document } = await editor.page('/fr/edit/');
  const links = all(document, '.own h2 a').map((a) => a.getAttribute('href'));
  assert.ok(links.includes(`/fr/edit/${slug}`) && links.includes('/fr/edit/fil-equitable'));
  assert.ok(!links.includes('/fr/edit/klimaat-kompas'));
  for (const other of ['klimaat-kompas', 'nobody-at-all']) {
    assert.equal((await editor.get(`/fr/edit/${other}`)).status, 403);
    assert.equal((await editor.get(`/fr/edit/${other}/texts`)).status, 403);
  }
});

test('a moderator finds every organisation by its name', async () => {
  const visitor = await signIn(moderator.email, moderator.password);
  const { document } = await visitor.page('/fr/edit/?q=MOULIN%20aux%20id%C3%A9es');
  assert.deepEqual(all(document, '.own h2 a').map(words), ['Le Moulin aux idées']);
  assert.equal((await visitor.get(at('identity'))).status, 200);
});

test('a form that nobody touched saves nothing', async () => {
  const before = revisions();
  for (const part of ['identity', 'contact', 'texts', 'facets', 'branches', 'partners', 'activities/1']) {
    const target = at(part);
    goesTo(await save(editor, target), `/fr/edit/${slug}${part.startsWith('activities') ? '/activities' : ''}?done=nothing`);
  }
  assert.equal(revisions(), before);
});

test('what is saved is published: the page, the search, the history say so', async () => {
  const answer = await save(editor, at('identity'), { 'summary.fr': 'Un moulin\nqui tourne au vent salé.', enterprise_number: 'BE 0123 456 749', reason: 'Nouvelle phrase' });
  goesTo(answer, `${at('')}?done=published`);
  assert.ok(words((await editor.page(answer.headers.location)).document.querySelector('.done')).length > 0);
  const document = stored();
  assert.equal(document.summary.fr, 'Un moulin qui tourne au vent salé.');
  assert.equal(document.enterprise_number, '0123.456.749');
  assert.deepEqual(document.name, DOCUMENT.name);
  const shown = await eventually(() => page(`/fr/organisations/${slug}`), ({ body }) => body.includes('vent salé'));
  assert.equal(words(shown.document.querySelector('.summary')), document.summary.fr);
  const found = await eventually(() => page('/fr/organisations?q=vent+sal%C3%A9'), ({ body }) => body.includes(slug));
  assert.ok(found.body.includes(`/fr/organisations/${slug}`));
  const [row] = sql(`SELECT author, reason, account_id IS NOT NULL FROM revision r JOIN organisation o ON o.id = r.organisation_id AND o.revision = r.number WHERE o.slug = '${slug}'`);
  assert.deepEqual(row, ['Fatou Diallo', 'Nouvelle phrase', '1']);
  assert.equal(annuaire('check', 'content').status, 0);
});

test('what is wrong is said beside its field and above the form; nothing that was typed is lost, nothing is saved', async () => {
  const before = revisions();
  const answer = await save(editor, at('contact'), { website: 'ftp://moulin', email: 'moulin', 'address.country': 'Pays des moulins', phone: '+32 81 23 45 67', reason: 'Parce que' });
  assert.equal(answer.status, 422);
  const document = documentOf(answer);
  for (const [name, value] of [['website', 'ftp://moulin'], ['email', 'moulin'], ['address.country', 'Pays des moulins']]) {
    const field = document.querySelector(`[name="${name}"]`);
    assert.equal(field.getAttribute('value'), value);
    assert.equal(field.getAttribute('aria-invalid'), 'true');
    assert.ok(field.getAttribute('aria-describedby').split(' ').some((id) => document.getElementById(id)?.classList.contains('fault')));
    assert.ok(document.querySelector(`.faults a[href="#${field.id}"]`));
  }
  assert.equal(document.querySelector('[name=phone]').getAttribute('value'), '+32 81 23 45 67');
  assert.equal(document.querySelector('[name=reason]').getAttribute('value'), 'Parce que');
  assert.equal(all(document, '.fault').length, 3);
  assert.equal(revisions(), before);
  const missing = await save(editor, at('activities/new'), { 'activities[4].price.fr': 'gratuit' });
  assert.equal(missing.status, 422);
  assert.ok(documentOf(missing).querySelector('[name="activities[4].title.fr"][aria-invalid]'));
});

test('people write addresses, countries and numbers as they do', async () => {
  goesTo(await save(editor, at('contact'), { website: 'www.moulin.example', 'address.country': 'Pays-Bas', languages: ['fr', 'de'] }), `${at('')}?done=published`);
  const document = stored();
  assert.equal(document.website, 'https://www.moulin.example');
  assert.equal(document.address.country, 'NL');
  assert.deepEqual(document.languages, ['fr', 'de']);
  assert.equal((await editor.page(at('contact').replace('/fr/', '/nl/'))).document.querySelector('[name="address.country"]').getAttribute('value'), 'Nederland');
  goesTo(await save(editor, at('contact'), { 'address.country': 'België', languages: null }), `${at('')}?done=published`);
  assert.equal(stored().address.country, undefined);
  assert.equal(stored().languages, undefined);
  const { document: form } = await editor.page(at('contact'));
  const counted = (name) => form.querySelector(`[name="${name}"]`).hasAttribute('data-limit');
  assert.deepEqual([counted('address.country'), counted('phone')], [false, true], 'the signs of a country’s name are nobody’s to count');
});

test('a text is written in one language; the others stay', async () => {
  goesTo(await save(editor, `${at('texts')}?language=nl`, { 'mission.nl': 'Ideeën *malen*.\n\n- een\n- twee' }), `${at('')}?done=published`);
  assert.deepEqual(stored().mission, { fr: 'Moudre des idées.', nl: 'Ideeën *malen*.\n\n- een\n- twee' });
  const shown = await eventually(() => page(`/nl/organisations/${slug}`), ({ body }) => body.includes('<em>malen</em>'));
  assert.ok(shown.body.includes('<em>malen</em>'));
});

test('rows are added, moved and removed without anything being saved, then saved together', async () => {
  const target = at('branches'), before = revisions();
  const press = async (pairs, action) => {
    const answer = await send(editor, target, [...pairs.filter(([name]) => name !== 'do'), ['do', action]]);
    assert.equal(answer.status, 200);
    return pairsWith(documentOf(answer), target, {});
  };
  let pairs = await press(await filled(editor, target), 'add:branches');
  const names = new Map(pairs);
  assert.equal(names.get('branches[3].name.fr'), '');
  pairs = pairs.map(([name, value]) => [name, name === 'branches[3].name.fr' ? 'Arlon' : value]);
  pairs = await press(pairs, 'up:branches[3]');
  pairs = await press(pairs, 'remove:branches[3]');
  assert.equal(revisions(), before);
  goesTo(await send(editor, target, pairs), `${at('')}?done=published`);
  assert.deepEqual(stored().branches, [{ name: { fr: 'Liège', nl: 'Luik' }, locality: 'Liège' }, { name: { fr: 'Arlon' } }]);
});

test('activities are added, changed, put in order and withdrawn; their numbers stay', async () => {
  const added = await save(editor, at('activities/new'), { 'activities[4].title.fr': 'Goûter', 'activities[4].dates.starts_on': '2027-03-01', 'activities[4].facets.audience': ['primary'],
    'activities[4].price.fr': '2 euros', 'activities[4].place': 'Au moulin', 'activities[4].languages': ['fr', 'nl'] });
  goesTo(added, `${at('activities')}?done=published`);
  assert.deepEqual(stored().activities.map((a) => a.number), [1, 2, 5, 6]);
  assert.deepEqual(stored().activities[3].dates, { starts_on: '2027-03-01' });
  const { document } = await editor.page(at('activities'));
  assert.deepEqual(all(document, '[name=order]').map((i) => i.getAttribute('value')), ['1', '2', '5', '6']);
  const moved = await save(editor, at('activities'), { up: '6' });
  assert.equal(moved.status, 200);
  const pairs = pairsWith(documentOf(moved), at('activities'), {});
  assert.deepEqual(pairs.filter(([name]) => name === 'order').map(([, value]) => value), ['1', '2', '6', '5']);
  goesTo(await send(editor, at('activities'), pairs), `${at('activities')}?done=published`);
  assert.deepEqual(stored().activities.map((a) => a.number), [1, 2, 6, 5]);
  goesTo(await save(editor, at('activities/6'), { 'activities[3].title.fr': 'Déguster' }), `${at('activities')}?done=published`);
  assert.equal(stored().activities[2].title.fr, 'Déguster');
  const shown = await eventually(() => page(`/fr/organisations/${slug}/activities/6`), ({ body }) => body.includes('Déguster'));
  for (const part of ['2 euros', 'Au moulin', '1er mars 2027']) {
    assert.ok(words(shown.document.querySelector('main')).includes(part), part);
  }
  const listed = () => get(`/fr/activities.json?q=${encodeURIComponent('déguster')}`).then(({ body }) => body.includes(`/organisations/${slug}/activities/6`));
  assert.ok(await eventually(listed, (is) => is), 'a search finds it');
  goesTo(await save(editor, at('activities/6'), { do: 'withdraw' }), `${at('activities')}?done=published`);
  assert.deepEqual(stored().activities.map((a) => a.number), [1, 2, 5]);
  assert.ok(!await eventually(listed, (is) => !is), 'a search finds it no more');
  assert.equal((await eventually(() => get(`/fr/organisations/${slug}/activities/6`), ({ status }) => status === 404)).status, 404);
  assert.equal((await editor.get(at('activities/6'))).status, 404);
});

test('two people change different parts: both stand', async () => {
  const other = await signIn(lotte.email, lotte.password);
  const first = await filled(editor, at('contact'), { phone: '081 11 11 11' }), second = await filled(other, at('contact'), { email: 'bonjour@moulin.example' });
  goesTo(await send(editor, at('contact'), first), `${at('')}?done=published`);
  goesTo(await send(other, at('contact'), second), `${at('')}?done=published`);
  assert.equal(stored().phone, '081 11 11 11');
  assert.equal(stored().email, 'bonjour@moulin.example');
});

test('two people change the same text: the second sees both versions and what they began with, and decides', async () => {
  const other = await signIn(lotte.email, lotte.password), before = stored().mission.fr;
  const first = await filled(editor, at('texts'), { 'mission.fr': 'Moudre des idées fines.' });
  const second = await filled(other, at('texts'), { 'mission.fr': 'Moudre de grosses idées.', 'history.fr': 'Depuis 1850.' });
  goesTo(await send(editor, at('texts'), first), `${at('')}?done=published`);
  const after = revisions();
  const answer = await send(other, at('texts'), second);
  assert.equal(answer.status, 409);
  const document = documentOf(answer);
  const versions = all(document, '.versions dd').map((dd) => dd.textContent);
  assert.deepEqual(versions, ['Moudre de grosses idées.', 'Moudre des idées fines.', before]);
  assert.equal(typed(document.querySelector('[name=\"mission.fr\"]')), 'Moudre de grosses idées.');
  assert.equal(typed(document.querySelector('[name=\"history.fr\"]')), 'Depuis 1850.');
  assert.equal(revisions(), after);
  goesTo(await send(other, at('texts'), pairsWith(document, at('texts'), { 'mission.fr': 'Moudre de grosses et fines idées.' })), `${at('')}?done=published`);
  assert.equal(stored().mission.fr, 'Moudre de grosses et fines idées.');
  assert.equal(stored().history.fr, 'Depuis 1850.');
});

test('two people change the same short value, or one withdraws what the other edits: the form has one’s own, and saving it decides', async () => {
  const other = await signIn(lotte.email, lotte.password);
  const mine = await filled(other, at('identity'), { acronym: 'LMI' });
  goesTo(await save(editor, at('identity'), { acronym: 'MOULIN' }), `${at('')}?done=published`);
  const answer = await send(other, at('identity'), mine);
  assert.equal(answer.status, 409);
  assert.equal(documentOf(answer).querySelector('[name=acronym]').getAttribute('value'), 'LMI');
  goesTo(await send(other, at('identity'), pairsWith(documentOf(answer), at('identity'), { acronym: 'MAI' })), `${at('')}?done=published`);
  assert.equal(stored().acronym, 'MAI');

  const edited = await filled(other, at('activities/5'), { 'activities[3].title.fr': 'Cuire au four' });
  goesTo(await save(editor, at('activities/5'), { do: 'withdraw' }), `${at('activities')}?done=published`);
  const withdrawn = await send(other, at('activities/5'), edited);
  assert.equal(withdrawn.status, 409);
  assert.equal(documentOf(withdrawn).querySelector('[name="activities[3].title.fr"]').getAttribute('value'), 'Cuire au four');
  assert.equal(stored().activities.some((a) => a.number === 5), false);
});

test('a form that is sent twice is taken once', async () => {
  const pairs = await filled(editor, at('activities/new'), { 'activities[3].title.fr': 'Une seule fois' });
  const [one, two] = await Promise.all([send(editor, at('activities/new'), pairs), send(editor, at('activities/new'), pairs)]);
  for (const answer of [one, two, await send(editor, at('activities/new'), pairs)]) {
    goesTo(answer, `${at('activities')}?done=published`);
  }
  assert.equal(stored().activities.filter((a) => a.title.fr === 'Une seule fois').length, 1);
});

test('what waits for a moderator is not published; its author goes on from it, and may take it back', async () => {
  sql(`INSERT INTO policy (organisation_id, part, moderated) SELECT id, 'history', 1 FROM organisation WHERE slug = '${slug}'`);
  const mails = () => Number(sql(`SELECT COUNT(*) FROM mail WHERE kind = 'submission'`)[0][0]);
  const before = { mails: mails(), history: stored().history.fr };
  const answer = await save(editor, at('texts'), { 'history.fr': 'Depuis 1849.', 'mission.fr': 'Moudre.' });
  goesTo(answer, `${at('')}?done=both`);
  assert.equal(stored().mission.fr, 'Moudre.');
  assert.equal(stored().history.fr, before.history);
  assert.equal(mails() - before.mails, sql(`SELECT COUNT(*) FROM account WHERE role <> 'editor' AND NOT disabled`)[0][0] * 1);
  const [[waiting, letter]] = sql(`SELECT s.id, m.body_text FROM submission s JOIN organisation o ON o.id = s.organisation_id JOIN mail m ON m.kind = 'submission' WHERE o.slug = '${slug}' ORDER BY s.id DESC, m.id DESC LIMIT 1`);
  assert.ok(letter.includes(`/moderate/submissions/${waiting}\\n`), letter);
  const { document } = await editor.page(at('texts'));
  assert.equal(typed(document.querySelector('[name=\"history.fr\"]')), 'Depuis 1849.');
  const told = mails();
  goesTo(await save(editor, at('texts'), { 'history.fr': 'Depuis 1848.' }), `${at('')}?done=waiting`);
  assert.equal(mails(), told, 'moderators are told once');
  assert.deepEqual(sql(`SELECT s.status FROM submission s JOIN organisation o ON o.id = s.organisation_id WHERE o.slug = '${slug}' ORDER BY s.id`).flat(), ['replaced', 'waiting']);
  goesTo(await editor.post(at('withdraw'), {}, { shown: at('') }), `${at('')}?done=withdrawn`);
  assert.equal(typed((await editor.page(at('texts'))).document.querySelector('[name=\"history.fr\"]')), before.history);
  const visitor = await signIn(moderator.email, moderator.password);
  goesTo(await save(visitor, at('texts'), { 'history.fr': 'Depuis 1847.' }), `${at('')}?done=published`);
  sql('DELETE FROM policy');
});

test('a draft is kept as it is, shown again, thrown away, and gone once it is saved', async () => {
  const target = at('texts');
  const keep = async (changes) => {
    const pairs = (await filled(editor, target, changes)).filter(([name]) => name !== 'token');
    const { document } = await editor.page(target);
    const token = all(document, 'form').find((f) => f.hasAttribute('data-draft')).getAttribute('data-draft-token');
    return editor.post(at('draft'), pairs, { token });
  };
  assert.equal((await keep({ 'mission.fr': 'À moitié' })).status, 204);
  let { document } = await editor.page(target);
  assert.equal(typed(document.querySelector('[name=\"mission.fr\"]')), 'À moitié');
  assert.ok(document.querySelector('.note'));
  assert.notEqual(stored().mission.fr, 'À moitié');
  goesTo(await send(editor, target, pairsWith(document, target, { do: 'discard' })), at(''));
  ({ document } = await editor.page(target));
  assert.notEqual(typed(document.querySelector('[name=\"mission.fr\"]')), 'À moitié');
  await keep({ 'mission.fr': 'Presque' });
  goesTo(await save(editor, target, { 'mission.fr': 'Tout à fait' }), `${at('')}?done=published`);
  ({ document } = await editor.page(target));
  assert.equal(document.querySelector('.note'), null);
});

test('HTML that is pasted becomes clean text, shown before and after; the original is kept with the revision', async () => {
  const html = '<p class=MsoNormal><b>Un</b> <a href="https://moulin.example/x">lien</a><o:p></o:p></p><ul><li>a</li><li>b</li></ul><script>alert(1)</script>';
  const answer = await save(editor, at('texts'), { 'mission_north.fr': html });
  assert.equal(answer.status, 200);
  const document = documentOf(answer);
  assert.equal(typed(document.querySelector('[name=\"mission_north.fr\"]')), '**Un** [lien](https://moulin.example/x)\n\n- a\n- b');
  assert.ok(document.querySelector('.cleaned .prose strong'));
  assert.equal(document.querySelector('.cleaned pre').textContent.trim(), html);
  assert.equal(document.querySelector('main script:not([src])'), null);
  goesTo(await send(editor, at('texts'), pairsWith(document, at('texts'), {})), `${at('')}?done=published`);
  const [[field, kept, revision]] = sql(`SELECT field, html, p.revision FROM pasted p JOIN organisation o ON o.id = p.organisation_id WHERE o.slug = '${slug}' ORDER BY p.id DESC LIMIT 1`);
  assert.deepEqual([field, kept, Number(revision)], ['mission_north.fr', html, revisions()]);
});

test('a preview is what the page will show, and saves nothing', async () => {
  const before = revisions(), answer = await save(editor, at('texts'), { 'mission.fr': 'Un **mot** <script>x</script>', do: 'preview' });
  assert.equal(answer.status, 200);
  assert.equal(all(documentOf(answer), '.previewed strong').pop().textContent, 'mot');
  assert.equal(documentOf(answer).querySelector('main script:not([src])'), null);
  const { document } = await editor.page(at('texts'));
  const token = document.querySelector('[data-preview-token]').getAttribute('data-preview-token');
  const piece = await editor.post(at('preview'), { text: '# Titre\n\n[x](javascript:alert(1)) *y*', lang: 'fr' }, { token });
  assert.match(piece.body, /<h3>Titre<\/h3>/);
  assert.doesNotMatch(piece.body, /javascript:/);
  assert.equal(revisions(), before);
});

test('the session is over: the text is on the sign-in page, and back in its form afterwards', async () => {
  const visitor = await signIn(fatou.email, fatou.password), pairs = await filled(visitor, at('texts'), { 'mission.fr': 'Écrit & gardé' });
  visitor.cookies.delete('annuaire');
  const answer = await send(visitor, at('texts'), pairs);
  assert.equal(answer.status, 401);
  const form = all(documentOf(answer), 'form').find((f) => f.getAttribute('action') === '/fr/account/signin');
  const back = await visitor.send('/fr/account/signin', { method: 'POST', headers: { 'Content-Type': 'application/x-www-form-urlencoded', Origin: ORIGIN },
    body: new URLSearchParams([...fieldsOf(form).filter(([name]) => !['email', 'password'].includes(name)), ['email', fatou.email], ['password', fatou.password]]).toString() });
  assert.equal(back.status, 200);
  const again = all(documentOf(back), 'form').find((f) => f.getAttribute('action') === at('texts'));
  const shown = await send(visitor, at('texts'), fieldsOf(again));
  assert.equal(shown.status, 200);
  assert.equal(typed(documentOf(shown).querySelector('[name=\"mission.fr\"]')), 'Écrit & gardé');
  assert.notEqual(stored().mission.fr, 'Écrit & gardé');
  goesTo(await send(visitor, at('texts'), pairsWith(documentOf(shown), at('texts'), {})), `${at('')}?done=published`);
  assert.equal(stored().mission.fr, 'Écrit & gardé');
});

test('“everything is still true” confirms the page, and is no change', async () => {
  const before = revisions();
  goesTo(await editor.post(at('confirm'), {}, { shown: at('') }), `${at('')}?done=confirmed`);
  assert.equal(revisions(), before);
  assert.equal(sql(`SELECT confirmed_on = UTC_DATE() FROM organisation WHERE slug = '${slug}'`)[0][0], '1');
  assert.equal(annuaire('check', 'content').status, 0);
});

test('what no form of ours sends is refused, and changes nothing', async () => {
  const before = revisions(), pairs = await filled(editor, at('identity'));
  for (const foreign of ['website', 'slug', 'status', 'name.de', 'activities[1].title.fr', 'name']) {
    assert.equal((await send(editor, at('identity'), [...pairs, [foreign, 'x']])).status, 400, foreign);
  }
  assert.equal((await send(editor, at('identity'), [...pairs, ['name.fr', 'x']])).status, 400, 'a repeated single field');
  assert.equal((await send(editor, at('identity'), pairs.map(([name, value]) => [name, name === 'base' ? '999999.0' : value]))).status, 400);
  const raw = (body, headers = {}) => editor.send(at('identity'), { method: 'POST', body, headers: { 'Content-Type': 'application/x-www-form-urlencoded', Origin: ORIGIN, ...headers } });
  const good = new URLSearchParams(pairs).toString();
  assert.equal((await raw(`${good}&acronym2=%FF`)).status, 400, 'no UTF-8');
  assert.equal((await raw(`${good}&x=%00`)).status, 400, 'NUL');
  assert.equal((await raw(`${good}${'&x=1'.repeat(5000)}`)).status, 400, 'too many fields');
  assert.equal((await raw(good, { 'Content-Type': 'text/plain' })).status, 400);
  assert.equal((await raw(`x=${'a'.repeat(1024 * 1024)}`)).status, 413);
  assert.equal(revisions(), before);
});

test('a form that this site did not show is refused', async () => {
  const pairs = await filled(editor, at('identity'), { acronym: 'FAUX' });
  const post = (fields, headers) => editor.send(at('identity'), { method: 'POST', body: new URLSearchParams(fields).toString(),
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...headers } });
  const without = pairs.filter(([name]) => name !== 'token');
  const foreign = new URLSearchParams(await filled(await signIn(lotte.email, lotte.password), at('identity'))).get('token');
  const otherForm = new URLSearchParams(await filled(editor, at('contact'))).get('token');
  for (const [fields, headers] of [[without, { Origin: ORIGIN }], [[...without, ['token', '']], {}], [[...without, ['token', foreign]], { Origin: ORIGIN }], [[...without, ['token', otherForm]], {}],
    [pairs, { Origin: 'https://evil.example' }], [pairs, { 'Sec-Fetch-Site': 'cross-site' }], [pairs, { 'Sec-Fetch-Site': 'same-site', Origin: ORIGIN }], [pairs, { Origin: 'null' }]]) {
    assert.equal((await post(fields, headers)).status, 403, JSON.stringify(headers));
  }
  assert.equal(stored().acronym, 'MAI');
  assert.equal((await post(pairs, {})).status, 303, 'a browser that says nothing of where it comes from, but has the token');
});
