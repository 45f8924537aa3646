import { describe, expect, test } from 'vitest';
import { FrontMatterError } from '../../src/frontmatter/errors.ts';
import { openLines } from '../../src/frontmatter/find-lines.ts';
import { readFrontMatter } from '../../src/frontmatter/read-values.ts';

describe('TOML and JSON', () => {
  test.each([
    ['plain TOML', '+++\na = 1\n+++\nWords', { a: 1 }, 'Words'],
    ['empty TOML', '+++\n+++\nWords', {}, 'Words'],
    ['comments only', '+++\n# a = 1\n\t# b\n+++\n', {}, ''],
    [
      'CRLF',
      '+++\r\na = """\r\nx\r\ny"""\r\nb = [\r\n"c"]\r\n+++\r\nWords\r\n',
      { a: 'x\ny', b: ['c'] },
      'Words\r\n',
    ],
    ['a byte order mark and blank lines', '\ufeff\n \n+++\na = 1\n+++\nWords', { a: 1 }, 'Words'],
    ['no final newline', '+++\na = 1\n+++', { a: 1 }, ''],
    ['blanks behind the fences', '+++ \t\na = 1\n+++  \nWords', { a: 1 }, 'Words'],
    ['the other fence in the body', '+++\na = 1\n+++\n---\nb: 1\n---\n', { a: 1 }, '---\nb: 1\n---\n'],
    ['plus signs inside a line', '+++\na = "x +++ y"\n+++\n', { a: 'x +++ y' }, ''],
    [
      'dates as text',
      '+++\na = 2021-05-06\nb = 2021-05-06T07:08:09Z\nc = 2021-05-06 07:08:09.5+02:00\nd = 2021-05-06T07:08:09\ne = 07:08:09\n+++\n',
      {
        a: '2021-05-06',
        b: '2021-05-06T07:08:09Z',
        c: '2021-05-06T07:08:09.5+02:00',
        d: '2021-05-06T07:08:09',
        e: '07:08:09',
      },
      '',
    ],
    [
      'numbers',
      '+++\na = 0x1F\nb = 1_000\nc = 1e3\nd = -inf\ne = 9223372036854775807\n+++\n',
      { a: 31, b: 1000, c: 1000, d: -Infinity, e: 2 ** 63 },
      '',
    ],
    [
      'tables, dotted keys and arrays of tables',
      "+++\na.b = 1\n[c]\n'd e' = 2\n[c.f]\ng = 3\n[[h]]\ni = 4\n[[h]]\n+++\n",
      { a: { b: 1 }, c: { 'd e': 2, f: { g: 3 } }, h: [{ i: 4 }, {}] },
      '',
    ],
    ['TOML behind dashes', '---toml\na = 1\n---\nWords', { a: 1 }, 'Words'],
    ['JSON', '{\n  "a": [1, null, true, {"b": "}"}]\n}\nWords', { a: [1, null, true, { b: '}' }] }, 'Words'],
    ['empty JSON', '{}', {}, ''],
    ['JSON on the line of the body', '{"a": 1} Words', { a: 1 }, ' Words'],
    ['JSON behind a byte order mark, with CRLF', '\ufeff\r\n{\r\n"a": 1\r\n}\r\n\r\nx', { a: 1 }, '\r\nx'],
    ['JSON behind dashes', '---json\n{"a": 1}\n---\nWords', { a: 1 }, 'Words'],
    ['JSON behind dashes and a blank', '\n--- json\n{"a": 1}\n---\n', { a: 1 }, ''],
    ['escapes', '{"a\\u0062": "\\"}\\\\"}', { ab: '"}\\' }, ''],
  ])('reads %s', (_, text, data, body) => {
    const page = readFrontMatter(text);
    expect({ ...page?.data }).toEqual(data);
    expect(text.slice(page?.bodyStart)).toBe(body);
  });

  test.each([
    ['a shortcode', '{{< x >}}\n'],
    ['braces', '{ x }\n'],
    ['longer plus signs', '++++\na = 1\n+++\n'],
    ['plus signs further down', 'Words\n+++\na = 1\n+++\n'],
  ])('finds none in %s', (_, text) => {
    expect(readFrontMatter(text)).toBeNull();
  });

  test.each([['+++\n__proto__ = {x = 1}\n+++\n'], ['{"__proto__": {"x": 1}}']])(
    'is not fooled by %j',
    (text) => {
      const data = readFrontMatter(text)?.data ?? {};
      expect(JSON.stringify(data)).toBe('{"__proto__":{"x":1}}');
      expect('constructor' in data).toBe(false);
      expect(({} as { x?: number }).x).toBeUndefined();
    },
  );

  test.each([
    ['no closing fence', '+++\na = 1\n', 'no closing "+++"', 1],
    ['a closing fence with text', '+++\na = 1\n+++b\n', 'the front matter ends at "+++b"', 3],
    ['words behind the fence', '+++ yaml\na = 1\n+++\n', 'is read, not "+++yaml"', 1],
    ['a fence in a text of several lines', '+++\na = """\n+++\n"""\n+++\n', 'unfinished string', 2],
    ['broken TOML', '\n+++\na = 1\nb = "x\n+++\n', 'is not valid TOML: control characters', 4],
    ['a duplicate key', '+++\na = 1\nb = 2\na = 3\n+++\n', 'redefine', 4],
    ['a table twice', '+++\n[a]\n[a]\n+++\n', 'redefine', 3],
    ['a NUL', '+++\na = "x\0"\n+++\n', 'U+0000', 2],
    ['deep TOML', `+++\na = ${'['.repeat(50_000)}${']'.repeat(50_000)}\n+++\n`, 'nested too deeply', 2],
    ['much TOML', `+++\na = "${'b'.repeat(300_000)}"\n+++\n`, 'too large', 1],
    ['no last brace', '\n{ "a": { }\n', 'no closing "}"', 2],
    ['broken JSON', '{\n"a": 1\n"b": 2\n}\n', 'is not valid JSON: comma expected', 3],
    ['a comment', '{\n"a": 1\n// x\n}\n', 'is not valid JSON', 3],
    ['a comma at the end', '{\n"a": 1,\n}\n', 'is not valid JSON', 3],
    ['no JSON behind dashes', '---json\na: 1\n---\n', 'is not valid JSON', 2],
    ['a list', '---json\n[1]\n---\n', 'is not a list of keys and values', 1],
    ['deep JSON', `{"a":\n${'['.repeat(50_000)}${']'.repeat(50_000)}}`, 'nested too deeply', 2],
    ['deep broken JSON', `---json\n{"a":\n${'['.repeat(50_000)}\n---\n`, 'nested too deeply', 3],
  ])('refuses %s', (_, text, message, line) => {
    const refusal = (() => {
      try {
        readFrontMatter(text);
      } catch (error) {
        return error;
      }
      return null;
    })();
    expect(refusal).toBeInstanceOf(FrontMatterError);
    expect((refusal as FrontMatterError).message).toContain(message);
    expect((refusal as FrontMatterError).message).not.toContain('\n');
    expect((refusal as FrontMatterError).line).toBe(line);
  });

  test.each([
    ['TOML', '+++\na = 1\nb = [\n  "x",\n  "y",\n]\n[c.d]\ne = { f = 1 }\n+++\n'],
    ['JSON', '{\n  "a": 1,\n  "b": [\n   "x",\n   "y"],\n\n  "c":\n { "d": {"e":\n { "f": 1 }}}}\n'],
  ])('tells where something stands in %s', (format, text) => {
    const findLine = openLines(text);
    const places: [key: string, entry: number | null][] = [
      ['A', null],
      ['b', null],
      ['b', 1],
      ['b', 7],
      ['c', null],
      ['c.d.e', null],
      ['x', null],
    ];
    const lines = places.map(([key, entry]) => findLine?.(key, entry));
    expect(lines).toEqual(format === 'TOML' ? [2, 3, 5, 3, 7, 8, 1] : [2, 3, 5, 3, 7, 8, 1]);
  });
});
