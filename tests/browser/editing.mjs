// Small pages with forms, as the site's editing pages have them: its static files, its words and its Content-Security-Policy, and a server that says what the test tells it to.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import fs from 'node:fs';
import http from 'node:http';
import { createRequire } from 'node:module';
import path from 'node:path';
import { BUILD, ROOT } from '../harness.mjs';
import { open } from './browser.mjs';

const BUILT = path.join(ROOT, BUILD, 'share');
const TYPES = { css: 'text/css', js: 'text/javascript', svg: 'image/svg+xml', woff2: 'font/woff2' };
const CSP = /Content-Security-Policy "([^"]+)"/.exec(fs.readFileSync(path.join(ROOT, 'conf/nginx/annuaire-headers.conf'), 'utf8'))[1];
const axe = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export const escape = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

// A field as templates/fields.tpl has it.
export const textarea = (name, value, attributes = '') => `<div class="field"><label for="f-${name}">Mission</label><p class="hint" id="f-${name}-help">En quelques mots.</p>
<textarea id="f-${name}" name="${name}" rows="14" aria-describedby="f-${name}-help" ${attributes}>\n${escape(value)}</textarea></div>`;

function document(share, body, lang) {
  const files = fs.readdirSync(path.join(share, 'static')), words = fs.readFileSync(path.join(share, `templates/${lang}/edit-words.tpl`), 'utf8').replace(/^\{\{%.*?\}\}/, '').replaceAll('{{BASE}}', '');
  const hashed = (name) => `/static/${files.find((file) => new RegExp(`^${name.replace('.', '\\.[0-9a-f]{8}\\.')}$`).test(file))}`;
  return `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><title>Essai</title><meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${hashed('site.css')}"><script src="${hashed('site.js')}" defer></script><link rel="icon" href="${hashed('favicon.svg')}"></head>
<body><main id="main" tabindex="-1"><div class="sheet form-sheet"><h1>Essai</h1>${body}</div></main>${words}</body></html>`;
}

// A server on a port of its own. pages: path → body of the page (or a function that gives it); posts: path → function(fields, request) that gives { status, body }.
// server.posted has every form that came, as [path, URLSearchParams]. share: what translate.py has built.
export async function serve(pages, posts = {}, share = BUILT) {
  const files = fs.readdirSync(path.join(share, 'static'));
  const server = http.createServer(async (request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    const chunks = [];
    for await (const chunk of request) {
      chunks.push(chunk);
    }
    const answer = (status, type, body, headers = {}) => response.writeHead(status, { 'Content-Type': type, 'Content-Security-Policy': CSP, 'Cache-Control': 'no-store', ...headers }).end(body);
    if (request.method === 'POST') {
      const fields = new URLSearchParams(Buffer.concat(chunks).toString());
      self.posted.push([pathname, fields]);
      const { status = 200, body = 'ok', drop = false } = (await self.posts[pathname]?.(fields, request)) ?? {};
      return drop ? request.socket.destroy() : answer(status, 'text/html; charset=utf-8', body);
    }
    if (pathname.startsWith('/static/') && files.includes(pathname.slice(8))) {
      return answer(200, TYPES[pathname.split('.').pop()], fs.readFileSync(path.join(share, pathname)), { 'Cache-Control': 'max-age=3600' });
    }
    if (pathname === '/favicon.ico') {
      return answer(204, 'image/x-icon', '');
    }
    const body = self.pages[pathname];
    return body === undefined ? answer(404, 'text/plain', '') : answer(200, 'text/html; charset=utf-8', document(share, typeof body === 'function' ? body() : body, pathname.slice(1, 3)));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const self = { pages, posts, posted: [], site: `http://127.0.0.1:${server.address().port}`, stop: () => { server.close(); server.closeAllConnections(); } };
  return self;
}

// One of its pages in a browser; what the page's policy had to forbid is a complaint.
export async function visit(browser, server, target, options = {}) {
  const page = await open(browser, { site: server.site, ...options });
  await page.addInitScript(() => document.addEventListener('securitypolicyviolation', (event) => console.error(`forbidden: ${event.violatedDirective} ${event.sample}`)));
  await options.before?.(page);
  await page.goto(server.site + target);
  return page;
}

export async function accessible(page, what = '', rules = {}) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate((options) => window.axe.run(options), { runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }, rules });
  assert.deepEqual(violations.map(({ id, nodes }) => `${what} ${id}: ${nodes.map((node) => node.target)}`), []);
  const [wide, view] = await page.evaluate(() => [window.document.documentElement.scrollWidth, window.innerWidth]);
  assert.ok(wide <= view, `${what} ${wide} px wide in a window of ${view}`);
}

export const said = (page, text) => page.waitForFunction((t) => [...window.document.querySelectorAll('[role=status]')].some((region) => region.textContent.replace(/\s/g, ' ') === t), text);
