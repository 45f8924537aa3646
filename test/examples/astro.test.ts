import { describe, test } from 'vitest';
import { buildAstro, findAstro } from '../astro/astro.ts';
import { expectQuietPages, hasChromium } from './browser.ts';
import { expectUrlsToStay } from './example.ts';

const astro = await findAstro();

describe.skipIf(astro === null)('the example for Astro', () => {
  let folder: string | undefined;

  test('every page is at its URL, and every old URL redirects', async () => {
    folder = await expectUrlsToStay({
      name: 'astro',
      output: 'dist',
      build: (site) => astro && buildAstro(astro, site),
    });
  });

  test.skipIf(!hasChromium)('no page asks another host for anything before the click', async ({ skip }) => {
    if (folder === undefined) return skip();
    await expectQuietPages(folder, 'dist');
  });
});
