import { describe, expect, test } from 'vitest';
import { findHugo, hugoVariables, runHugo } from '../hugo/hugo.ts';
import { expectQuietPages, hasChromium } from './browser.ts';
import { type Example, expectLayoutsToShow, expectUrlsToStay } from './example.ts';

for (const variable of hugoVariables) {
  const hugo = findHugo(variable);
  const path = 'path' in hugo ? hugo.path : '';
  const example: Example = {
    name: 'hugo',
    output: 'public',
    build: (folder) => expect(runHugo(path, folder, [])).toMatchObject({ exitCode: 0, stderr: '' }),
  };

  describe.skipIf(path === '')(`the example for Hugo (${variable})`, () => {
    let folder: string | undefined;

    test('every page is at its URL, and every old URL redirects', async () => {
      folder = await expectUrlsToStay(example);
    });

    test.skipIf(!hasChromium)('no page asks another host for anything before the click', async ({ skip }) => {
      if (folder === undefined) return skip();
      await expectQuietPages(folder, example.output);
    });

    test('its layouts show the videos of a site that had none', () =>
      expectLayoutsToShow(example, { 'hugo.toml': 'title = "A site"\n', 'layouts/.gitkeep': '' }));
  });
}
