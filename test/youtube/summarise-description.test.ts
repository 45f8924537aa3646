import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  summariseDescription,
  takeOrdinarySentences,
  takeSentences,
} from '../../src/youtube/summarise-description.ts';

const long =
  'In this video we take a very old bicycle apart and look at each of its parts in turn, from the bell to the hub, to find out which of them still have some life in them.';

const cases: [name: string, description: string, summary: string][] = [
  ['nothing', '', ''],
  ['blank lines only', ' \n\t\n', ''],
  ['one line', 'We mend a chain.', 'We mend a chain.'],
  [
    'a paragraph that has room, line breaks as spaces',
    'We mend\na   chain.\r\nTwice.\n\nMore.',
    'We mend a chain. Twice.',
  ],
  [
    'the sentences that have room',
    `We mend a chain. Then we rest. ${long}`,
    'We mend a chain. Then we rest.',
  ],
  [
    'a sentence without room, cut at a word',
    long,
    'In this video we take a very old bicycle apart and look at each of its parts in turn, from the bell to the hub, to find out which of them still have some life…',
  ],
  ['punctuation before the cut goes', `${'a'.repeat(120)}, ${'b'.repeat(60)}`, `${'a'.repeat(120)}…`],
  ['a word without room', 'a'.repeat(200), `${'a'.repeat(159)}…`],
  ['an emoji without room is not split', `a${'👩‍🔧'.repeat(60)}`, `a${'👩‍🔧'.repeat(31)}…`],
  ['an abbreviation ends no sentence', `Parts by e.g. Lowther Hubs. ${long}`, 'Parts by e.g. Lowther Hubs.'],
  ['nor a title or initials', `Dr. Spoke and J. B. Wheel ride. ${long}`, 'Dr. Spoke and J. B. Wheel ride.'],
  ['nor a decimal point', `It takes 3.5 turns. ${long}`, 'It takes 3.5 turns.'],
  ['other scripts', `自転車を直します。${'次回もお楽しみに'.repeat(30)}。`, '自転車を直します。'],
  ['links first', 'https://example.com\nwww.example.com/shop\n\nWe mend a chain.', 'We mend a chain.'],
  [
    'a labelled link first',
    'Subscribe here: https://example.com/sub\nShop ► www.example.com\nWe mend a chain.',
    'We mend a chain.',
  ],
  ['hashtags and handles first', '#diy #bike @example\nWe mend a chain.', 'We mend a chain.'],
  ['chapters first', '0:00 Intro\n▶ 1:02:03 - End\n\nWe mend a chain.', 'We mend a chain.'],
  ['ornaments first', '★★★ ----\n🔧\nWe mend a chain.', 'We mend a chain.'],
  ['links end the paragraph', 'We mend a chain.\nShop: https://example.com\nBye.', 'We mend a chain.'],
  ['a link within prose stays', 'See https://example.com for more.', 'See https://example.com for more.'],
  ['no prose at all', '#diy #bike\n\nhttps://example.com', '#diy #bike'],
  ['emoji alone', '🎁', '🎁'],
  ['invisible characters go', '\u200bWe \u202bmend\u202c a\u00a0chain.\ufeff', 'We mend a chain.'],
];

describe('summariseDescription', () => {
  test.each(cases)('%s', (_, description, summary) => {
    expect(summariseDescription(description)).toBe(summary);
  });

  test('keeps to another limit', () => {
    expect(summariseDescription('We mend a chain of many links.', 20)).toBe('We mend a chain of…');
  });

  // A pattern that tries every way to read such a line would not end within a test's time.
  test.each(['a@', '_', '#', 'https://', '. ', 'e.g. ', '1:'])(
    'a description of 5,000 bytes that repeats %j comes to an end',
    (part) => {
      expect(summariseDescription(part.repeat(5000 / part.length)).length).toBeLessThanOrEqual(160);
    },
  );

  test('is always one line within the limit, and the beginning of some line', () => {
    const words = fc.constantFrom(
      'chain',
      'e.g.',
      'Wheel.',
      '👩‍🔧',
      '自転車。',
      '\n',
      '\n\n',
      ' ',
      '#tag',
      'https://example.com',
    );
    const text = fc.array(fc.oneof(words, fc.string({ unit: 'grapheme' })), { maxLength: 60 });
    fc.assert(
      fc.property(
        text.map((parts) => parts.join(' ')),
        fc.integer({ min: 10, max: 200 }),
        (description, limit) => {
          const summary = summariseDescription(description, limit);
          expect(summary.length).toBeLessThanOrEqual(limit);
          expect(summary).toBe(summary.trim());
          expect(summary).not.toMatch(/[\n\r\t]| {2}/);
          expect(summary).not.toMatch(/\p{Cs}/u);
          const whole = description
            .replace(/[\u200B\u2060\uFEFF\u202A-\u202E\u2066-\u2069]/g, '')
            .replace(/\s+/g, ' ');
          expect(whole).toContain(summary.replace(/…$/, ''));
        },
      ),
    );
  });
});

test('ordinary text is cut where Unicode and the abbreviations have it', () => {
  const word = fc.constantFrom(
    'we',
    'We',
    'mend',
    'a',
    'U',
    'x',
    '3',
    "it's",
    'U-turn',
    '"So"',
    '(ok)',
    'dr',
  );
  const sentence = fc
    .tuple(
      fc.constantFrom('We', 'A', 'Then'),
      fc.array(word, { maxLength: 4 }),
      fc.constantFrom('.', '!', '?'),
    )
    .map(([first, others, stop]) => `${[first, ...others].join(' ')}${stop} `);
  const oddity = fc.constantFrom(
    '.',
    '?!',
    '...',
    '3.5',
    'e.g. ',
    '. and',
    '.) ',
    ',',
    ' - ',
    'é',
    '—',
    'www.a.b',
    '',
  );
  const texts = fc
    .tuple(fc.array(sentence, { minLength: 3, maxLength: 9 }), fc.nat(60), oddity)
    .map(([sentences, at, odd]) => {
      const text = sentences.join('');
      return `${text.slice(0, at)}${odd}${text.slice(at)}`.replace(/ +/g, ' ').trim();
    });
  const room = 40;
  let [ordinary, whole] = [0, 0];
  fc.assert(
    fc.property(
      texts.filter(({ length }) => length > room),
      (text) => {
        const sentences = takeOrdinarySentences(text, room);
        if (sentences === null) return;
        ordinary += 1;
        if (sentences !== '') whole += 1;
        expect(sentences).toBe(takeSentences(text, room));
      },
    ),
    { numRuns: Number(process.env['FUZZ_RUNS'] ?? 2000) },
  );
  expect(ordinary).toBeGreaterThan(100);
  expect(whole).toBeGreaterThan(100);
});
