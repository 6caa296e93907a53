// Moderation: what waits, part by part; accepted, accepted in part, sent back; nothing done twice, nothing lost when two people are at it; letters to the other side.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, beforeEach, test } from 'node:test';
import { parseHTML } from 'linkedom';
import { account, all, annuaire, fieldsOf, get, makeOrganisation, page, signIn, sql, words } from '../harness.mjs';

const OTHER = 'caravane-des-droits';
const DOCUMENT = { name: { fr: 'L’Essai du bureau' }, acronym: 'EDB', summary: { fr: 'Une phrase de départ.' }, mission: { fr: 'Essayer.' } };
const sign = (role, slug) => { const { email, password } = account(role, slug); return signIn(email, password); };
const idOf = (slug) => Number(sql(`SELECT organisation_id FROM slug WHERE slug = '${slug}'`)[0][0]);
const receipt = () => randomBytes(16).toString('hex');
const revisions = (slug) => Number(sql(`SELECT revision FROM organisation WHERE id = ${idOf(slug)}`)[0][0]);
const mailed = (kind) => sql(`SELECT id, recipient, subject, body_text FROM mail WHERE kind = '${kind}' ORDER BY id`);
const main = (answer) => parseHTML(answer.body).document;
let moderator, administrator, editor, second, SLUG;

before(async () => {
  SLUG = makeOrganisation(DOCUMENT, ['fatou@fil-equitable.example']);
  [moderator, administrator, editor, second] = await Promise.all([sign('moderator'), sign('administrator'), sign('editor', 'fil-equitable'), sign('editor', OTHER)]);
});

after(() => {
  sql('DELETE FROM policy');
  annuaire('close', SLUG);
});

beforeEach(() => {
  sql('DELETE FROM policy');
  sql("UPDATE submission SET status = 'withdrawn' WHERE status = 'waiting'");
  sql("INSERT INTO policy VALUES (0, '', TRUE)");
});

// The fields of a form as the page shows it, changed.
async function fill(visitor, target, changes) {
  const { document } = await visitor.page(target);
  const form = all(document, 'main form[method=post]').find((f) => f.querySelector('[name=base]'));
  return fieldsOf(form).filter(([name]) => name !== 'token').map(([name, value]) => [name, changes[name] ?? value]);
}

async function save(visitor, slug, form, changes) {
  const target = `/fr/edit/${slug}/${form}`;
  const answer = await visitor.post(target, await fill(visitor, target, changes));
  assert.equal(answer.status, 303, words(main(answer).querySelector('main')).slice(0, 400));
  return answer;
}

// The submission that waits for an organisation.
const waiting = (slug) => Number(sql(`SELECT MAX(id) FROM submission WHERE organisation_id = ${idOf(slug)} AND status = 'waiting'`)[0][0]);
const target = (number) => `/fr/moderate/submissions/${number}`;

// A decision as the page's form would send it: `changes` over what it shows.
async function decision(visitor, number, changes = {}, drop = []) {
  const { document } = await visitor.page(target(number));
  const fields = fieldsOf(document.querySelector('#f-parts')).filter(([name, value]) => name !== 'token' && !(name in changes) && !drop.includes(value));
  return [...fields, ...Object.entries(changes)];
}

const send = (visitor, number, fields) => visitor.post(target(number), fields);

test('nobody but moderators comes in', async () => {
  for (const path of ['/fr/moderate/', '/fr/moderate/policy', '/fr/moderate/misses', '/fr/moderate/unconfirmed', `/fr/moderate/organisations/${SLUG}`, '/fr/moderate/submissions/1']) {
    const stranger = await get(path);
    assert.equal(stranger.status, 303, path);
    assert.match(stranger.headers.location, /\/fr\/account\/signin\?next=/);
    assert.equal((await editor.get(path)).status, 403, path);
  }
  assert.equal((await moderator.get('/fr/moderate/mails')).status, 403, 'mails are for administrators');
  assert.equal((await moderator.get('/fr/moderate/submissions/999999')).status, 404);
  const { headers } = await moderator.page('/fr/moderate/');
  assert.equal(headers['cache-control'], 'no-store');
});

test('a change waits, is shown word by word, and is accepted whole: then visitors see it, and its author gets a letter', async () => {
  const mark = `accepte-${receipt()}`, before = revisions(SLUG);
  await save(editor, SLUG, 'identity', { 'summary.fr': `Une phrase ${mark}.`, reason: 'Plus clair ainsi' });
  assert.ok(!(await page(`/fr/organisations/${SLUG}`)).body.includes(mark), 'the page stays until then');
  const desk = (await moderator.page('/fr/moderate/')).document;
  const row = all(desk, '.queue li').find((li) => words(li).includes('Fatou Diallo'));
  assert.match(words(row), /1 changement/);
  const number = waiting(SLUG);
  assert.equal(row.querySelector('a').getAttribute('href'), target(number));

  const shown = (await moderator.page(target(number))).document;
  assert.match(words(shown.querySelector('.review-reason')), /Plus clair ainsi/);
  assert.ok(words(shown.querySelector('.diff ins')).includes(mark));
  assert.ok(words(shown.querySelector('.diff del')).length > 0);
  assert.equal(all(shown, '[name=part][checked]').length, 1, 'all parts are ticked');
  const answer = await send(moderator, number, await decision(moderator, number, { do: 'accept', answer: '' }));
  assert.equal(answer.status, 303);
  assert.match(answer.headers.location, /\/fr\/moderate\/\?done=accepted$/);
  assert.match(words((await moderator.page('/fr/moderate/?done=accepted')).document.querySelector('.done')), /Accept/);

  assert.equal(revisions(SLUG), before + 1);
  assert.ok((await page(`/fr/organisations/${SLUG}`)).body.includes(mark));
  const [[author, accountId, origin, why]] = sql(`SELECT author, account_id, origin, reason FROM revision WHERE organisation_id = ${idOf(SLUG)} AND number = ${before + 1}`);
  assert.deepEqual([author, origin, why], ['Fatou Diallo', 'organisation', 'Plus clair ainsi']);
  assert.equal(accountId, sql("SELECT id FROM account WHERE email = 'fatou@fil-equitable.example'")[0][0]);
  const [[status, by, revision]] = sql(`SELECT s.status, a.email, s.revision FROM submission s JOIN account a ON a.id = s.decided_by WHERE s.id = ${number}`);
  assert.deepEqual([status, by, Number(revision)], ['accepted', account('moderator').email, before + 1]);
  const [, recipient, subject, text] = mailed('submission-accepted').at(-1);
  assert.equal(recipient, 'fatou@fil-equitable.example');
  assert.match(subject, /L’Essai du bureau/);
  assert.ok(text.includes(`/fr/organisations/${SLUG}`), text);
});

test('the same form sent twice does once what it does', async () => {
  const before = revisions(SLUG), sent = mailed('submission-accepted').length;
  await save(editor, SLUG, 'identity', { 'summary.fr': `Deux fois ${receipt()}.` });
  const number = waiting(SLUG), fields = await decision(moderator, number, { do: 'accept', answer: '' });
  const token = await moderator.token(target(number));
  const twice = await Promise.all([0, 1].map(() => moderator.post(target(number), fields, { token })));
  assert.deepEqual(twice.map((a) => [a.status, a.headers.location.replace(/.*\?/, '')]), [[303, 'done=accepted'], [303, 'done=accepted']]);
  assert.equal((await moderator.post(target(number), fields, { token })).status, 303, 'the back button');
  assert.equal(revisions(SLUG), before + 1);
  assert.equal(mailed('submission-accepted').length, sent + 1);
  const comment = [['do', 'comment'], ['receipt', receipt()], ['comment', `Une fois ${number}`]];
  assert.deepEqual((await Promise.all([0, 1].map(() => moderator.post(target(number), comment, { token })))).map((a) => a.status), [303, 303]);
  assert.equal(sql(`SELECT id FROM submission_comment WHERE words = 'Une fois ${number}'`).length, 1);
});

test('some parts are accepted, the rest goes back with the reason', async () => {
  const mark = `garde-${receipt()}`, other = `rendu-${receipt()}`;
  await save(editor, SLUG, 'identity', { 'summary.fr': `Ici ${mark}.`, acronym: other.slice(0, 20) });
  const number = waiting(SLUG);
  const without = await send(moderator, number, await decision(moderator, number, { do: 'accept', answer: ' ' }, ['acronym']));
  assert.equal(without.status, 422, 'a reason is asked for');
  const again = main(without);
  assert.equal(again.querySelector('.faults a').getAttribute('href'), '#f-answer');
  assert.equal(again.querySelector('[name=part][value=acronym]').hasAttribute('checked'), false, 'what was not ticked is not');
  const answer = await send(moderator, number, await decision(moderator, number, { do: 'accept', answer: 'Le sigle est\ndéjà pris.' }, ['acronym']));
  assert.match(answer.headers.location, /done=parted$/);
  const body = (await page(`/fr/organisations/${SLUG}`)).body;
  assert.ok(body.includes(mark) && !body.includes(other.slice(0, 20)));
  const [[status, revision, why]] = sql(`SELECT status, revision, answer FROM submission WHERE id = ${number}`);
  assert.deepEqual([status, Number(revision), why], ['returned', revisions(SLUG), 'Le sigle est\\ndéjà pris.']);
  const [, recipient, , text] = mailed('submission-accepted-in-part').at(-1);
  assert.equal(recipient, 'fatou@fil-equitable.example');
  assert.ok(text.includes('> Le sigle est\\n> déjà pris.') && text.includes(`/fr/edit/${SLUG}/submissions/${number}`), text);

  // Its author reads the answer, and takes up again what came back.
  const own = (await editor.page(`/fr/edit/${SLUG}/submissions/${number}`)).document;
  assert.match(words(own.querySelector('.note')), /déjà pris/);
  assert.equal(own.querySelector('#f-parts'), null, 'and decides nothing');
  const path = `/fr/edit/${SLUG}/submissions/${number}/again`;
  const taken = await editor.post(path, { receipt: receipt() }, { shown: `/fr/edit/${SLUG}/submissions/${number}` });
  assert.equal(taken.status, 303);
  assert.notEqual(waiting(SLUG), number);
  const form = (await editor.page(`/fr/edit/${SLUG}/identity`)).document;
  assert.equal(form.querySelector('[name=acronym]').getAttribute('value'), other.slice(0, 20));
});

test('sent back: the page stays, the reason is asked for and quoted', async () => {
  const before = revisions(SLUG), mark = `refuse-${receipt()}`;
  await save(editor, SLUG, 'identity', { 'summary.fr': `Non ${mark}.` });
  const number = waiting(SLUG);
  assert.equal((await send(moderator, number, await decision(moderator, number, { do: 'return', answer: '' }))).status, 422);
  assert.equal((await send(moderator, number, await decision(moderator, number, { do: 'return', answer: 'x'.repeat(2001) }))).status, 422);
  const answer = await send(moderator, number, await decision(moderator, number, { do: 'return', answer: 'Trop long, "et" <b>faux</b>.' }));
  assert.match(answer.headers.location, /done=returned$/);
  assert.equal(revisions(SLUG), before);
  const [, , , text] = mailed('submission-returned').at(-1);
  assert.ok(text.includes('> Trop long, "et" <b>faux</b>.'));
  const { body } = await editor.page(`/fr/edit/${SLUG}/submissions/${number}`);
  assert.ok(body.includes('&lt;b&gt;faux') && body.includes(mark), 'nothing of it is lost');
  const told = async () => (await editor.page(`/fr/edit/${SLUG}`)).document.querySelector(`main .note a[href="/fr/edit/${SLUG}/submissions/${number}"]`)?.textContent;
  assert.equal(await told(), 'Lire pourquoi, et le proposer à nouveau');
  await save(editor, SLUG, 'identity', { 'summary.fr': `Mieux ${mark}.` });
  assert.equal(await told(), undefined, 'something newer waits');
  assert.ok((await editor.page(`/fr/edit/${SLUG}`)).document.querySelector(`main .note a[href="/fr/edit/${SLUG}/submissions/${waiting(SLUG)}"]`));
});

test('nothing ticked, or a part that is not there: nothing is done', async () => {
  await save(editor, SLUG, 'identity', { 'summary.fr': `Rien ${receipt()}.` });
  const number = waiting(SLUG), before = revisions(SLUG);
  const answer = await send(moderator, number, await decision(moderator, number, { do: 'accept', answer: 'x' }, ['summary.fr']));
  assert.equal(answer.status, 422);
  assert.ok(main(answer).querySelector('.faults a[href="#f-parts"]'));
  assert.equal((await send(moderator, number, [...await decision(moderator, number, { do: 'accept', answer: 'x' }, ['summary.fr']), ['part', 'mission.fr']])).status, 422);
  assert.equal((await send(moderator, number, (await decision(moderator, number, { do: 'accept', answer: '' })).filter(([name]) => name !== 'receipt'))).status, 400);
  assert.equal(revisions(SLUG), before);
  assert.equal(sql(`SELECT status FROM submission WHERE id = ${number}`)[0][0], 'waiting');
});

test('what others published meanwhile merges; the same part in two versions is chosen between, with what both began with', async () => {
  const mark = receipt().slice(0, 8);
  sql('DELETE FROM policy');
  await save(editor, SLUG, 'identity', { 'summary.fr': `Début ${mark}.`, acronym: `A${mark}` });
  sql("INSERT INTO policy VALUES (0, '', TRUE)");
  await save(editor, SLUG, 'identity', { 'summary.fr': `Proposé ${mark}.`, acronym: `B${mark}` });
  const number = waiting(SLUG);
  await save(moderator, SLUG, 'identity', { 'summary.fr': `Publié ${mark}.` });	// a moderator's own never waits
  const shown = (await moderator.page(target(number))).document;
  assert.deepEqual(all(shown, '.versions dd').map(words), [`Proposé ${mark}.`, `Publié ${mark}.`, `Début ${mark}.`]);
  assert.equal(all(shown, '[name="choice.summary.fr"][checked]').length, 0, 'nothing is chosen beforehand');
  const undecided = await send(moderator, number, await decision(moderator, number, { do: 'accept', answer: '' }));
  assert.equal(undecided.status, 422);
  assert.equal(main(undecided).querySelector('.faults a').getAttribute('href'), '#f-choice-summary-fr');
  const kept = await send(moderator, number, await decision(moderator, number, { do: 'accept', 'choice.summary.fr': 'published', answer: 'La nouvelle phrase est meilleure.' }));
  assert.match(kept.headers.location, /done=parted$/);
  const body = (await page(`/fr/organisations/${SLUG}`)).body;
  assert.ok(body.includes(`Publié ${mark}`) && body.includes(`B${mark}`) && !body.includes(`Proposé ${mark}`));

  await editor.post(`/fr/edit/${SLUG}/submissions/${number}/again`, { receipt: receipt() }, { shown: `/fr/edit/${SLUG}/submissions/${number}` });
  const next = waiting(SLUG);
  assert.notEqual(next, number);
  await save(moderator, SLUG, 'identity', { 'summary.fr': `Encore ${mark}.` });
  const over = await send(moderator, next, await decision(moderator, next, { do: 'accept', 'choice.summary.fr': 'proposed', answer: '' }));
  assert.match(over.headers.location, /done=accepted$/);
  assert.ok((await page(`/fr/organisations/${SLUG}`)).body.includes(`Proposé ${mark}`));
});

test('two moderators, and an author who saves again: whoever is late is shown what stands, with what was typed', async () => {
  const mark = receipt().slice(0, 8);
  await save(editor, SLUG, 'identity', { 'summary.fr': `Un ${mark}.` });
  const first = waiting(SLUG), late = await decision(moderator, first, { do: 'return', answer: `Mes mots ${mark}` });
  await save(editor, SLUG, 'identity', { 'summary.fr': `Deux ${mark}.` });
  const newer = waiting(SLUG);
  assert.notEqual(newer, first);
  const token = await moderator.token(target(first));
  const replaced = await moderator.post(target(first), late, { token });
  assert.equal(replaced.status, 409);
  assert.equal(main(replaced).querySelector('.note a').getAttribute('href'), target(newer));
  assert.ok(words(main(replaced).querySelector('main')).includes(`Mes mots ${mark}`));

  const mine = await decision(moderator, newer, { do: 'return', answer: `Trop tard ${mark}` }), before = revisions(SLUG);
  assert.match((await send(administrator, newer, await decision(administrator, newer, { do: 'accept', answer: '' }))).headers.location, /accepted/);
  const beaten = await moderator.post(target(newer), mine, { token: await moderator.token(target(newer)) });
  assert.equal(beaten.status, 409);
  assert.match(words(main(beaten).querySelector('main')), new RegExp(`Claire Delvaux.*Trop tard ${mark}`));
  assert.equal(revisions(SLUG), before + 1);

  // The page was published anew under a decision.
  await save(editor, SLUG, 'identity', { 'summary.fr': `Trois ${mark}.` });
  const third = waiting(SLUG), looked = await decision(moderator, third, { do: 'accept', answer: '' });
  await save(moderator, SLUG, 'contact', { phone: `+32 2 ${Date.now() % 1e7}` });
  const stale = await moderator.post(target(third), looked, { token: await moderator.token(target(third)) });
  assert.equal(stale.status, 409);
  assert.ok(main(stale).querySelector('[role=alert]') && main(stale).querySelector('#f-parts'));
  assert.equal((await send(moderator, third, await decision(moderator, third, { do: 'accept', answer: '' }))).status, 303);
});

test('both sides comment, each gets the other\'s words by mail with a link to the page itself', async () => {
  await save(editor, SLUG, 'identity', { 'summary.fr': `Parlons ${receipt()}.` });
  const number = waiting(SLUG), own = `/fr/edit/${SLUG}/submissions/${number}`;
  assert.equal((await send(moderator, number, { do: 'comment', receipt: receipt(), comment: '  ' })).status, 422);
  const said = await send(moderator, number, { do: 'comment', receipt: receipt(), comment: 'Pourquoi ?\nEt depuis quand ?' });
  assert.match(said.headers.location, new RegExp(`${target(number)}\\?done=commented$`));
  const [asked, to, , text] = mailed('submission-comment').at(-1);
  assert.equal(to, 'fatou@fil-equitable.example');
  assert.ok(text.includes('> Pourquoi ?') && text.includes(own), text);
  const answered = await editor.post(own, { do: 'comment', receipt: receipt(), comment: 'Depuis hier.' });
  assert.equal(answered.status, 303);
  const back = mailed('submission-comment').filter(([id]) => Number(id) > Number(asked)), recipients = back.map(([, r]) => r);
  assert.ok([account('administrator').email, account('moderator').email].every((email) => recipients.includes(email)));
  const moderators = sql("SELECT email FROM account WHERE role <> 'editor' AND NOT disabled").flat();
  assert.ok(recipients.every((email) => moderators.includes(email)) && new Set(recipients).size === recipients.length);
  assert.ok(back.every(([, , , t]) => t.includes(`/moderate/submissions/${number}`)));
  const shown = (await moderator.page(target(number))).document;
  assert.deepEqual(all(shown, '.remarks .words').map(words), ['Pourquoi ? Et depuis quand ?', 'Depuis hier.']);
  assert.equal(sql(`SELECT status FROM submission WHERE id = ${number}`)[0][0], 'waiting', 'nothing is decided by it');
  assert.equal((await second.get(own)).status, 403, 'other organisations read nothing of it');
  assert.equal((await second.get(`/fr/edit/${OTHER}/submissions/${number}`)).status, 404);
});

test('a decision needs a moderator whatever the form says, and a form of this site', async () => {
  await save(editor, SLUG, 'identity', { 'summary.fr': `Garde ${receipt()}.` });
  const number = waiting(SLUG), fields = await decision(moderator, number, { do: 'accept', answer: '' });
  assert.equal((await editor.post(target(number), fields, { token: 'x' })).status, 403);
  assert.equal((await moderator.post(target(number), fields, { token: 'x' })).status, 403);
  assert.equal((await moderator.post(target(number), fields, { headers: { Origin: 'https://elsewhere.example' } })).status, 403);
  assert.equal((await editor.post(`/fr/edit/${SLUG}/submissions/${number}`, { do: 'accept', receipt: receipt() })).status, 400);
  assert.equal(sql(`SELECT status FROM submission WHERE id = ${number}`)[0][0], 'waiting');
});

test('the policy: for everybody and for one organisation, part by part', async () => {
  const rules = () => sql('SELECT organisation_id, part, moderated FROM policy ORDER BY 1, 2').map((row) => row.join(' '));
  const shown = (await moderator.page('/fr/moderate/policy')).document;
  assert.deepEqual(all(shown, '.policy tbody th').map(words).filter((label) => /^[a-z_.]+$/.test(label)), [], 'each part has a name in words');
  assert.equal(all(shown, '.policy select').length, 19);
  assert.equal((await moderator.post('/fr/moderate/policy', { 'rule.': 'free', 'rule.mission': 'moderated', 'rule.activities': '' })).status, 303);
  assert.deepEqual(rules(), ['0  0', '0 mission 1']);
  const one = (await moderator.page(`/fr/moderate/policy/${SLUG}`)).document;
  assert.match(words(one.querySelector('[name="rule.mission"] option')), /après modération/);
  assert.match(words(one.querySelector('[name="rule.history"] option')), /tout de suite/);
  assert.equal((await moderator.post(`/fr/moderate/policy/${SLUG}`, { 'rule.': '', 'rule.mission': 'free', 'rule.summary': 'moderated' })).status, 303);
  assert.deepEqual(rules(), ['0  0', '0 mission 1', `${idOf(SLUG)} mission 0`, `${idOf(SLUG)} summary 1`]);
  assert.ok(all((await moderator.page('/fr/moderate/policy')).document, '.rows a').some((a) => a.getAttribute('href').endsWith(`/policy/${SLUG}`)));
  for (const wrong of [{ 'rule.nothing': 'free' }, { 'rule.mission': 'perhaps' }]) {
    assert.equal((await moderator.post('/fr/moderate/policy', wrong)).status, 400);
  }
  assert.equal((await moderator.post('/fr/moderate/policy', [['rule.mission', 'free'], ['rule.mission', 'moderated']])).status, 400);
  assert.equal((await moderator.get('/fr/moderate/policy/nobody')).status, 404);
  const mark = receipt();
  await save(editor, SLUG, 'identity', { 'summary.fr': `Attend ${mark}.`, acronym: mark.slice(0, 12) });
  const body = (await page(`/fr/organisations/${SLUG}`)).body;
  assert.ok(body.includes(mark.slice(0, 12)) && !body.includes(mark), 'one part is published, the other waits');
  assert.equal((await moderator.post(`/fr/moderate/policy/${SLUG}`, { 'rule.mission': '' })).status, 303);
  assert.deepEqual(rules(), ['0  0', '0 mission 1'], 'as for everybody again');
});

test('searches that found nothing are a table; pages not confirmed for long a list', async () => {
  const mark = `introuvable${receipt().replace(/[0-9]/g, 'x')}`;
  await get(`/fr/organisations?q=${mark}`);
  await get(`/fr/organisations?q=${mark}`);
  const rows = all((await moderator.page('/fr/moderate/misses')).document, 'tbody tr').map((tr) => all(tr, 'th, td').map(words));
  assert.equal(rows.find(([text]) => text === mark)?.[2], '2');
  assert.equal((await moderator.get('/fr/moderate/misses?days=0')).status, 404);
  const wanted = Number(sql("SELECT COUNT(*) FROM organisation WHERE status = 'published' AND (confirmed_on IS NULL OR confirmed_on < UTC_DATE() - INTERVAL 1 YEAR)")[0][0]);
  const { document } = await moderator.page('/fr/moderate/unconfirmed');
  assert.match(words(document.querySelector('.lead')), new RegExp(`^${wanted} `));
  assert.equal(all(document, '.rows li').length, Math.min(wanted, 20));
  assert.equal((await moderator.get('/fr/moderate/unconfirmed?page=999')).status, 404);
});

test('administrators read the mails', async () => {
  const [[id, , subject]] = mailed('submission-comment').slice(-1);
  const list = (await administrator.page('/fr/moderate/mails')).document;
  assert.ok(all(list, '.rows a').some((a) => a.getAttribute('href') === `/fr/moderate/mails/${id}` && words(a) === subject));
  const one = (await administrator.page(`/fr/moderate/mails/${id}`)).document;
  assert.match(one.querySelector('.mail-text').textContent, /> Depuis hier\./);
  assert.equal((await administrator.get('/fr/moderate/mails/999999')).status, 404);
});

test('an address is changed, and the former one leads on; an organisation is closed with its successor', async () => {
  const slug = makeOrganisation({ name: { fr: `Essai ${receipt().slice(0, 8)}` } }), next = `${slug}-2`;
  const desk = `/fr/moderate/organisations/${slug}`, address = `${desk}/address`;
  for (const wrong of ['Avec Majuscule', '', '-a', OTHER]) {
    const answer = await moderator.post(address, { address: wrong }, { shown: desk });
    assert.equal(answer.status, 422, wrong);
    assert.equal(main(answer).querySelector('.faults a').getAttribute('href'), '#f-address');
  }
  const renamed = await moderator.post(address, { address: ` ${next} ` }, { shown: desk });
  assert.match(renamed.headers.location, new RegExp(`/moderate/organisations/${next}\\?done=renamed$`));
  assert.equal((await get(`/fr/organisations/${slug}`)).headers.location.replace(/^http:\/\/[^/]+/, ''), `/fr/organisations/${next}`);
  assert.equal((await get(`/fr/organisations/${slug}/history/1/changes`)).status, 301);
  const close = `/fr/moderate/organisations/${next}/close`, shown = `/fr/moderate/organisations/${next}`;
  for (const [fields, fault] of [[{ successor: OTHER }, '#f-sure'], [{ sure: 'yes', successor: 'nobody-at-all' }, '#f-successor'], [{ sure: 'yes', successor: next }, '#f-successor']]) {
    const answer = await moderator.post(close, fields, { shown });
    assert.equal(answer.status, 422);
    assert.equal(main(answer).querySelector('.faults a').getAttribute('href'), fault);
  }
  assert.equal((await moderator.post(close, { sure: 'yes', successor: OTHER }, { shown })).status, 303);
  for (const path of ['', '/history', '/history/1', '/history/1/changes']) {
    const gone = await get(`/fr/organisations/${next}${path}`);
    assert.equal(gone.status, 410, path);
    assert.ok(gone.body.includes(`/organisations/${OTHER}"`));
  }
  assert.equal((await moderator.get(shown)).status, 410);
});
