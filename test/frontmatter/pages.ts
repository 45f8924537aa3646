import fc from 'fast-check';
import type { Value } from '../../src/model/value.ts';
import { hostileText } from './arbitraries.ts';

/** One key of a made-up page: its lines, with `\n` line ends, and what they mean. */
export interface Chunk {
  key: string;
  value: Value;
  text: string;
  /** True where an entry can be appended. */
  list: boolean;
  /** True for a map that only another map can replace. */
  isTable?: boolean;
}

/** A made-up page. Every comment in it is `#c` and a number of its own. */
export interface MadePage {
  chunks: Chunk[];
  /** Comment lines and blank lines above each chunk, and at the end. */
  gaps: string[];
  eol: '\n' | '\r\n';
  start: string;
  body: string;
  /** How its format is put together. */
  syntax: Syntax;
}

/** What a format puts around and between keys. */
interface Syntax {
  open: string;
  between: string;
  close: string;
}

const yamlSyntax: Syntax = { open: '---\n', between: '', close: '---' };

export const KEYS = [
  'title',
  'description',
  'slug',
  'aliases',
  'aliasesArchive',
  'duration',
  'tags',
  'sitemap',
  'mood',
];

const words = fc.array(fc.constantFrom('bread', 'rye', 'at home', 'a#b', 'é', 'x:y', '日本'), {
  minLength: 1,
  maxLength: 3,
});
export const plain = words.map((parts) => parts.join(' '));
export const printable = hostileText.filter(
  (text) => !/[\p{Cc}\p{Surrogate}\u2028\u2029\ufeff\ufffe\uffff]/u.test(text),
);

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

/** A scalar on one line and what it means. */
const scalar: fc.Arbitrary<{ source: string; value: Value }> = fc.oneof(
  plain.map((text) => ({ source: text, value: text })),
  printable.map((text) => ({ source: `'${text.replaceAll("'", "''")}'`, value: text })),
  printable.map((text) => ({ source: JSON.stringify(text), value: text })),
  fc.nat().map((number) => ({ source: String(number), value: number })),
  fc.constantFrom(
    { source: 'False', value: false },
    { source: 'true', value: true },
    { source: '~', value: null },
  ),
);

type Text = Pick<Chunk, 'text' | 'value' | 'list'>;

const scalarText: fc.Arbitrary<Text> = fc
  .tuple(fc.constantFrom(' ', '   ', '\n  '), scalar, comment)
  .map(([space, { source, value }, end]) => ({ text: `:${space}${source}${end}\n`, value, list: false }));

const nullText: fc.Arbitrary<Text> = comment.map((end) => ({ text: `:${end}\n`, value: null, list: true }));

const blockScalarText: fc.Arbitrary<Text> = fc
  .tuple(fc.constantFrom('|', '|-', '>', '>-'), comment, fc.array(plain, { minLength: 1, maxLength: 3 }))
  .map(([header, end, lines]) => ({
    text: `: ${header}${end}\n${lines.map((line) => `    ${line}\n`).join('')}`,
    value: lines.join(header.startsWith('|') ? '\n' : ' ') + (header.endsWith('-') ? '' : '\n'),
    list: false,
  }));

const flowListText: fc.Arbitrary<Text> = fc
  .tuple(
    fc.array(scalar, { maxLength: 4 }),
    fc.constantFrom(', ', ',', ',\n  '),
    fc.constantFrom('', ' ', '\n  '),
    comment,
  )
  .map(([items, separator, pad, end]) => ({ items: items.map(quoteForFlow), separator, pad, end }))
  .map(({ items, separator, pad, end }) => ({
    text: `: [${pad}${items.map(({ source }) => source).join(separator)}${pad}]${end}\n`,
    value: items.map(({ value }) => value),
    list: true,
  }));

function quoteForFlow({ source, value }: { source: string; value: Value }) {
  return /^['"]/.test(source) ? { source, value } : { source: JSON.stringify(value), value };
}

const blockListText: fc.Arbitrary<Text> = fc
  .tuple(
    comment,
    fc.constantFrom('', ' ', '  ', '    '),
    fc.constantFrom(' ', '   '),
    fc.array(fc.tuple(gap, scalar, comment), { minLength: 1, maxLength: 5 }),
  )
  .map(([keyComment, indent, space, items]) => ({
    text: `:${keyComment}\n${items.map(([above, { source }, end]) => `${above}${indent}-${space}${source}${end}\n`).join('')}`,
    value: items.map(([, { value }]) => value),
    list: true,
  }));

const mapText: fc.Arbitrary<Text> = fc
  .tuple(comment, gap, scalar, comment)
  .map(([keyComment, above, { source, value }, end]) => ({
    text: `:${keyComment}\n${above}  file: ${source}${end}\n`,
    value: { file: value },
    list: false,
  }));

const chunkText = fc.oneof(scalarText, nullText, blockScalarText, flowListText, blockListText, mapText);

/** Pages in many styles, with comments wherever they can stand. */
export const madePage: fc.Arbitrary<MadePage> = fc
  .record({
    keys: fc.shuffledSubarray(KEYS),
    texts: fc.array(chunkText, { minLength: KEYS.length, maxLength: KEYS.length }),
    gaps: fc.array(gap, { minLength: KEYS.length + 1, maxLength: KEYS.length + 1 }),
    quotedKeys: fc.boolean(),
    eol: fc.constantFrom('\n', '\r\n'),
    start: fc.constantFrom('', '\ufeff'),
    body: fc.constantFrom('', '\n', '\n# Words\n\n---\ntitle: x\n---\n', '\nno end'),
  })
  .map(({ keys, texts, gaps, quotedKeys, ...page }) => {
    let comments = 0;
    const number = (text: string) => text.replaceAll(COMMENT, () => `${COMMENT}${comments++};`);
    const chunks = keys.flatMap((key, index) => {
      const text = texts[index];
      return text === undefined
        ? []
        : [{ ...text, key, text: number(`${quotedKeys ? `"${key}"` : key}${text.text}`) }];
    });
    return { ...page, chunks, gaps: gaps.slice(0, chunks.length + 1).map(number), syntax: yamlSyntax };
  });

/** Writes a made-up page. */
export function writePage({ chunks, gaps, eol, start, body, syntax }: MadePage): string {
  const { open, between, close } = syntax;
  const lines = chunks.map(({ text }, index) => `${gaps[index]}${text}`).join(between);
  return `${start}${`${open}${lines}${gaps.at(-1)}${close}`.replaceAll('\n', eol)}${body.replaceAll('\n', eol)}`;
}
