// Whole pages, byte by byte, against those that somebody looked at. After a change that is meant: GOLDEN=update tests/run golden, and read the difference.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { get, ROOT, SITE } from '../harness.mjs';

const PAGES = {
  'profile-full-fr': '/fr/organisations/fil-equitable',
  'profile-full-de': '/de/organisations/weltgarten-sankt-vith',
  'profile-other-language-fr': '/fr/organisations/klimaat-kompas',
  'profile-empty-fr': '/fr/organisations/collectif-des-toits-solidaires',
  'activities-nl': '/nl/organisations/de-wereldwerf/activities',
  'activity-en': '/en/organisations/fil-equitable/activities/1',
  'partners-nl': '/nl/organisations/de-wereldwerf/partners',
  'list-letter-fr': '/fr/organisations?letter=c',
  'list-nothing-de': '/de/organisations?q=zzyzx&theme=climate',
  'not-found-en': '/en/nothing',
};

// What differs from run to run or from year to year: the port, names made of hashes, request ids, and how long ago something was.
const settled = (body) => body.replaceAll(SITE, 'http://site').replace(/\.[0-9a-f]{8}\.(css|js|svg|woff2)/g, '.HASH.$1').replace(/<code>[0-9a-f]{32}<\/code>/g, '<code>ID</code>')
  .replace(/ class="recent"/g, '').replace(/<p class="dates">.*?<\/p>/gs, '<p class="dates">…</p>')
  .replace(/<fieldset class="facet-fresh">.*?<\/fieldset>/gs, '<fieldset class="facet-fresh">…</fieldset>');

for (const [name, target] of Object.entries(PAGES)) {
  test(`${target} is as it was looked at`, async () => {
    const file = path.join(ROOT, 'tests/golden', `${name}.html`);
    const now = settled((await get(target)).body);
    if (process.env.GOLDEN === 'update') {
      fs.writeFileSync(file, now);
    }
    assert.equal(now, fs.readFileSync(file, 'utf8'));
  });
}
