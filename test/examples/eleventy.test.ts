import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findEleventy, runEleventy } from '../eleventy/eleventy.ts';
import { installGenerator } from '../package/generators.ts';
import { runProgram } from '../package/install.ts';
import { expectQuietPages, expectToFind, hasChromium } from './browser.ts';
import { type Example, expectLayoutsToShow, expectUrlsToStay } from './example.ts';

const eleventy = await findEleventy();
const pagefind = await installGenerator('pagefind@1.6.0');
const example: Example = {
  name: 'eleventy',
  output: '_site',
  build: async (folder) => expect(await runEleventy(eleventy ?? '', folder)).toMatchObject({ exitCode: 0 }),
};

describe.skipIf(eleventy === null)('the example for Eleventy', () => {
  let folder: string | undefined;

  test('every page is at its URL, and every old URL redirects', async () => {
    folder = await expectUrlsToStay(example);
  });

  test.skipIf(!hasChromium)('no page asks another host for anything before the click', async ({ skip }) => {
    if (folder === undefined) return skip();
    await expectQuietPages(folder, example.output);
  });

  test.skipIf(!hasChromium || pagefind === null)('the search finds a page by its words', async ({ skip }) => {
    if (folder === undefined) return skip();
    const program = join(pagefind ?? '', 'node_modules/.bin/pagefind');
    expect(await runProgram(program, ['--site', example.output], folder)).toMatchObject({ exitCode: 0 });
    const title = 'Chains: when to oil, when to clean, when to replace';
    await expectToFind(join(folder, example.output), 'oil', title);
  });

  test('its layouts show the videos of a site that had none', () =>
    expectLayoutsToShow(example, {
      'eleventy.config.js': 'module.exports = () => ({ dir: { input: "pages" } });\n',
      'pages/index.md': 'Hello\n',
    }));
});
