import { describe, expect, test } from 'vitest';
import { hasJekyll, runJekyll } from '../jekyll/jekyll.ts';
import { expectQuietPages, hasChromium } from './browser.ts';
import { expectUrlsToStay } from './example.ts';

describe.skipIf(!hasJekyll())('the example for Jekyll', () => {
  let folder: string | undefined;

  test('every page is at its URL, and every old URL redirects', async () => {
    // Debian's Jekyll comes without Bundler.
    const build = (site: string) => runJekyll(site, { JEKYLL_NO_BUNDLER_REQUIRE: 'true' });
    folder = await expectUrlsToStay({
      name: 'jekyll',
      output: '_site',
      build: (site) => expect(build(site)).toEqual({ exitCode: 0, output: '' }),
    });
  });

  test.skipIf(!hasChromium)('no page asks another host for anything before the click', async ({ skip }) => {
    if (folder === undefined) return skip();
    await expectQuietPages(folder, '_site');
  });
});
