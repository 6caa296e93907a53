// The rich editor's way from CommonMark to a document and back: what it writes is shown by the site as what it read, and reads back as the same document.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { test } from 'node:test';
import { Fragment } from 'prosemirror-model';
import { BUILD, documents, ROOT } from '../harness.mjs';
import { parse, schema, serialise } from '../../templates/static/js/rich/markdown.js';

// What the site makes of each text, white space made single: a line's end within a paragraph is a space.
function shown(texts) {
  const { status, stdout } = spawnSync(path.join(ROOT, BUILD, 'tests/markdown_html'), { input: texts.map((text) => `${text}\0`).join(''), encoding: 'utf8', maxBuffer: 1 << 28 });
  assert.equal(status, 0);
  const html = stdout.split('\0').slice(0, -1).map((one) => one.replace(/\s+/g, ' '));
  assert.equal(html.length, texts.length);
  return html;
}

const letters = (text) => text.replace(/\s/g, '');
const lettersShown = (html) => letters(html.replace(/<[^>]*>/g, '').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&'));

function check(texts) {
  const written = texts.map((text) => serialise(parse(text)));
  const before = shown(texts), after = shown(written);
  for (const [i, text] of texts.entries()) {
    assert.equal(after[i], before[i], `${text}\n---\n${written[i]}`);
    assert.ok(parse(written[i]).eq(parse(text)), `another document:\n${text}\n---\n${written[i]}`);
    assert.equal(serialise(parse(written[i])), written[i], 'written again it stays as it is');
  }
}

test('every long text of the demonstration', () => {
  const texts = documents.flatMap((d) => [d.mission_north, d.mission, d.history, ...(d.activities ?? []).map((a) => a.description)]).flatMap((text) => Object.values(text ?? {}));
  assert.ok(texts.length > 200, `${texts.length} texts`);
  check(texts);
  const changed = texts.filter((text) => serialise(parse(text)) !== text);
  assert.ok(changed.length < texts.length / 10, `${changed.length} of ${texts.length} are written otherwise than they were: ${changed[0]}`);
});

test('all that CommonMark has and the site shows', () => {
  check([
    'Un *pont* **de** ***corde***, *très **long***', '# A\n\n## B\n\n###### F', 'Titre\n=====\n\nAutre\n---\n\nc', 'a\\\nb  \nc', 'a\nb', '- un\n- deux\n  - trois\n\n    quatre\n- cinq', '- un\n\n- deux', '* a\n* b\n\n- c',
    '3. trois\n4. quatre', '0. zéro', '1) un\n2) deux', '9. a\n10. b\n    - c', '- a\n\n  3. b', '> cité\n>\n> - un\n> - deux\n\n> autre', '> # a\n> > b', '***\n\na', '- a\n  ***', '`code` ``a`b`` `` ` `` ` `` `', '```js\nlet a = "*b*";\n\n```\n\n~~~\n```\n~~~', '    a ; b\n\n    c', '- ```\n  a\n  ```\n- b',
    '[x](https://a.example/?b=1&c=2 "un \\"titre\\"")', '<https://a.example/a_b>', '<info@a.example>', '[x](<https://a.example/a b>)', '[x](https://a.example/(b))', '[**x** y](https://a.example)',
    '[x][y]\n\n[y]: https://a.example', '[x](/admin)', '[x](javascript:alert(1))', '[x]()', '![un *pont*](https://a.example/p.png)', '[![un](b.png)](https://a.example)', 'Voir ![a](b)!', 'Oh\\![x](https://a.example)',
    '<b onclick="x()">gras</b> & <i>', '<div>\n*a*\n</div>\n\nb', '&lt;b&gt; &amp;amp; &copy; &#65;', '\\<b> \\&copy; R&D, AT&T', '\\*a\\* \\_b\\_ c_d_e \\[x\\](y) \\`z\\`', '1\\. un', '12\\) a', '\\- a', '\\+ a', '\\> a', '\\# a', 'C#', '# C\\#', '# a \\#', 'a\\\n\\- b\\\n\\# c\\\n2\\. d\\\n\\===', '\\~~~\n\n~100', '+32 2 555 01 09', '11.11.11', '',
    'a\\\\', 'a\u00a0: **b\u00a0:** c', '😀 **👩‍👩‍👧** é́', '- [x](https://a.example)\n- *b*', '# *a* `b` [c](https://a.example)', 'a **b *c*** d', '*a **b*** c', '**a**b**c**', '*(a)*', 'a*(b)*', '\\*\\*', '2 * 3 * 4', 'a_b_c snake_case_name',
  ]);
});

test('marks end where they end, whatever stands beside them', () => {
  const strong = (text) => schema.text(text, [schema.marks.strong.create()]), em = (text) => schema.text(text, [schema.marks.em.create()]), plain = (text) => schema.text(text);
  const docs = [[strong('Note :'), plain('mot')], [plain('mot'), strong('«x»'), plain('mot')], [strong('5 €'), plain('x')], [plain('a'), strong('€5')], [strong('a.'), em('b')], [em('a'), strong('b')], [plain('a'), em('!'), plain('b')], [strong('a '), plain('b')], [plain('a'), strong(' b')],
    [strong('a'), schema.node('hard_break', null, null, [schema.marks.strong.create()]), strong('b')], [plain('a'), strong('😀'), plain('b')], [plain('a<'), strong('b>')], [plain('&'), strong('amp;')], [plain('!'), schema.text('x', [schema.marks.link.create({ href: 'https://a.example' })])],
  ].map((inline) => schema.node('doc', null, schema.node('paragraph', null, inline)));
  const written = docs.map(serialise);
  for (const [i, html] of shown(written).entries()) {
    assert.equal(lettersShown(html), letters(docs[i].textContent), written[i]);
    assert.ok(/<strong>|<em>|<a /.test(html) && !html.includes('*'), `${written[i]} → ${html}`);
  }
});

// A generator of its own, so that a failure comes again.
function random(seed) {
  let state = seed;
  const next = () => { state = (Math.imul(state, 1664525) + 1013904223) >>> 0; return state / 2 ** 32; };
  return { chance: (p) => next() < p, below: (n) => Math.floor(next() * n), of(list) { return list[this.below(list.length)]; } };
}

test('documents made at random are read back as they were', () => {
  const WORDS = ['mot', 'élan', 'a', '-', '+', '#', '1.', '2)', '>', '*', '_', '`', '[x]', '(y)', '!', '<b>', '</b>', '&amp;', '&', '\\', '~~~', '===', '---', 'a_b', '«', '»', ':', '€', '😀', '10', '.', ')', 'https://a.example', '"', 'R&D', '|'];
  const docs = [], texts = [];
  for (let seed = 1; seed <= 1500; seed++) {
    const r = random(seed);
    const text = () => Array.from({ length: 1 + r.below(4) }, () => r.of(WORDS)).join(r.of([' ', ' ', '']));
    const marks = () => ['link', 'em', 'strong'].filter(() => r.chance(0.2)).map((name) => schema.marks[name].create(name === 'link' ? { href: r.of(['https://a.example/(b)', 'mailto:a@b.example', 'https://a.example/?a&copy;=1']) } : null));
    const inline = (breaks) => {
      const nodes = [];
      for (let n = 1 + r.below(4); n > 0; n--) {
        nodes.push(r.chance(0.1) ? schema.text(r.of(['a', 'a b', '`', '*a*', ' a ', '\\']), [schema.marks.code.create()]) : schema.text(text() + r.of(['', ' ']), marks()));
        if (breaks && n > 1 && r.chance(0.15)) {
          nodes.push(schema.node('hard_break'));
        }
      }
      return nodes;
    };
    const block = (depth) => {
      const kind = r.below(depth > 2 ? 4 : 8);
      if (kind === 3) {
        return schema.node('heading', { level: 1 + r.below(6) }, inline(false));
      }
      if (kind === 4) {
        return schema.node('blockquote', null, blocks(depth + 1));
      }
      if (kind === 5 || kind === 6) {
        const items = Array.from({ length: 1 + r.below(3) }, () => schema.node('list_item', null, blocks(depth + 1)));
        return kind === 5 ? schema.node('bullet_list', { tight: r.chance(0.7) }, items) : schema.node('ordered_list', { order: r.of([1, 1, 9, 99]), tight: r.chance(0.7) }, items);
      }
      return kind === 7 ? r.of([schema.node('horizontal_rule'), schema.node('code_block', null, schema.text(r.of(['a\n\n  b', '```', '# c'])))]) : schema.node('paragraph', null, inline(true));
    };
    const blocks = (depth) => Array.from({ length: 1 + r.below(3) }, () => block(depth));
    const doc = schema.node('doc', null, blocks(0));
    doc.check();
    docs.push(doc);
    const written = serialise(doc), read = parse(written);
    texts.push(written);
    // White space at the ends of lines and of marks, and the air in lists, are not what was said; the words, their marks and their blocks are.
    const said = (node) => node.isTextblock ? [node.type.name, node.attrs.level, said_inline(node)] : [node.type.name, node.attrs.order, node.children.map(said)];
    const said_inline = (node) => {
      let out = '', now = '';
      node.forEach((child) => {
        const names = child.marks.map((m) => m.type.name).sort().join();
        for (const c of child.isText ? child.text : '\n') {
          if (/\S/.test(c) || c === '\n') {
            out += names === now || c === '\n' ? '' : `{${names}}`;
            now = c === '\n' ? now : names;
          }
          out += c;
        }
      });
      return out.replace(/\s*\n\s*/g, '\n').replace(/ +/g, '').trim();
    };
    assert.deepEqual(said(read), said(doc), `seed ${seed}:\n${written}\n---\n${serialise(read)}`);
  }
  // The site, too, shows every letter of them and no other.
  for (const [i, html] of shown(texts).entries()) {
    assert.equal(lettersShown(html), letters(docs[i].textContent), texts[i]);
  }
});
