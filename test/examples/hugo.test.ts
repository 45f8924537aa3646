import { describe, expect, test } from 'vitest';
import { findHugo, hugoVariables, runHugo } from '../hugo/hugo.ts';
import { expectQuietPages, hasChromium } from './browser.ts';
import { expectUrlsToStay } from './example.ts';

for (const variable of hugoVariables) {
  const hugo = findHugo(variable);
  describe.skipIf('reason' in hugo)(`the example for Hugo (${variable})`, () => {
    let folder: string | undefined;

    test('every page is at its URL, and every old URL redirects', async () => {
      folder = await expectUrlsToStay({
        name: 'hugo',
        output: 'public',
        build: (site) =>
          expect(runHugo('path' in hugo ? hugo.path : '', site, [])).toMatchObject({ exitCode: 0 }),
      });
    });

    test.skipIf(!hasChromium)('no page asks another host for anything before the click', async ({ skip }) => {
      if (folder === undefined) return skip();
      await expectQuietPages(folder, 'public');
    });
  });
}
