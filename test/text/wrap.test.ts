import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cutToWidth, measureWidth, padToWidth, shorten } from '../../src/text/width.ts';
import { wrapLine, wrapText, wrapWithLabel } from '../../src/text/wrap.ts';

describe('a line is broken', () => {
  test.each<[name: string, broken: string, lines: string[]]>([
    ['not where it fits', wrapLine('one two', 10), ['one two']],
    ['not in a pipe', wrapLine('one two three four', undefined), ['one two three four']],
    ['between words', wrapLine('one two three', 10), ['one two', 'three']],
    ['and its rest is set in', wrapLine('  one two three', 12, 4), ['  one two', '    three']],
    [
      'a path behind a slash',
      wrapLine('content/videos/one-two/index.md', 16),
      ['content/videos/', 'one-two/index.md'],
    ],
    ['a long word anywhere', wrapLine('abcdefghijklmnop', 10), ['abcdefghij', 'klmnop']],
    [
      'never within a URL',
      wrapLine('see https://example.com/a/b/c/d now', 10),
      ['see', 'https://example.com/a/b/c/d', 'now'],
    ],
    ['not at a no-break space', wrapLine('aaa bbb\u00a0ccc', 10), ['aaa', 'bbb ccc']],
    [
      'at one where nothing else helps',
      wrapLine('aa (bbbbbb:\u00a0cc\u00a0dd\u00a0ee)', 10),
      ['aa', '(bbbbbb:', 'cc dd ee)'],
    ],
    ['by columns, not by letters', wrapLine('自転車の車輪を直す', 10), ['自転車の車', '輪を直す']],
    ['below its label', wrapWithLabel('  輪: ', 'one two three', 16), ['  輪: one two', '      three']],
    [
      'but not a command to copy',
      wrapText('Run this now:\n  tubematter import --from x', 10),
      ['Run this', 'now:', '  tubematter import --from x'],
    ],
  ])('%s', (_, broken, lines) => {
    expect(broken.split('\n')).toEqual(lines);
  });

  const word = fc.oneof(
    fc.constantFrom(
      'a',
      'wheel',
      'content/videos/index.md',
      'twenty-four-hours',
      'ﷺ',
      '自転車の車輪',
      '👩‍🔧',
      '🚲🚲🚲',
      'العربية',
    ),
    fc
      .string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 30 })
      .map((text) => text.replace(/[^\w/-]/g, 'x')),
  );
  test('so that none is wider than the terminal, and nothing is lost', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(word, fc.constantFrom(' ', ' ', '\u00a0')), { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 14, max: 100 }),
        (words, columns) => {
          const text = words.flat().join('').trim();
          const lines = wrapLine(text, columns, 4).split('\n');
          for (const line of lines) expect(measureWidth(line)).toBeLessThanOrEqual(columns);
          expect(lines.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
        },
      ),
    );
  });
});

describe('a text is cut', () => {
  test.each([
    ['short', 10, 'short'],
    ['exactly ten', 11, 'exactly ten'],
    ['a bit too long', 10, 'a bit too…'],
    ['自転車の車輪', 12, '自転車の車輪'],
    ['自転車の車輪', 11, '自転車の車…'],
    ['自転車の車輪', 10, '自転車の…'],
    ['👩‍🔧👩‍🔧👩‍🔧', 5, '👩‍🔧👩‍🔧…'],
    ['🇨🇭🇨🇭🇨🇭', 4, '🇨🇭…'],
    ['e\u0301e\u0301e\u0301e\u0301', 3, 'e\u0301e\u0301…'],
    ['فيديو عن إصلاح (new)', 10, 'فيديو عن …'],
  ])('%s to %i columns', (text, columns, cut) => {
    expect(cutToWidth(text, columns)).toBe(cut);
    expect(measureWidth(cut)).toBeLessThanOrEqual(columns);
  });

  test('a value on one line', () => {
    expect(shorten('one\n\ttwo   three')).toBe('one two three');
    expect(shorten(`${'🚲'.repeat(40)}`)).toBe(`${'🚲'.repeat(29)}…`);
  });

  test('or filled up', () => {
    expect([padToWidth('輪', 4), padToWidth('wheel', 4)]).toEqual(['輪  ', 'wheel']);
  });
});
