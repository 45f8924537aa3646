import { describe, expect, test } from 'vitest';
import { hasJekyll, runJekyll } from '../jekyll/jekyll.ts';
import { expectQuietPages, hasChromium } from './browser.ts';
import { type Example, expectLayoutsToShow, expectUrlsToStay } from './example.ts';

const example: Example = {
  name: 'jekyll',
  output: '_site',
  // Debian's Jekyll comes without Bundler.
  build: (folder) =>
    expect(runJekyll(folder, { JEKYLL_NO_BUNDLER_REQUIRE: 'true' })).toEqual({ exitCode: 0, output: '' }),
};

describe.skipIf(!hasJekyll())('the example for Jekyll', () => {
  let folder: string | undefined;

  test('every page is at its URL, and every old URL redirects', async () => {
    folder = await expectUrlsToStay(example);
  });

  test.skipIf(!hasChromium)('no page asks another host for anything before the click', async ({ skip }) => {
    if (folder === undefined) return skip();
    await expectQuietPages(folder, example.output);
  });

  test('its layouts show the videos of a site that had none', () =>
    expectLayoutsToShow(example, {
      '_config.yml': 'title: A site\ncollections: { videos: { output: true } }\n',
    }));
});
