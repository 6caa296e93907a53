// Debian's Chromium, and the pages that it is shown.
import { chromium } from 'playwright-core';
import { SITE } from '../harness.mjs';

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
