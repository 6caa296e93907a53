// Addresses on a map, where the hoster names a tile server: a directory of its own, with tiles that the test draws.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import fs from 'node:fs';
import { after, before, test } from 'node:test';
import { get, SITE, startSite } from '../harness.mjs';
import { launch } from './browser.mjs';

const axe = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TILES = 'https://tiles.example';
const TILE = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="256" height="256"><rect width="256" height="256" fill="#e8eee4" stroke="#cdd6c8"/></svg>');
const PROFILE = '/fr/organisations/fil-equitable';
let own, site, browser;

before(async () => {
  own = await startSite('map', { DEMO: 1, ANNUAIRE_MAP_TILES: `${TILES}/{z}/{x}/{y}.svg` });
  site = own.site;
  browser = await launch();
});
after(async () => {
  await browser?.close();
  own?.stop();
});

// The profile in a browser; page.asked has the addresses of tiles, page.complaints what the console and the network complain about.
async function open(options = {}) {
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options })).newPage();
  page.asked = [];
  page.complaints = [];
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && page.complaints.push(message.text()));
  page.on('pageerror', (error) => page.complaints.push(String(error)));
  page.on('request', (request) => request.url().startsWith(site) || request.url().startsWith('data:') || request.url().startsWith(`${TILES}/`) || page.complaints.push(`asks elsewhere: ${request.url()}`));
  await page.route(`${TILES}/**`, (route) => {
    page.asked.push(route.request().url());
    return route.fulfill({ contentType: 'image/svg+xml', body: TILE });
  });
  await page.goto(site + PROFILE);
  return page;
}

test('the seat and the branch are points with their names, on tiles of the named server', async () => {
  const page = await open();
  await page.waitForSelector('.leaflet-tile-loaded');
  assert.ok(page.asked.length > 0);
  for (const address of page.asked) {
    assert.match(address, /^https:\/\/tiles\.example\/\d+\/\d+\/\d+\.svg$/);
  }
  assert.equal(await page.locator('.tile-map path.tile-point').count(), 2);
  assert.deepEqual((await page.locator('.tile-map .leaflet-tooltip').allInnerTexts()).sort(), ['Boutique de Courtrai', 'Fil équitable']);
  assert.match(await page.locator('.tile-map .leaflet-control-attribution').innerText(), /© OpenStreetMap contributors/);
  // Tournai lies south of Courtrai, whatever the tiles show.
  const box = async (name) => page.locator('.tile-map .leaflet-tooltip', { hasText: name }).boundingBox();
  assert.ok((await box('Fil équitable')).y > (await box('Boutique de Courtrai')).y);
  // A point is inside of the map.
  const map = await page.locator('.tile-map').boundingBox();
  for (const point of await page.locator('.tile-map path.tile-point').all()) {
    const { x, y, width, height } = await point.boundingBox();
    assert.ok(x >= map.x && y >= map.y && x + width <= map.x + map.width && y + height <= map.y + map.height);
  }
  assert.deepEqual(page.complaints, []);
  await page.context().close();
});

test('the map is zoomed by buttons that say so in the language of the page', async () => {
  const page = await open();
  await page.waitForSelector('.leaflet-tile-loaded');
  const far = Math.max(...page.asked.map((address) => Number(address.split('/')[3])));
  await page.getByRole('button', { name: 'Agrandir' }).click();
  await page.waitForFunction(() => !document.querySelector('.leaflet-zoom-anim'));
  await page.waitForTimeout(500);
  assert.equal(Math.max(...page.asked.map((address) => Number(address.split('/')[3]))), far + 1);
  assert.deepEqual(page.complaints, [], 'also where tiles are taken away');
  await page.context().close();
});

for (const colorScheme of ['light', 'dark']) {
  for (const width of [360, 1280]) {
    test(`the map is accessible and fits, ${colorScheme}, ${width} pixels`, async () => {
      const page = await open({ colorScheme, viewport: { width, height: 800 } });
      await page.waitForSelector('.leaflet-tile-loaded');
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth), false);
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() => window.axe.run());
      assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target)}`), []);
      await page.context().close();
    });
  }
}

test('without scripts the addresses are text, and no tile is asked for', async () => {
  const page = await open({ javaScriptEnabled: false });
  assert.equal(await page.locator('.tile-map').isVisible(), false);
  assert.match(await page.locator('main').innerText(), /Vlasdraadstraat 9/);
  assert.deepEqual(page.asked, []);
  await page.context().close();
});

test('pages may show images of that server, and of no other', async () => {
  const { headers } = await get(PROFILE, { site });
  assert.match(headers['content-security-policy'], /img-src 'self' https:\/\/tiles\.example;/);
});

test('where no tile server is named there is no map, and nothing is asked elsewhere', async () => {
  const { headers, body } = await get(PROFILE);
  assert.doesNotMatch(body, /tile-map|leaflet/);
  assert.equal(headers['content-security-policy'].includes("img-src 'self';"), true);
  assert.equal((await fetch(SITE + PROFILE)).status, 200);
});
