import { describe, test } from 'vitest';
import { buildAstro, findAstro } from '../astro/astro.ts';
import { expectQuietPages, hasChromium } from './browser.ts';
import { type Example, expectLayoutsToShow, expectUrlsToStay } from './example.ts';

const astro = await findAstro();
const example: Example = {
  name: 'astro',
  output: 'dist',
  build: (folder) => astro && buildAstro(astro, folder),
};

describe.skipIf(astro === null)('the example for Astro', () => {
  let folder: string | undefined;

  test('every page is at its URL, and every old URL redirects', async () => {
    folder = await expectUrlsToStay(example);
  });

  test.skipIf(!hasChromium)('no page asks another host for anything before the click', async ({ skip }) => {
    if (folder === undefined) return skip();
    await expectQuietPages(folder, example.output);
  });

  test('its layouts show the videos of a site that had none', () =>
    expectLayoutsToShow(example, { 'astro.config.mjs': 'export default {};\n' }));
});
