import fc from 'fast-check';
import type { Value } from '../../../src/model/value.ts';
import { type Chunk, KEYS, type MadePage, plain, printable } from '../pages.ts';

const COMMENT = '#c';
const comment = fc.constantFrom('', '', ` ${COMMENT}`, `   ${COMMENT}`);
const gap = fc.constantFrom(
  '',
  '',
  '',
  '\n',
  `${COMMENT}\n`,
  `  ${COMMENT}\n`,
  `\n${COMMENT}\n\n${COMMENT}\n`,
);

/** A value on one line and what it means. */
const scalar: fc.Arbitrary<{ source: string; value: Value }> = fc.oneof(
  printable.map((text) => ({ source: JSON.stringify(text), value: text })),
  printable.filter((text) => !text.includes("'")).map((text) => ({ source: `'${text}'`, value: text })),
  fc.nat().map((number) => ({ source: String(number), value: number })),
  fc.constantFrom<{ source: string; value: Value }>(
    { source: 'false', value: false },
    { source: '0x1F', value: 31 },
    { source: '1_000.5', value: 1000.5 },
    { source: '2020-04-14T19:09:07Z', value: '2020-04-14T19:09:07Z' },
    { source: '2020-04-14', value: '2020-04-14' },
  ),
);

type Text = Omit<Chunk, 'key'>;

const scalarText: fc.Arbitrary<Text> = fc
  .tuple(fc.constantFrom(' = ', '=', '  =  '), scalar, comment)
  .map(([equals, { source, value }, end]) => ({ text: `${equals}${source}${end}\n`, value, list: false }));

const linesText: fc.Arbitrary<Text> = fc
  .tuple(
    fc.constantFrom('"""', "'''"),
    fc.constantFrom('', '\n'),
    fc.array(plain, { minLength: 1, maxLength: 3 }),
    comment,
  )
  .map(([quote, start, lines, end]) => ({
    text: ` = ${quote}${start}${lines.join('\n')}${quote}${end}\n`,
    value: lines.join('\n'),
    list: false,
  }));

const shortListText: fc.Arbitrary<Text> = fc
  .tuple(
    fc.array(scalar, { maxLength: 4 }),
    fc.constantFrom(', ', ',', ' , '),
    fc.constantFrom('', ' ', '\n  '),
    fc.boolean(),
    comment,
  )
  .map(([items, separator, pad, hasLastComma, end]) => ({
    text: ` = [${pad}${items.map(({ source }) => source).join(separator)}${hasLastComma && items.length > 0 ? ',' : ''}${pad}]${end}\n`,
    value: items.map(({ value }) => value),
    list: true,
  }));

const longListText: fc.Arbitrary<Text> = fc
  .tuple(
    comment,
    fc.constantFrom('', '  ', '\t'),
    fc.array(fc.tuple(gap, scalar, fc.constantFrom('', ' '), comment), { minLength: 1, maxLength: 5 }),
    fc.boolean(),
    gap,
    comment,
  )
  .map(([keyComment, indent, items, hasLastComma, last, end]) => {
    const lines = items.map(([above, { source }, space, itemEnd], at) => {
      const comma = at < items.length - 1 || hasLastComma ? `${space},` : '';
      return `${above}${indent}${source}${comma}${itemEnd}\n`;
    });
    return {
      text: ` = [${keyComment}\n${lines.join('')}${last}]${end}\n`,
      value: items.map(([, { value }]) => value),
      list: true,
    };
  });

const bracesText: fc.Arbitrary<Text> = fc.tuple(scalar, comment).map(([{ source, value }, end]) => ({
  text: ` = { file = ${source} }${end}\n`,
  value: { file: value },
  list: false,
}));

const dottedText: fc.Arbitrary<Text> = fc.tuple(scalar, comment).map(([{ source, value }, end]) => ({
  text: `.file = ${source}${end}\n`,
  value: { file: value },
  list: false,
  isTable: true,
}));

const tableText: fc.Arbitrary<Text> = fc
  .tuple(comment, gap, scalar, comment)
  .map(([header, above, { source, value }, end]) => ({
    text: `]${header}\n${above}file = ${source}${end}\n`,
    value: { file: value },
    list: false,
    isTable: true,
  }));

/** Pages in many styles, with comments wherever they can stand. Tables come last. */
export const madeTomlPage: fc.Arbitrary<MadePage> = fc
  .record({
    keys: fc.shuffledSubarray(KEYS),
    texts: fc.array(fc.oneof(scalarText, linesText, shortListText, longListText, bracesText, dottedText), {
      minLength: KEYS.length,
      maxLength: KEYS.length,
    }),
    tables: fc.array(tableText, { maxLength: 2 }),
    gaps: fc.array(gap, { minLength: KEYS.length + 1, maxLength: KEYS.length + 1 }),
    quotedKeys: fc.boolean(),
    eol: fc.constantFrom<'\n' | '\r\n'>('\n', '\r\n'),
    start: fc.constantFrom('', '\ufeff'),
    body: fc.constantFrom('', '\n', '\n# Words\n\n+++\ntitle = 1\n+++\n', '\nno end'),
  })
  .map(({ keys, texts, tables, gaps, quotedKeys, ...page }) => {
    let comments = 0;
    const number = (text: string) => text.replaceAll(COMMENT, () => `${COMMENT}${comments++};`);
    const chunks = keys.flatMap((key, at) => {
      const name = quotedKeys ? `"${key}"` : key;
      const table = tables[at - keys.length + tables.length];
      const text = table ?? texts[at];
      if (text === undefined) return [];
      return [{ ...text, key, text: number(`${table === undefined ? '' : '['}${name}${text.text}`) }];
    });
    return {
      ...page,
      chunks,
      gaps: gaps.slice(0, chunks.length + 1).map(number),
      syntax: { open: '+++\n', between: '', close: '+++' },
    };
  });
