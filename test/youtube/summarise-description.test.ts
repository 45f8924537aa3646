import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { takeOrdinarySentences, takeSentences } from '../../src/text/sentences.ts';
import { summariseDescription } from '../../src/youtube/summarise-description.ts';

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
  [
    'an address where a cut would fall, in brackets',
    'Two weeks ago we looked at how a spoke is made in the factory by the old canal (https://www.youtube.com/watch?v=zyxwvutsrqp), and this time we lace all thirty-six of them',
    'Two weeks ago we looked at how a spoke is made in the factory by the old canal (https://www.youtube.com/watch?v=zyxwvutsrqp), and this time we lace all…',
  ],
  [
    'an address that is too long for the rest',
    `Lace a wheel (see ${'www.example.org/wheels?size=36&page=2!#top'}) in an afternoon with a key and a ruler and some patience, as we did in the yard for all of last summer and the one before.`,
    'Lace a wheel (see www.example.org/wheels?size=36&page=2!#top) in an afternoon with a key and a ruler and some patience, as we did in the yard for all of last…',
  ],
  [
    'an address at the cut',
    `${'We ride. '.repeat(2)}${'Then a long way '.repeat(8)}to https://example.org/a?b=c!/d/e/f/g/h/i/j/k/l/m/n/o/p/q/r/s/t/u/v/w and back`,
    'We ride. We ride.',
  ],
  [
    'an address at the cut of a first sentence',
    `${'then a long way '.repeat(8)}to example.org/a?b=c!/d/e/f/g/h/i/j/k/l/m/n and back`,
    `${'then a long way '.repeat(8)}to…`,
  ],
  [
    'an address that ends in signs',
    'One club has taught its whole village to true a wheel in one winter of evenings. More here: https://example.org/!/page/club?x=1 and then on the radio, on paper, and so on',
    'One club has taught its whole village to true a wheel in one winter of evenings.',
  ],
  ['an address longer than all', `https://example.org/${'a!b?'.repeat(60)} is it`, 'is it'],
  ['nothing but such an address', `https://example.org/${'a!b?'.repeat(60)}`, ''],
  [
    'a long label of a link first',
    '★ Find out all about the bicycle club and come along to one of its rides at: https://example.org/club/rides/\nWe mend a chain.',
    'We mend a chain.',
  ],
  [
    'a promotion first',
    'Help us to go on 🙏 https://example.org/give\n\nWe mend a chain.',
    'We mend a chain.',
  ],
  ['another', 'Please support the club at www.example.org/club\n\nWe mend a chain.', 'We mend a chain.'],
  ['one without a link', 'Don’t forget to like & subscribe!\nWe mend a chain.', 'We mend a chain.'],
  ['a code of a shop first', 'Use code OIL10 at the till\n\nWe mend a chain.', 'We mend a chain.'],
  [
    'a sentence before an invitation',
    'Meet the pump.\nAt last, air for all. Get yours here: https://pump.example.org\nMore prose.',
    'Meet the pump. At last, air for all.',
  ],
  ['a short label without a colon', 'My tools www.example.org/tools\nWe mend a chain.', 'We mend a chain.'],
  ['several links behind a label', 'Clubs: https://a.example http://b.example\nWe mend.', 'We mend.'],
  [
    'a handle behind a label',
    'Photos: @chains\nE-mail: me@example.org\nWe mend a chain.',
    'We mend a chain.',
  ],
  [
    'the heading of a list of links',
    'FIND ME THERE:\nPhotos: https://example.org/p\n\nWe mend a chain.',
    'We mend a chain.',
  ],
  ['a heading with an arrow', 'All our parts 👇\n\nhttps://example.org/p\n\nWe mend.', 'We mend.'],
  ['a heading by its name', 'Time stamps\n0:00 Start\nWe mend.', 'We mend.'],
  ['a colon before prose is none', 'Today:\nwe mend a chain.', 'Today: we mend a chain.'],
  ['hashtags before prose', '#bike #diy A mechanic mends a chain.', 'A mechanic mends a chain.'],
  ['one hashtag before prose', '#diy A mechanic mends a chain.', 'A mechanic mends a chain.'],
  ['a hashtag that is a word of the prose', '#Chains are easy.', '#Chains are easy.'],
  ['a number sign', '#1 of our tips.', '#1 of our tips.'],
  [
    'all kinds of chapters',
    '0:00 Start\n0:51 Chain\n(2:40) Oil\n4. 5:06 Ride\nBrakes – 7:08\nThe end (1:09:10)\n\nWe mend a chain.',
    'We mend a chain.',
  ],
  ['a time in prose', 'We meet at 10:30\nin the yard.', 'We meet at 10:30 in the yard.'],
  ['a song of a label', 'Provided to YouTube by Chain Records\n\nOily · The Spokes', 'Oily · The Spokes'],
  [
    'an address among other scripts',
    `${'鎖'.repeat(60)}https://example.org/a?b=c。${'油'.repeat(60)}。${'輪'.repeat(60)}`,
    `${'鎖'.repeat(60)}https://example.org/a?b=c。${'油'.repeat(60)}。`,
  ],
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
      'Try it:',
      '(www.example.org/a?b!c)',
      '0:42',
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

test('no cut falls into an address', () => {
  const addresses = ['https://example.org/a?b=c!d.e', 'www.example.org/!?x', 'example.org/a.b?c'];
  const word = fc.constantFrom('We', 'mend.', 'chains,', '鎖。', 'e.g.', '(and', 'more)', ...addresses);
  fc.assert(
    fc.property(fc.array(word, { maxLength: 40 }), fc.integer({ min: 20, max: 160 }), (words, limit) => {
      const summary = summariseDescription(words.join(' '), limit).replace(/…$/, '');
      const last = summary.slice(summary.lastIndexOf(' ') + 1);
      if (last.includes('example') || /^(https?:|www)/.test(last)) expect(addresses).toContain(last);
    }),
    { numRuns: 1000 },
  );
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
