// Pasted HTML through paste_clean() and the renderer, judged by another parser: whatever came in, the page gets our few elements and attributes, and the words.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { parse, parseFragment, serialize } from 'parse5';
import { BUILD, ROOT } from '../harness.mjs';

const FIXTURES = path.join(ROOT, 'tests/fixtures/paste');
const ELEMENTS = new Set(['p', 'br', 'strong', 'em', 'ul', 'ol', 'li', 'a', 'h3', 'h4', 'h5', 'h6', 'blockquote']);
const ATTRIBUTES = { a: { href: /^(https?:\/\/|mailto:)[^\s"<>\\^`{|}]+$/, rel: /^nofollow ugc noopener$/ }, ol: { start: /^\d{1,7}$/ } };

// Trees that are easily got wrong: tags that nothing closes, that close others, that move out of tables, text that is raw in one parser and not in another.
const TRICKY = [
  '<p>a<b>b<p>c</b>d', '<b>a<i>b</b>c</i>d', '<a href="https://a.example/">a<a href="https://b.example/">b', '<a href="https://a.example/"><p>a</p>b</a>',
  '<table>a<tr>b<td>c</table>d', '<table><a href="https://a.example/">a<tr><td>b</a>c</table>', '<table><tr><td>a<table><tr><td>b</table>c</table>d',
  '<ul><li>a<li>b</ul></ul>c</li>', '<ol><p>a<li>b<ol>c', '<li><p>a<li><div>b<li>c', '<h1>a<h2>b</h1>c', '</p>a</br>b</div>', '<dl><dt>a<dd>b<p>c<dt>d',
  '<select><option>a<p>b</select>c', '<button><p>a<button>b', '<form><form>a</form>b', '<svg><p>a</svg>b', '<math><mtext><table><mglyph><style><img src=x>', '<plaintext>a</plaintext><b>b',
  '<template><td>a</template>b', '<noscript><p title="</noscript><img src=1 onerror=alert(1)>">a', '<svg></p><style><a id="</style><img src=1 onerror=alert(1)>">', '<title><b>a</title>b',
  '<textarea></p></textarea>a', '<style><!--</style>a-->b', '<script><!--<script></script>a--></script>b', '<!--><b>a</b>-->b', '<!--->a--!>b', '<!-- a -- > b --!> c -->d', '<![CDATA[<b>a</b>]]>b',
  '<p/>a<br/ >b<hr/x>c', '<b><em><strong><i>a</b>b</em>c</strong>d</i>e', '<font><p>a<font>b</font></p>c', '<body><p>a</body>b<html><head>c', '<frameset><frame>a</frameset>b',
  '<p>a<table><p>b</table>c', '<table><tr><ul><li>a</table>', '<caption>a<col>b<tr>c<td>d', '<blockquote><p>a<blockquote>b</p>c', '<<b>a<</b><', '<b<i>a</b<i>', '<a/href="https://a.example/">a',
  '&lt;b&gt;a&lt;/b&gt; &amp;lt;i&amp;gt;', '&#0;&#xD800;&#x110000;&#x80;a', '&notit; &copy &copy=1 &nbsp', '\u{FEFF}<p>a\u{202E}b', '<p>a\u{338}b>\u{338}c<\u{338}p>d',
];

// Ways in which scripts were brought in elsewhere.
const HOSTILE = [
  '<script>alert(1)</script>', '<SCRIPT SRC=//x.example/x.js></SCRIPT>', '<img src=x onerror=alert(1)>', '<img src=x alt="<script>alert(1)</script>">', '<img src=x alt="](javascript:alert(1))">',
  '<svg onload=alert(1)>', '<svg/onload=alert(1)//', '<svg><script>alert(1)</script></svg>', '<svg><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>', '<body onload=alert(1)>',
  '<iframe src="javascript:alert(1)"></iframe>', '<iframe srcdoc="<script>alert(1)</script>">', '<object data="data:text/html,<script>alert(1)</script>"></object>', '<embed src=javascript:alert(1)>',
  '<a href="javascript:alert(1)">x</a>', '<a href="JaVaScRiPt:alert(1)">x</a>', '<a href=" &#14; javascript:alert(1)">x</a>', '<a href="java&#9;script:alert(1)">x</a>', '<a href="java&NewLine;script&colon;alert(1)">x</a>',
  '<a href="&#x6A&#x61&#x76&#x61script:alert(1)">x</a>', '<a href="data:text/html;base64,PHNjcmlwdD4=">x</a>', '<a href="vbscript:msgbox(1)">x</a>', '<a href="https://x.example/) <script>alert(1)</script>">x</a>',
  '<a href="https://x.example&quot; onmouseover=&quot;alert(1)">x</a>', '<a href="https://x.example/&quot; onmouseover=&quot;alert(1)">x</a>', '<a href="https://x.example/&lt;img src=x onerror=alert(1)&gt;">x</a>',
  '<a href="https://x.example/">](javascript:alert(1))</a>', '<a href="https://x.example/">https://x.example/</a><a href="https://x.example/> <b onclick=x">y</a>', '[x](javascript:alert(1))', '[x]: javascript:alert(1)<br><br>[x]',
  '&lt;javascript:alert(1)&gt;', '![x](https://x.example/x.png "onerror=")', '`&lt;script&gt;`<br>```<br>&lt;script&gt;alert(1)&lt;/script&gt;<br>```', '&lt;img src=x onerror=alert(1)&gt;', '<p>&lt;!-- --&gt;<br>&lt;?php x ?&gt;<br>&lt;![CDATA[x]]&gt;',
  '<p>    &lt;script&gt;alert(1)&lt;/script&gt;', '<div style="background:url(javascript:alert(1))">x</div>', '<style>@import "//x.example/x.css";</style>', '<link rel=stylesheet href=//x.example>', '<meta http-equiv=refresh content="0;url=javascript:alert(1)">',
  '<base href="javascript:alert(1)//"><a href="x">x</a>', '<form action=javascript:alert(1)><button formaction=javascript:alert(2)>x</button></form>', '<math><maction actiontype=statusline xlink:href="javascript:alert(1)">x</maction></math>',
  '<details open ontoggle=alert(1)>x</details>', '<b onclick=alert(1) style=x>x</b>', '<x onclick=alert(1)>x</x>', '<scr<script>ipt>alert(1)</scr</script>ipt>', '<img """><script>alert(1)</script>">', '<<script>alert(1)//<</script>',
  '<form><math><mtext></form><form><mglyph><style></math><img src=1 onerror=alert(1)>', '<noscript><style></noscript><img src=x onerror=alert(1)>', '<xmp><p title="</xmp><img src=x onerror=alert(1)>">', '<a id=x name=attributes href=https://x.example/>x</a>',
  '<p>a\u{2028}<script>alert(1)</script>', '<ol start="1&quot; onclick=alert(1)"><li>x</ol>', '<ol start=99999999999999999999><li>x</ol>', '<table background=javascript:alert(1)><tr><td>x</table>', '<template><script>alert(1)</script></template>',
];

function clean(pieces) {
  const { status, stdout, stderr } = spawnSync(path.resolve(ROOT, BUILD, 'tests/paste_filter'), { input: pieces.map((piece) => `${piece}\0`).join(''), encoding: 'utf8', maxBuffer: 1 << 26 });
  assert.equal(status, 0, stderr);
  return stdout.trimEnd().split('\n').map((line) => JSON.parse(line));
}

function* nodesOf(node) {
  yield node;
  for (const child of node.childNodes ?? []) {
    yield* nodesOf(child);
  }
}

// What is wrong with a page's HTML, read by the standard's rules of today.
function faults(html) {
  const root = parseFragment(html), found = [];
  for (const { nodeName, attrs = [] } of nodesOf(root)) {
    if (!['#document-fragment', '#text'].includes(nodeName) && !ELEMENTS.has(nodeName)) {
      found.push(`<${nodeName}>`);
    }
    for (const { name, value } of attrs) {
      if (!ATTRIBUTES[nodeName]?.[name]?.test(value)) {
        found.push(`${name}="${value}" in <${nodeName}>`);
      }
    }
  }
  // A second reading must not find another tree in what the first one saw.
  if (serialize(parseFragment(serialize(root))) !== serialize(root)) {
    found.push('reads differently the second time');
  }
  return found;
}

for (const [name, pieces] of Object.entries({ 'trees that are easily got wrong': TRICKY, 'scripts in disguise': HOSTILE })) {
  test(`only our own elements and attributes come out of ${name}`, () => {
    const answers = clean(pieces);
    assert.equal(answers.length, pieces.length);
    answers.forEach(({ error, html, markdown }, i) => {
      assert.equal(error, '', pieces[i]);
      assert.deepEqual(faults(html), [], `${pieces[i]}\n${markdown}\n${html}`);
    });
    clean(answers.map(({ html }) => html)).forEach(({ markdown }, i) => assert.equal(markdown, answers[i].markdown, `cleaned again: ${pieces[i]}`));
  });
}

test('what is read wrongly elsewhere shows the text that browsers show', () => {
  const same = TRICKY.filter((piece) => !/svg|math|template|noscript|title|textarea|style|script|plaintext|frameset|<!|&#|[\u{202E}\u{338}]/u.test(piece));
  const text = (html) => [...nodesOf(parse(html))].map((node) => node.value ?? '').join('').replace(/\s|–/g, '');
  assert.ok(same.length > 20);
  clean(same).forEach(({ html }, i) => assert.equal(text(html), text(same[i]), same[i]));
});

test('documents of all sources show nothing but our own elements, and lose no word', () => {
  const names = fs.readdirSync(FIXTURES).filter((name) => name.endsWith('.html'));
  const answers = clean(names.map((name) => fs.readFileSync(path.join(FIXTURES, name), 'utf8')));
  assert.ok(names.length >= 8);
  answers.forEach(({ html, markdown }, i) => {
    assert.deepEqual(faults(html), [], names[i]);
    assert.equal(`${markdown}\n`, fs.readFileSync(path.join(FIXTURES, names[i].replace('.html', '.md')), 'utf8'));
  });
});
