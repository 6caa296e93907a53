// When nothing can be changed: the disk of the database is nearly full, or MariaDB is read-only. Pages are read as ever, and nothing that was typed is lost.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import test from 'node:test';
import { parseHTML } from 'linkedom';
import { accounts, all, eventually, fieldsOf, get, scratch, signIn, startSite, typed, Visitor, words } from '../harness.mjs';

// A directory as the disk of the database: a link to one with room, or to /proc, on which not a byte is free.
const disk = path.join(path.dirname(scratch('read-only', '')), 'disk'), ROOM = path.dirname(disk);
function diskIs(place) {
  fs.rmSync(disk, { force: true });
  fs.symlinkSync(place, disk);
}
diskIs(ROOM);
const other = await startSite('read-only', { ANNUAIRE_DATABASE_FREE_SPACE_PATH: disk, ANNUAIRE_DATABASE_MINIMUM_FREE_MB: '1' });
process.once('exit', () => other.stop());
const { site } = other, people = accounts(other.var), editor = people.find(({ role, slugs }) => role === 'editor' && slugs.length > 0), [slug] = editor.slugs;
const BANNER = { fr: /rien ne peut y être modifié/, nl: /kan nu niets gewijzigd worden/, de: /gerade nicht geändert werden/, en: /nothing can be changed right now/ };
const document = ({ body }) => parseHTML(body).document;
const main = (answer) => words(document(answer).querySelector('main'));
// Statements as whoever administers this MariaDB.
function administer(statement) {
  const as = process.getuid() === 0 ? ['setpriv', '--reuid', 'annuaire', '--regid', 'annuaire', '--clear-groups', '--'] : [];
  const [command, ...args] = [...as, 'mariadb', '--no-defaults', `--socket=${other.var}/run/mariadb.sock`, `--user=${process.getuid() === 0 ? 'annuaire' : os.userInfo().username}`, '-N', '-e', statement];
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8', cwd: '/' });
  assert.equal(status, 0, stderr);
  return stdout.trim();
}

const visitor = await signIn(editor.email, editor.password, { site });
const target = `/fr/edit/${slug}/texts`;
const revisions = () => administer('SELECT COUNT(*) FROM annuaire.revision');
let TYPED;

// The form of a part, with one text of it changed.
async function changed(number) {
  TYPED = `Quelques mots (${number}) qui ne se perdent pas, même « ainsi » & à 5 < 6.`;
  const page = await visitor.page(target), found = all(page.document, 'main form').find((f) => f.querySelector('textarea, input[type=text]'));
  const field = found.querySelector('textarea, input[type=text]').getAttribute('name');
  return { action: found.getAttribute('action'), field, pairs: fieldsOf(found).map(([name, value]) => [name, name === field ? TYPED : value]) };
}
const send = (action, pairs) => visitor.post(action, pairs, { token: new URLSearchParams(pairs).get('token') });

async function refusedAndKept({ action, field, pairs }) {
  const before = revisions(), answer = await send(action, pairs);
  assert.equal(answer.status, 503);
  assert.equal(answer.headers['retry-after'], '5');
  assert.equal(main(answer).match(new RegExp(BANNER.fr, 'g'))?.length, 1, 'said once');
  const kept = all(document(answer), 'form').find((f) => f.getAttribute('action') === action);
  const again = fieldsOf(kept);
  assert.equal(new URLSearchParams(again).get(field).replaceAll('&lt;', '<').replaceAll('&amp;', '&'), TYPED);
  assert.equal(revisions(), before);
  return again.map(([name, value]) => [name, name === field ? TYPED : value]);
}

// What was kept is shown once more, and then saved.
async function savedAtLast(action, field, pairs) {
  const shown = await eventually(() => send(action, pairs), ({ status }) => status !== 503);
  assert.equal(shown.status, 200, main(shown));
  const found = all(document(shown), 'main form').find((f) => f.getAttribute('action') === action);
  const last = found.querySelector(`[name="${field}"]`);
  assert.equal(last.tagName === 'TEXTAREA' ? typed(last) : last.getAttribute('value'), TYPED);
  const before = Number(revisions()), saved = await send(action, fieldsOf(found));
  assert.equal(saved.status, 303, main(saved));
  assert.equal(Number(revisions()), before + 1);
}

test('a disk that is nearly full: pages are read, the forms say that nothing can be changed, and keep what was typed', async () => {
  const sent = await changed(1);
  diskIs('/proc');
  const signin = await eventually(() => get('/fr/account/signin', { site }), (answer) => BANNER.fr.test(main(answer)));
  assert.match(main(signin), BANNER.fr);
  for (const [lang, banner] of Object.entries(BANNER)) {
    const page = await eventually(() => visitor.get(`/${lang}/edit/${slug}`), (answer) => banner.test(main(answer)));
    assert.equal(page.status, 200);
    assert.match(words(document(page).querySelector('main > .read-only[role=status]')), banner);
  }
  for (const open of ['/fr/', `/fr/organisations/${slug}`, '/fr/organisations?q=zzzqqq', '/fr/activities']) {
    const page = await get(open, { site });
    assert.equal(page.status, 200, open);
    assert.doesNotMatch(main(page), BANNER.fr, 'who only reads is not told');
  }
  assert.equal((await get('/readyz/edit', { site })).body, 'ready, read-only\n');
  const kept = await refusedAndKept(sent);
  const moderator = people.find(({ role }) => role === 'moderator');
  const inside = await signIn(moderator.email, moderator.password, { site });
  assert.match(main(await inside.get('/fr/moderate/')), BANNER.fr, 'one can still come in');
  assert.equal((await inside.post('/fr/account/signout', {}, { shown: '/fr/moderate/' })).status, 303, 'and go out');
  diskIs(ROOM);
  await savedAtLast(sent.action, sent.field, kept);
  assert.doesNotMatch(main(await visitor.get(`/fr/edit/${slug}`)), BANNER.fr);
  assert.equal((await get('/readyz/edit', { site })).body, 'ready\n');
  const log = fs.readFileSync(path.join(other.var, 'log/edit.log'), 'utf8');
  assert.match(log, /level=warning program=edit id=\w+ event=read-only reason="fewer megabytes are free at free_space_path than minimum_free_mb"/);
  assert.match(log, /event=read-only reason="no longer"/);
});

test('a MariaDB that is read-only: the same, and a session that has been idle for a while goes on', async () => {
  const sent = await changed(2);
  administer("UPDATE annuaire.session SET seen_at = seen_at - INTERVAL 5 MINUTE");
  administer('SET GLOBAL read_only = 1');
  try {
    // Within the second in which the program does not know yet, MariaDB itself refuses.
    const kept = await refusedAndKept(sent);
    const page = await eventually(() => visitor.get(`/fr/edit/${slug}`), (answer) => BANNER.fr.test(main(answer)));
    assert.equal(page.status, 200);
    assert.match(main(page), BANNER.fr);
    assert.equal((await get('/fr/organisations?q=zzzqqq', { site })).status, 200);
    const signin = await new Visitor({ site }).post('/fr/account/signin', { email: editor.email, password: editor.password });
    assert.equal(signin.status, 503);
    assert.match(main(signin), BANNER.fr);
    assert.ok(!signin.body.includes(editor.password));
    administer('SET GLOBAL read_only = 0');
    await savedAtLast(sent.action, sent.field, kept);
  } finally {
    administer('SET GLOBAL read_only = 0');
  }
});
