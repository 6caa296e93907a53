// The pictures of the README, light and dark: `make screenshot` writes them beside this file.
import { fileURLToPath } from 'node:url';
import { SITE } from '../harness.mjs';
import { launch, open } from './browser.mjs';

const browser = await launch();
for (const colorScheme of ['light', 'dark']) {
  const page = await open(browser, { colorScheme, viewport: { width: 1280, height: 860 } });
  await page.goto(`${SITE}/fr/organisations/caravane-des-droits`);
  await page.waitForFunction(() => document.fonts.status === 'loaded');
  await page.screenshot({ path: fileURLToPath(new URL(`profile-${colorScheme}.png`, import.meta.url)) });
}
await browser.close();
