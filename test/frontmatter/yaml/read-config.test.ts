import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { readYaml } from '../../../src/frontmatter/yaml/read-config.ts';

const lines = (...all: string[]) => `${all.join('\n')}\n`;

describe('a config in YAML', () => {
  test.each<[name: string, yaml: string, config: unknown]>([
    ['that is empty', '', undefined],
    ['that is a comment', '# nothing yet\n', undefined],
    [
      'with dates',
      'since: 2024-01-31\nuntil: 2024-01-31T10:00:00Z\n',
      { since: '2024-01-31', until: '2024-01-31T10:00:00Z' },
    ],
    [
      'with words that YAML 1.1 took for others',
      'a: [yes, off, 017, 1_000, 1:30]\n',
      { a: ['yes', 'off', 17, '1_000', '1:30'] },
    ],
    ['with few aliases', 'a: &a [1]\nb: *a\n', { a: [1], b: [1] }],
    [
      'with a closing bracket at the start of a line',
      lines('videos: [', '  abcdefghijk,', ']', 'lock: a'),
      { videos: ['abcdefghijk'], lock: 'a' },
    ],
    ['with a byte order mark and CRLF', '\uFEFFa: 1\r\nb:\r\n  - x\r\n', { a: 1, b: ['x'] }],
  ])('%s', (_, yaml, config) => {
    expect(readYaml('x.yaml', yaml)).toEqual(config);
  });

  test.each<[name: string, yaml: string, words: RegExp]>([
    ['a key twice', lines('a: 1', 'b: 2', 'a: 3'), /not valid YAML: line 3: a key is there twice$/],
    ['a name that needs quotes', 'channel: @name\n', /line 1: a value that begins with @ needs quotes$/],
    ['two documents', lines('a: 1', '---', 'b: 2'), /x\.yaml holds more than one YAML document\.$/],
    [
      'two documents, the second one bad',
      lines('a: 1', '---', 'b: ]'),
      /x\.yaml holds more than one YAML document\.$/,
    ],
    [
      'a tag of code',
      'a: 1\nb: !!js/function "x"\n',
      /line 2: Unresolved tag: tag:yaml\.org,2002:js\/function$/,
    ],
    ['a tag of its own', 'a: !mine 1\n', /line 1: Unresolved tag: !mine$/],
    ['many levels', `a:\n  ${'['.repeat(100_000)}`, /x\.yaml is nested too deeply: line 2\.$/],
    ['many levels of lists', `a:\n  ${'- '.repeat(100_000)}`, /x\.yaml is nested too deeply: line 2\.$/],
    [
      'many levels of maps, after texts that only look so',
      lines(
        `b: '${'['.repeat(300)}\n  x'`,
        ...Array.from({ length: 5000 }, (_, at) => `${' '.repeat(at)}a:`),
      ),
      /x\.yaml is nested too deeply: line 203\.$/,
    ],
    [
      'an alias bomb',
      lines(
        'a: &a [x,x,x,x,x,x,x,x,x]',
        ...[...'bcdefghi'].map((key, at) => `${key}: &${key} [${`*${'abcdefgh'[at]},`.repeat(9)}]`),
      ),
      /Excessive alias count/,
    ],
    ['an alias of nothing', 'a: *b\n', /Unresolved alias .*: b$/],
  ])('is refused with %s', (_, yaml, words) => {
    expect(() => readYaml('x.yaml', yaml)).toThrow(words);
  });

  test('harms nothing with a key that objects inherit', () => {
    const config = readYaml('x.yaml', '__proto__: { polluted: 1 }\nconstructor: 1\n');
    expect(Object.keys(config as object)).toEqual(['__proto__', 'constructor']);
    expect('polluted' in {} || 'polluted' in (config as object)).toBe(false);
  });

  test('gives back any value, however it is written', () => {
    // JSON has no -0.
    const value = fc.jsonValue({ maxDepth: 3 }).map((json) => JSON.parse(JSON.stringify(json)) as unknown);
    const styles: ((json: unknown) => string)[] = [
      (json) => stringify(json),
      (json) => stringify(json, { collectionStyle: 'flow', lineWidth: 20 }),
      (json) => stringify(json, { version: '1.1', indentSeq: false }),
      (json) => JSON.stringify(json, null, 2),
    ];
    fc.assert(
      fc.property(value, fc.constantFrom(...styles), (json, write) => {
        expect(readYaml('x.yaml', write(json))).toEqual(json);
      }),
    );
  });
});
