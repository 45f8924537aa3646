import { expect, test } from 'vitest';
import { tidyDescription } from '../../src/youtube/tidy-description.ts';

const description = `We mend a chain.

Subscribe:  https://example.org/club
It takes an hour.

—— The bench ——
Photos: https://example.org/photos
Shop: https://example.org/shop`;

const tidy = (cut: RegExp[], drop: RegExp[]) => tidyDescription(description, { cut, drop });

test.each<[what: string, cut: RegExp[], drop: RegExp[], text: string]>([
  ['nothing', [], [], description],
  ['nothing where no line matches', [/^photos$/iu], [/^shop$/iu], description],
  ['all from a line on', [/^—— the bench/iu], [], description.slice(0, description.indexOf('\n\n——'))],
  [
    'single lines, blanks in them and case do not count',
    [],
    [/^SUBSCRIBE: https/iu, /^(photos|shop):/iu],
    'We mend a chain.\n\nIt takes an hour.\n\n—— The bench ——',
  ],
  ['both', [/^—/u], [/^It takes/u], 'We mend a chain.\n\nSubscribe:  https://example.org/club'],
  ['blank lines', [], [/^$/u], description.replaceAll('\n\n', '\n')],
  ['everything', [/^/u], [], ''],
])('leaves out %s', (_, cut, drop, text) => {
  expect(tidy(cut, drop)).toBe(text);
});
