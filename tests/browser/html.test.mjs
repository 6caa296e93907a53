// Every kind of page, by the Nu HTML checker: no error and no warning of a page's own making.
import assert from 'node:assert/strict';
import test from 'node:test';
import { get } from '../harness.mjs';
import { faultsOf, PAGES } from './browser.mjs';

test('the HTML of every page is valid', async () => {
  const pages = await Promise.all(PAGES.map(async (target) => [target, (await get(target)).body]));
  assert.deepEqual(faultsOf(pages, `${process.env.SCRATCH}/html`), []);
});
