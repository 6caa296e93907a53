// Every kind of page, by the Nu HTML checker: no error and no warning of a page's own making.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import vnu from 'vnu-jar';
import { get } from '../harness.mjs';
import { PAGES } from './browser.mjs';

test('the HTML of every page is valid', async () => {
  const directory = path.join(process.env.SCRATCH, 'html');
  fs.mkdirSync(directory, { recursive: true });
  for (const [i, target] of PAGES.entries()) {
    fs.writeFileSync(path.join(directory, `${i}.html`), (await get(target)).body);
  }
  const run = spawnSync('java', ['-Xss2m', '-jar', vnu, '--format', 'json', '--stdout', directory], { env: { ...process.env, LC_ALL: 'C.UTF-8' }, encoding: 'utf8', maxBuffer: 1 << 26 });
  const { messages } = JSON.parse(run.stdout);
  assert.deepEqual(messages.map((m) => `${PAGES[parseInt(path.basename(m.url), 10)]}:${m.lastLine} ${m.type} ${m.message}`), []);
});
