import fc from 'fast-check';
import type { Value } from '../../../src/model/value.ts';
import { KEYS, type MadePage, printable } from '../pages.ts';

const scalar: fc.Arbitrary<Value> = fc.oneof(printable, fc.nat(), fc.boolean(), fc.constant(null));
const value: fc.Arbitrary<Value> = fc.oneof(
  scalar,
  fc.array(scalar, { maxLength: 4 }),
  fc.record({ file: scalar, list: fc.array(scalar, { maxLength: 2 }) }, { noNullPrototype: true }),
);

/** Pages in several layouts. */
export const madeJsonPage: fc.Arbitrary<MadePage> = fc
  .record({
    keys: fc.shuffledSubarray(KEYS),
    values: fc.array(value, { minLength: KEYS.length, maxLength: KEYS.length }),
    indents: fc.array(fc.constantFrom('', '  ', '\t'), { minLength: KEYS.length, maxLength: KEYS.length }),
    layout: fc.constantFrom(
      { open: '{\n', between: ',\n', close: '\n}' },
      { open: '{', between: ',', close: '}' },
      { open: '{ ', between: ' , ', close: ' }' },
      { open: '{\n', between: '\n, ', close: '\n}' },
    ),
    colon: fc.constantFrom(':', ': ', ' : '),
    eol: fc.constantFrom<'\n' | '\r\n'>('\n', '\r\n'),
    start: fc.constantFrom('', '\ufeff'),
    body: fc.constantFrom('', '\n', '\n# Words\n\n{ "title": 1 }\n', '\nno end'),
  })
  .map(({ keys, values, indents, layout, colon, ...page }) => ({
    ...page,
    // Without a line end in it, a page's own is not known.
    eol: layout.open === '{\n' ? page.eol : '\n',
    syntax: layout,
    gaps: keys.map(() => '').concat(''),
    chunks: keys.map((key, at) => {
      const own = values[at] ?? null;
      const isLine = !layout.open.endsWith('\n');
      const text = JSON.stringify(own, null, isLine ? '' : indents[at]);
      return { key, value: own, text: `"${key}"${colon}${text}`, list: Array.isArray(own) || own === null };
    }),
  }));
