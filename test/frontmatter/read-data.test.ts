import { describe, expect, test } from 'vitest';
import { DataError } from '../../src/frontmatter/errors.ts';
import { type DataLanguage, readData, readDataFile } from '../../src/frontmatter/read-data.ts';

const data = {
  baseURL: '/',
  date: '2024-01-31',
  weight: 1.5,
  languages: { de: { contentDir: 'content/de', tags: ['a', true] } },
};

describe('readData', () => {
  test.each<[language: DataLanguage, text: string]>([
    [
      'yaml',
      "baseURL: /\ndate: 2024-01-31 # a remark\nweight: 1.5\nlanguages:\n  de: {contentDir: 'content/de', tags: [a, true]}\n",
    ],
    [
      'toml',
      'baseURL = "/" # a remark\r\ndate = 2024-01-31\r\nweight = 1.5\r\n[languages.de]\r\ncontentDir = """\r\ncontent/de"""\r\ntags = [\r\n  "a",\r\n  true,\r\n]\r\n',
    ],
    ['json', JSON.stringify(data, null, 2)],
  ])('reads %s, with a byte order mark and without', (language, text) => {
    expect(readData(text, language)).toEqual(data);
    expect(readData(`\ufeff${text}`, language)).toEqual(data);
  });

  test.each(['yaml', 'toml', 'json'] as const)('finds no keys in an empty file of %s', (language) => {
    expect(readData('', language)).toEqual({});
  });

  test.each<[language: DataLanguage, text: string, message: RegExp, line: number | null]>([
    ['yaml', 'a: 1\nb: [x\n', /^is not valid YAML: line \d: /, 3],
    ['yaml', 'a: 1\n---\nb: 2\n', /^holds more than one YAML document\.$/, null],
    ['yaml', `a: ${'['.repeat(100_000)}`, /^is nested too deeply: line 1\.$/, null],
    ['yaml', '- a\n', /^has no keys and values\.$/, null],
    ['toml', 'a = 1\nb = x\n', /^is not valid TOML: line 2: [^\n]+$/, 2],
    ['json', '{"a": 1,}', /^is not valid JSON: /, null],
    ['json', '[1]', /^has no keys and values\.$/, null],
  ])('says what is wrong in %s such as %j', (language, text, message, line) => {
    let error: unknown;
    try {
      readData(text, language);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(DataError);
    expect(error).toMatchObject({ message: expect.stringMatching(message), line });
  });

  test.each<[language: DataLanguage, text: string]>([
    ['yaml', '__proto__: {x: 1}\n'],
    ['toml', '[__proto__]\nx = 1\n'],
    ['json', '{"__proto__": {"x": 1}}'],
  ])('is not fooled by a key that objects inherit, in %s', (language, text) => {
    const read = readData(text, language);
    expect(JSON.stringify(read)).toBe('{"__proto__":{"x":1}}');
    expect(read['x']).toBeUndefined();
  });
});

test.each([
  ['hugo.toml', 'a = 1'],
  ['_config.yml', 'a: 1'],
  ['config/hugo.YAML', 'a: 1'],
  ['hugo.json', '{"a":1}'],
])('readDataFile goes by the end of the name: %s', (name, text) => {
  expect(readDataFile(name, text)).toEqual({ a: 1 });
});

test('readDataFile refuses other names', () => {
  expect(() => readDataFile('eleventy.config.js', 'a: 1')).toThrow(DataError);
});
