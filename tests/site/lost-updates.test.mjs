// Nobody's change is lost: eight editors save one organisation's forms at the same time, over HTTP, some of them the same fields.
// SAVES of each editor are 60 here; `make fault` has 500.
import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { parseHTML } from 'linkedom';
import { accounts, all, annuaire, filled, makeOrganisation, send, signIn, sql } from '../harness.mjs';

const SAVES = Number(process.env.SAVES ?? 60), EDITORS = 8, TWICE = 10; // every tenth form that was accepted is sent once more
const value = (editor, turn) => `Valeur ${editor} ${turn}`;
// What is changed: the form, its field, where the value stands in the document. Each editor has three fields of these in turn, so each field has several editors.
const FIELDS = [['contact', 'phone', '$.phone'], ['contact', 'address.street', '$.address.street'], ['identity', 'summary.fr', '$.summary.fr'], ['identity', 'acronym', '$.acronym'],
  ['texts', 'mission.fr', '$.mission.fr']];

let slug;
const editors = [];

before(async () => {
  const people = accounts().filter(({ role }) => role === 'editor');
  slug = makeOrganisation({ name: { fr: 'Le Carrefour des huit' } }, people.map(({ email }) => email));
  for (let i = 0; i < EDITORS; i++) {
    const { email, password } = people[i % people.length];
    editors.push(await signIn(email, password));
  }
});

after(() => annuaire('close', slug));

// One save, from the form as it is now. What became of it: { kind, field, value }.
async function save(editor, turn) {
  const [part, field] = FIELDS[(editor + turn % 3) % FIELDS.length], target = `/fr/edit/${slug}/${part}`, wanted = value(editor, turn);
  const pairs = await filled(editors[editor], target, { [field]: wanted }), answer = await send(editors[editor], target, pairs);
  if (answer.status === 409) {
    const versions = all(parseHTML(answer.body).document, '.versions dd').map((dd) => dd.textContent);
    assert.equal(versions[0], wanted, 'the author’s own version is shown');
    assert.ok(/^Valeur \d+ \d+$/.test(versions[1]) && versions[1] !== wanted, `and what stands: ${versions}`);
    return { kind: 'conflict', field, value: wanted };
  }
  assert.deepEqual([answer.status, answer.headers.location], [303, `/fr/edit/${slug}?done=published`], `${target} ${wanted}`);
  if (turn % TWICE === 0) {
    const again = await send(editors[editor], target, pairs);
    assert.deepEqual([again.status, again.headers.location], [303, `/fr/edit/${slug}?done=published`]);
  }
  return { kind: 'accepted', field, value: wanted };
}

test(`${EDITORS} editors × ${SAVES} saves: each that was accepted is a revision, each value is in the history, the others saw both versions`, async () => {
  const done = (await Promise.all(editors.map(async (_, editor) => {
    const own = [];
    for (let turn = 0; turn < SAVES; turn++) {
      own.push(await save(editor, turn));
    }
    return own;
  }))).flat();
  const accepted = done.filter(({ kind }) => kind === 'accepted');
  const [[number, count]] = sql(`SELECT o.revision, COUNT(*) FROM organisation o JOIN revision r ON r.organisation_id = o.id WHERE o.slug = '${slug}'`);
  assert.equal(done.length, EDITORS * SAVES);
  assert.equal(Number(number), accepted.length + 1);
  assert.equal(Number(count), accepted.length + 1);
  for (const [, field, at] of FIELDS) {
    const history = sql(`SELECT DISTINCT JSON_VALUE(r.document, '${at}') FROM revision r JOIN organisation o ON o.id = r.organisation_id WHERE o.slug = '${slug}' AND r.number > 1
      AND JSON_VALUE(r.document, '${at}') IS NOT NULL`).flat();
    assert.deepEqual(history.sort(), accepted.filter((one) => one.field === field).map((one) => one.value).sort(), field);
  }
  assert.ok(accepted.length >= EDITORS && accepted.length < done.length, 'they were in each other’s way');
  assert.equal(annuaire('check', 'content').status, 0);
  console.log(`# ${accepted.length} of ${done.length} accepted`);
});
