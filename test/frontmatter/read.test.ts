import { describe, expect, test } from 'vitest';
import { FrontMatterError } from '../../src/frontmatter/errors.ts';
import { readFrontMatter } from '../../src/frontmatter/read-values.ts';
import { findKey } from '../../src/model/front-matter.ts';

function failure(text: string): { message: string; line: number | null } {
  try {
    readFrontMatter(text);
  } catch (error) {
    if (error instanceof FrontMatterError) return { message: error.message, line: error.line };
    throw error;
  }
  throw new Error('it was read');
}

describe('readFrontMatter', () => {
  test.each([
    ['no front matter', '# Words\n'],
    ['an empty file', ''],
    ['a rule that is longer', '-----\na: b\n---\n'],
    ['dashes further down', 'Words\n---\na: b\n---\n'],
  ])('finds none in %s', (_, text) => {
    expect(readFrontMatter(text)).toBeNull();
  });

  test.each([
    ['plain', '---\na: 1\n---\nWords', { a: 1 }, 'Words'],
    ['empty', '---\n---\nWords', {}, 'Words'],
    ['comments only', '---\n# a: 1\n\t# b\n---\n', {}, ''],
    ['CRLF', '---\r\na: 1\r\nb:\r\n  - "c"\r\n---\r\nWords\r\n', { a: 1, b: ['c'] }, 'Words\r\n'],
    [
      'CRLF, full parser',
      '---\r\na: [x]\r\nb: >\r\n  c\r\n  d\r\n---\r\nWords\r\n',
      { a: ['x'], b: 'c d\n' },
      'Words\r\n',
    ],
    ['a byte order mark', '\ufeff---\na: 1\n---\nWords', { a: 1 }, 'Words'],
    ['blank lines first', '\n \n---\na: [1]\n---\nWords', { a: [1] }, 'Words'],
    ['no final newline', '---\na: 1\n---', { a: 1 }, ''],
    ['blanks behind the fences', '--- \t\na: [1]\n---  \nWords', { a: [1] }, 'Words'],
    ['a fence in the body', '---\na: 1\n---\nb\n---\nc: 1\n---\n', { a: 1 }, 'b\n---\nc: 1\n---\n'],
    ['dashes inside text', '---\na: x --- y\nb: |\n  ---\n---\n', { a: 'x --- y', b: '---\n' }, ''],
    [
      'dates as text',
      '---\na: 2021-05-06\nb: 2021-05-06T07:08:09Z\n---\n',
      { a: '2021-05-06', b: '2021-05-06T07:08:09Z' },
      '',
    ],
    [
      'YAML 1.2 words',
      '---\na: [yes, no, False, 012, 0o17, ~]\n---\n',
      { a: ['yes', 'no', false, 12, 15, null] },
      '',
    ],
    [
      'anchors and merge keys',
      '---\na: &a {b: 1}\nc:\n  <<: *a\n  d: [*a]\n---\n',
      { a: { b: 1 }, c: { b: 1, d: [{ b: 1 }] } },
      '',
    ],
    ...[
      `${'['.repeat(150)}x`,
      `${'{{%'.repeat(60)}`,
      '- '.repeat(150),
      ' '.repeat(2000),
      '? '.repeat(150),
    ].flatMap((words): [string, string, object, string][] => [
      ['words that look like nesting, double-quoted', `---\na: "${words}"\n---\n`, { a: words }, ''],
      [
        'words that look like nesting, in a flow map',
        `---\na: {b: '${words}'} # ${words}\n---\n`,
        { a: { b: words } },
        '',
      ],
      [
        'words that look like nesting, plain and folded',
        `---\na: x ${words}x\nb: >-\n  x${words}x\n---\n`,
        { a: `x ${words}x`, b: `x${words}x` },
        '',
      ],
    ]),
    ['known tags', '---\na: !!str 1\n---\n', { a: '1' }, ''],
    ['keys that are numbers', '---\n1: a\nb: [c]\n---\n', { 1: 'a', b: ['c'] }, ''],
  ])('reads %s', (_, text, data, body) => {
    const page = readFrontMatter(text);
    expect({ ...page?.data }).toEqual(data);
    expect(text.slice(page?.bodyStart)).toBe(body);
  });

  test.each([['__proto__: {x: 1}'], ['__proto__:\n  x: 1'], ['a: {__proto__: {x: 1}}']])(
    'is not fooled by %j',
    (yaml) => {
      const data = readFrontMatter(`---\n${yaml}\n---\n`)?.data ?? {};
      expect(JSON.stringify(data)).toMatch(/^\{("a":\{)?"__proto__":\{"x":1\}\}+$/);
      expect('constructor' in data).toBe(false);
      expect(({} as { x?: number }).x).toBeUndefined();
      expect((data['a'] as { x?: number } | undefined)?.x).toBeUndefined();
    },
  );

  test('gives every caller its own values', () => {
    const text = '---\na: [b]\n---\n';
    const first = readFrontMatter(text)?.data ?? {};
    first['a'] = 'changed';
    expect({ ...readFrontMatter(text)?.data }).toEqual({ a: ['b'] });
  });

  test.each([
    [
      'JavaScript',
      '---js\n{ a: globalThis.hacked = 1 }\n---\n',
      'only YAML, TOML and JSON front matter is read, not "---js"',
      1,
    ],
    ['CoffeeScript', '---coffee\na: 1\n---\n', 'not "---coffee"', 1],
    ['a key of Object', '---constructor\na: 1\n---\n', 'not "---constructor"', 1],
    ['no closing fence', '---\na: 1\n', 'the front matter has no closing "---"', 1],
    ['an indented closing fence', '---\na: 1\n ---\n', 'the front matter has no closing "---"', 1],
    ['a fence and nothing', '---', 'the front matter has no closing "---"', 1],
    [
      'a closing fence with text',
      '---\na: 1\n---b\n---\n',
      'the front matter ends at "---b", which is not "---" alone',
      3,
    ],
    ['a longer closing fence', '---\na: 1\n----\n---\n', 'the front matter ends at "----"', 3],
    ['NUL', '---\na: 1\nb: x\0\n---\n', 'a control character, U+0000', 3],
    ['a lone carriage return', '---\na: 1\rb: 2\n---\n', 'a control character, U+000D', 2],
    ['carriage returns only', '---\ra: 1\r---\r', 'the front matter has no closing "---"', 1],
    ['broken YAML', '\n---\na: 1\nb: "x\n---\n', 'a quote is not closed: "', 5],
    ['a tab as indent', '---\na:\n\tb: 1\n---\n', 'Tabs are not allowed as indentation', 3],
    ['a duplicate key', '---\na: 1\nb: 2\na: 3\n---\n', 'a key is there twice', 4],
    [
      'a colon in a value',
      '---\ntitle: Boats: a film\n---\n',
      'a value with a colon and a space needs quotes',
      2,
    ],
    ['an at sign', '---\ntitle: @boats\n---\n', 'a value that begins with @ needs quotes', 2],
    ['a line of its own', '---\na: 1\nwords\nb: 2\n---\n', 'a line is neither a key with a colon', 3],
    ['an open bracket', '---\na: [b, c\nd: 1\n---\n', 'is not closed: ] is missing', 3],
    ['a path of Windows', '---\na: "C:\\path"\n---\n', '\\p has no meaning in double quotes', 2],
    ['words behind a quote', '---\na: "b" and c\n---\n', 'the whole value needs quotes', 2],
    ['an unknown tag', '---\na: 1\nb: !color red\n---\n', 'Unresolved tag: !color', 3],
    ['an unknown alias', '---\na: *b\n---\n', 'Unresolved alias', 1],
    ['a list', '---\n- a\n---\n', 'is not a list of keys and values', 1],
    ['text', '---\nwords\n---\n', 'is not a list of keys and values', 1],
    ['two documents', '---\na: 1\n...\nb: 2\n---\n', 'multiple documents', 4],
    ['a list as a key', '---\n? [a]\n: b\n---\n', 'a key that is not a string', 1],
    ['a set', '---\na: !!set {b}\n---\n', 'a kind that is not supported', 1],
    ['a real timestamp', '---\na: !!timestamp 2021-05-06\n---\n', 'a kind that is not supported', 1],
    ['a value in itself', '---\na: &a [*a]\n---\n', 'a value that contains itself', 1],
    ['deep nesting', `---\na: ${'['.repeat(50_000)}${']'.repeat(50_000)}\n---\n`, 'nested too deeply', 2],
    ['deep compact lists', `---\na: [b]\nc:\n${'- '.repeat(50_000)}d\n---\n`, 'nested too deeply', 4],
    ['deep nesting between words', `---\na: ["]", ${"'x' , [".repeat(200)}\n---\n`, 'nested too deeply', 2],
    [
      'deep maps',
      `---\na: [b]\n${Array.from({ length: 300 }, (_, n) => `${' '.repeat(n)}c:\n`).join('')}---\n`,
      'nested too deeply',
      203,
    ],
    ['much blank', `---\na: [b]${'\n'.repeat(100_000)}---\n`, 'too large', 1],
    ['much text', `---\na: ${'b'.repeat(300_000)}\n---\n`, 'too large', 1],
  ])('refuses %s', (_, text, message, line) => {
    const error = failure(text);
    expect(error.message).toContain(message);
    expect(error.message).not.toContain('\n');
    expect(error.line).toBe(line);
    expect('hacked' in globalThis).toBe(false);
  });

  test('says nothing behind its own words for a fault', () => {
    expect(failure('---\na: 1\nwords\nb: 2\n---\n').message).toMatch(/nor part of a value$/);
    expect(failure('---\ntitle: Boats: a film\n---\n').message).toMatch(/is indented too far$/);
  });

  test('refuses an alias bomb before it goes off', () => {
    const level = (name: string, inner: string) =>
      `${name}: &${name} [${Array(9).fill(`*${inner}`).join(', ')}]\n`;
    const names = [...'abcdefghijklm'];
    const levels = names.slice(1).map((name, at) => level(name, names[at] ?? ''));
    // Nobody has room for the 500,000,000,000 values that it stands for.
    const bomb = `a: &a [x, x]\n${levels.join('')}`;
    expect(failure(`---\n${bomb}---\n`).message).toContain('Excessive alias count');
  });
});

describe('findKey', () => {
  test('prefers the same spelling', () => {
    expect(findKey(['Title', 'title'], 'title')).toBe('title');
    expect(findKey(['Title', 'slug'], 'title')).toBe('Title');
    expect(findKey(['slug'], 'title')).toBeUndefined();
  });
});
