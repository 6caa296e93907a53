// Debian's Chromium, and the pages that it is shown.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';
import vnu from 'vnu-jar';
import { SITE } from '../harness.mjs';

const AXE = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
export const LOOKS = { light: { colorScheme: 'light' }, dark: { colorScheme: 'dark' }, '320 px': { viewport: { width: 320, height: 640 } } };

export const PAGES = ['/fr/', '/fr/organisations', '/fr/organisations?theme=climate&q=ateliers', '/fr/organisations?q=zzyzx', '/fr/organisations?q=plaidoier', '/fr/organisations?near=5000&within=50', '/fr/organisations?near=nowhere&theme=climate', '/fr/activities?q=climat&public=teachers',
  '/fr/partners?zone=brussels', '/fr/suggest?q=ec', '/fr/gaps', '/de/gaps?zone=liege', '/fr/organisations/fil-equitable', '/fr/organisations/caravane-des-droits',
  '/fr/organisations/collectif-des-toits-solidaires', '/fr/organisations/brigade-des-colis-lents', '/fr/organisations/fil-equitable/activities', '/fr/organisations/fil-equitable/activities/1',
  '/fr/organisations/fil-equitable/partners', '/fr/activities', '/fr/partners', '/fr/nothing', '/nl/organisations/klimaat-kompas', '/de/', '/en/partners',
  '/fr/shortlist?org=fil-equitable&org=klimaat-kompas&org=nobody&title=Semaine+du+climat&from=q%3Dclimat%26theme%3Dclimate', '/nl/shortlist'];

export const launch = () => chromium.launch({ executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run', '--disable-quic'] });

// A page that keeps what the console and the network complain about, in page.complaints; it may ask `site` alone.
export async function open(browser, { site = SITE, ...options } = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  page.complaints = [];
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && page.complaints.push(message.text()));
  page.on('pageerror', (error) => page.complaints.push(String(error)));
  // What a page that was left had not yet loaded is nobody's fault.
  page.on('requestfailed', (request) => request.failure()?.errorText === 'net::ERR_ABORTED' || page.complaints.push(`${request.url()}: ${request.failure()?.errorText}`));
  page.on('request', (request) => request.url().startsWith(site) || request.url().startsWith('data:') || page.complaints.push(`asks elsewhere: ${request.url()}`));
  return page;
}

// Nothing stands in anybody's way on what the page shows now, nothing complains, nothing is wider than the window. `expected`: complaints that belong to it, like the status of a refused form.
export async function inspect(page, what, expected = /^$/) {
  assert.deepEqual(page.complaints.filter((complaint) => !expected.test(complaint)), [], what);
  page.complaints.length = 0;
  await page.evaluate(AXE);
  const { violations } = await page.evaluate((values) => axe.run({ runOnly: { type: 'tag', values } }), RULES);
  assert.deepEqual(violations.map((v) => [v.id, v.nodes.map((n) => n.target.join(' '))]), [], what);
  const [wide, view] = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
  assert.ok(wide <= view, `${what} is ${wide} px wide in a window of ${view}`);
}

// What the Nu HTML checker has to say of pages, [name, HTML] each: "name:line type message".
export function faultsOf(pages, directory) {
  fs.mkdirSync(directory, { recursive: true });
  pages.forEach(([, html], i) => fs.writeFileSync(`${directory}/${i}.html`, html));
  const run = spawnSync('java', ['-Xss2m', '-jar', vnu, '--format', 'json', '--stdout', directory], { env: { ...process.env, LC_ALL: 'C.UTF-8' }, encoding: 'utf8', maxBuffer: 1 << 26 });
  return JSON.parse(run.stdout).messages.map((m) => `${pages[parseInt(m.url.split('/').pop(), 10)][0]}:${m.lastLine} ${m.type} ${m.message}`);
}
