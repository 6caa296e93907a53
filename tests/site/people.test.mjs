// The people with an account over HTTP and from the command line: who may let whom in, and say who does what.
import assert from 'node:assert/strict';
import test, { afterEach } from 'node:test';
import { parseHTML } from 'linkedom';
import { account, all, annuaire, forgetAttempts, get, invited, letters, member, signIn, SITE, sql, Visitor, words } from '../harness.mjs';

const SIGNIN = '/fr/account/signin';

afterEach(forgetAttempts);

const documentOf = ({ body }) => parseHTML(body).document;
const faults = (answer) => all(documentOf(answer), '.faults li, .fault').map(words);
const idOf = (email) => sql(`SELECT id FROM account WHERE email = '${email}'`)[0][0];

test('moderators invite editors and say what they edit; roles, access and rules are the administrators’', async () => {
  const moderator = await signIn(account('moderator').email, account('moderator').password), email = `invitee-${Date.now()}@essai.example`;
  const editor = await signIn(account('editor').email, account('editor').password);
  for (const target of ['/fr/account/people', '/fr/account/people/invite', `/fr/account/people/${idOf(account('editor').email)}`]) {
    assert.equal((await editor.get(target)).status, 403, target);
  }
  const invite = (fields, visitor = moderator) => visitor.post('/fr/account/people/invite', { email, name: '', language: 'de', organisation: 'fil-equitable', ...fields });
  assert.equal((await invite({ role: 'moderator' })).status, 403);
  assert.match(faults(await invite({ organisation: '' })).join(), /organisation/);
  assert.match(faults(await invite({ organisation: 'nobody-at-all' })).join(), /Aucune organisation/);
  assert.match(faults(await invite({ email: 'no address' })).join(), /adresse entière/);
  assert.match(faults(await invite({ email: account('editor').email })).join(), /déjà/);
  const { status, headers } = await invite({ organisation: `${SITE}/nl/organisations/fil-equitable/` });
  assert.equal(status, 303);
  const person = headers.location.replace(/\?.*/, '');
  assert.equal(letters(email)[0].language, 'de');
  assert.match(letters(email)[0].text, /Fil équitable/i);
  const shown = words((await moderator.page(person)).document.querySelector('main'));
  assert.match(shown, /Fil équitable/i);
  assert.equal((await moderator.post(`${person}/organisations`, { organisation: 'klimaat-kompas' }, { shown: person })).status, 303);
  const edits = () => sql(`SELECT o.slug FROM account_organisation m JOIN organisation o ON o.id = m.organisation_id WHERE m.account_id = ${idOf(email)} ORDER BY o.slug`).flat();
  assert.deepEqual(edits(), ['fil-equitable', 'klimaat-kompas']);
  const [[organisation]] = sql("SELECT id FROM organisation WHERE slug = 'fil-equitable'");
  assert.equal((await moderator.post(`${person}/organisations`, { remove: organisation }, { shown: person })).status, 303);
  assert.deepEqual(edits(), ['klimaat-kompas']);
  assert.equal((await moderator.post(`${person}/organisations`, { organisation: 'nobody' }, { shown: person })).status, 422);
  const [{ link: first }] = letters(email);
  assert.equal((await moderator.post(`${person}/invite`, {}, { shown: person })).status, 303);
  assert.equal((await get(first)).status, 410, 'only the new link serves');
  assert.equal((await get(letters(email).at(-1).link)).status, 200);
  for (const deed of ['role', 'sessions', 'second-factor', 'disable', 'enable']) {
    const answer = await moderator.post(`${person}/${deed}`, { role: 'administrator' }, { token: 'x' });
    assert.equal(answer.status, 403, deed);
  }
  assert.equal((await moderator.get('/fr/account/people/rules')).status, 403);
  const chief = `/fr/account/people/${idOf(account('administrator').email)}`;
  assert.equal((await moderator.page(chief)).document.querySelector('form[action*="/people/"][method=post]'), null, 'nothing to change of an administrator');
});

test('the store says it as well: a moderator’s forged form about an administrator changes nothing', async () => {
  const moderator = await signIn(account('moderator').email, account('moderator').password), chief = idOf(account('administrator').email);
  const own = await moderator.post('/fr/account/people/invite', { email: `forge-${Date.now()}@essai.example`, language: 'fr', organisation: 'fil-equitable' });
  const person = own.headers.location.replace(/\?.*/, '');
  assert.equal((await moderator.get(`/fr/account/people/${chief}`)).status, 200);
  // The proof belongs to the path: it is of no use for another one.
  const token = await moderator.token(`${person}/organisations`, person);
  assert.equal((await moderator.post(`/fr/account/people/${chief}/organisations`, { organisation: 'fil-equitable' }, { token })).status, 403);
  assert.equal(sql(`SELECT COUNT(*) FROM account_organisation WHERE account_id = ${chief}`)[0][0], '0');
});

test('a disabled account is out at once, and an enabled one comes back', async () => {
  const admin = await signIn(account('administrator').email, account('administrator').password), { email, password } = await member(), visitor = await signIn(email, password);
  const person = `/fr/account/people/${idOf(email)}`;
  await visitor.post('/fr/account/reset', { email });
  assert.equal((await visitor.get('/fr/account/')).status, 200);
  assert.equal((await admin.post(`${person}/disable`, {}, { shown: person })).headers.location, `${person}?done=disabled`);
  assert.equal((await visitor.get('/fr/account/')).status, 303);
  assert.equal((await new Visitor().post(SIGNIN, { email, password })).status, 422);
  assert.equal((await get(letters(email).at(-1).link)).status, 410);
  assert.equal((await admin.post(`${person}/enable`, {}, { shown: person })).status, 303);
  await signIn(email, password);
  assert.match(annuaire('account', 'disable', email).out, /^disabled/);
  assert.match(annuaire('account', 'enable', email.toUpperCase()).out, /^enabled/);
  assert.equal(annuaire('account', 'disable', 'personne@nulle-part.example').status, 1);
});

test('a role changes, sessions end with it; the last administrator stays', async () => {
  const { email, password } = account('administrator'), admin = await signIn(email, password), other = await member('editor'), theirs = await signIn(other.email, other.password);
  const self = `/fr/account/people/${idOf(email)}`, person = `/fr/account/people/${idOf(other.email)}`;
  sql(`UPDATE account SET disabled = TRUE WHERE role = 'administrator' AND email <> '${email}'`);
  for (const [deed, fields] of [['role', { role: 'editor' }], ['disable', {}]]) {
    const answer = await admin.post(`${self}/${deed}`, fields, { shown: self });
    assert.equal(answer.status, 409, deed);
    assert.match(words(documentOf(answer).querySelector('.faults')), /dernière personne de l’administration/);
  }
  assert.equal(annuaire('account', 'disable', email).status, 1);
  assert.equal((await admin.post(`${person}/role`, { role: 'administrator' }, { shown: person })).status, 303);
  assert.equal((await theirs.get('/fr/account/')).status, 303, 'a new role begins with a new session');
  const colleague = await signIn(other.email, other.password);
  assert.equal((await colleague.post(`${self}/role`, { role: 'moderator' }, { shown: self })).status, 303);
  assert.equal((await admin.get('/fr/account/people')).status, 303);
  assert.equal((await colleague.post(`${self}/role`, { role: 'administrator' }, { shown: self })).status, 303);
  assert.equal((await admin.post(`${person}/role`, { role: 'bishop' }, { token: 'x' })).status, 401);
});

test('people are found by name, by address and by organisation', async () => {
  const moderator = await signIn(account('moderator').email, account('moderator').password);
  const found = async (q) => all((await moderator.page(`/fr/account/people?q=${encodeURIComponent(q)}`)).document, '.persons tbody th small').map(words);
  assert.deepEqual(await found('fatou'), ['fatou@fil-equitable.example']);
  assert.deepEqual(await found('Inès'), ['ines@reseau-boussole.example']);
  assert.deepEqual((await found('caravane des droits')).sort(), ['luc@caravane-des-droits.example', 'samira@caravane-des-droits.example']);
  assert.deepEqual(await found('FATOU@'), ['fatou@fil-equitable.example']);
  assert.deepEqual(await found('100%_'), []);
  const [first, second] = await Promise.all([1, 2].map(async (n) => all((await moderator.page(`/fr/account/people?page=${n}`)).document, '.persons tbody a').map((a) => a.getAttribute('href'))));
  assert.equal(first.length, 20);
  assert.ok(second.length > 0 && !second.some((href) => first.includes(href)));
  assert.equal((await moderator.get('/fr/account/people?page=999')).status, 404);
});

test('the command invites, lists and refuses', () => {
  const { email } = invited('administrator', '--name', 'Première');
  assert.match(annuaire('account', 'list', email).out, new RegExp(`^administrator\tinvited\t${email}\tPremière\t\n$`));
  const editor = account('editor', 'paix-en-partage');
  const edits = annuaire('account', 'list', editor.email).out.trimEnd().split('\t').pop().split(' '), linked = sql(`SELECT o.slug FROM account_organisation m JOIN organisation o ON o.id = m.organisation_id WHERE m.account_id = ${idOf(editor.email)}`).flat();
  assert.deepEqual(edits.sort(), linked.sort());
  assert.ok(['reseau-boussole', 'paix-en-partage'].every((slug) => edits.includes(slug)));
  for (const [args, why] of [[[email, '--role', 'editor'], /has an account/], [['nobody', '--role', 'editor'], /no address/], [['x@essai.example', '--role', 'king'], /a role is/], [['x@essai.example'], /--role/],
    [['x@essai.example', '--role', 'editor', '--organisation', 'nobody-at-all'], /no organisation/], [['x@essai.example', '--role', 'editor', '--colour', 'red'], /no such option/]]) {
    const { status, out } = annuaire('account', 'invite', ...args);
    assert.equal(status, 1, args.join(' '));
    assert.match(out, why);
  }
  assert.equal(annuaire('account', 'dance').status, 2);
});
