import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, test } from 'vitest';
import { makeHistories } from './histories.ts';
import { assertProperty, readParameters } from './parameters.ts';
import { liveHistory } from './run.ts';
import { makeRoot } from './world.ts';

const root = makeRoot();
afterAll(() => rmSync(root, { recursive: true, force: true }));

test('whatever happens, words stay, no URL dies, and a second import rests', { timeout: 0 }, async () => {
  await assertProperty(
    fc.asyncProperty(
      fc.integer({ min: 3, max: 5 }),
      makeHistories({ minLength: 1, maxLength: 30 }),
      async (videoCount, steps) => {
        const folder = mkdtempSync(join(root, 'site-'));
        try {
          await liveHistory(folder, videoCount, steps);
        } finally {
          rmSync(folder, { recursive: true, force: true });
        }
      },
    ),
    readParameters(300),
  );
});
