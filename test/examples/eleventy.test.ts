import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findEleventy, runEleventy } from '../eleventy/eleventy.ts';
import { installGenerator } from '../package/generators.ts';
import { runProgram } from '../package/install.ts';
import { expectQuietPages, expectToFind, hasChromium } from './browser.ts';
import { expectUrlsToStay } from './example.ts';

const eleventy = await findEleventy();
const pagefind = await installGenerator('pagefind@1.6.0');

describe.skipIf(eleventy === null)('the example for Eleventy', () => {
  let folder: string | undefined;

  test('every page is at its URL, and every old URL redirects', async () => {
    folder = await expectUrlsToStay({
      name: 'eleventy',
      output: '_site',
      build: async (site) => expect(await runEleventy(eleventy ?? '', site)).toMatchObject({ exitCode: 0 }),
    });
  });

  test.skipIf(!hasChromium)('no page asks another host for anything before the click', async ({ skip }) => {
    if (folder === undefined) return skip();
    await expectQuietPages(folder, '_site');
  });

  test.skipIf(!hasChromium || pagefind === null)('the search finds a page by its words', async ({ skip }) => {
    if (folder === undefined) return skip();
    const program = join(pagefind ?? '', 'node_modules/.bin/pagefind');
    expect(await runProgram(program, ['--site', '_site'], folder)).toMatchObject({ exitCode: 0 });
    await expectToFind(join(folder, '_site'), 'oil', 'Chains: when to oil, when to clean, when to replace');
  });
});
