import assert from 'node:assert/strict';
import fc from 'fast-check';
import matter from 'gray-matter';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { listStyles } from '../../src/frontmatter/format.ts';
import { openPage } from '../../src/frontmatter/open-page.ts';
import { readFrontMatter } from '../../src/frontmatter/read-values.ts';
import { renderPage } from '../../src/frontmatter/render-page.ts';
import { splitKey } from '../../src/model/front-matter.ts';
import type { Field } from '../../src/model/value.ts';
import { hostileText } from './arbitraries.ts';

const numRuns = Number(process.env['FUZZ_RUNS'] ?? 500);

const renderTitle = (value: string) =>
  /^---\nk: (.*)\n---\n$/.exec(renderPage([{ key: 'k', value }], ''))?.[1];

describe('renderPage', () => {
  test('writes the plain style', () => {
    const fields: Field[] = [
      { key: 'title', value: 'Bread: at home' },
      { key: 'description', value: `Easy ${'and long '.repeat(30)}text` },
      { key: 'date', value: '2021-05-06T07:08:09Z', timestamp: true },
      { key: 'weight', value: 1000 },
      { key: '10', value: 0.6 },
      { key: 'isShort', value: false },
      { key: 'nothing', value: null },
      { key: 'aliases', value: ['/recipes/bread', 'a: b'] },
      { key: 'tags', value: [] },
      { key: 'sitemap', value: { filename: 'sitemap.xml', priority: 0.6, list: ['a'] } },
      { key: 'steps', value: [{ name: 'mix', minutes: 5 }, ['a', 'b']] },
      { key: 'empty', value: {} },
    ];
    expect(renderPage(fields, 'Mix.\r\n\r\nWait.\n\n\n')).toBe(
      [
        '---',
        "title: 'Bread: at home'",
        `description: Easy ${'and long '.repeat(30)}text`,
        'date: 2021-05-06T07:08:09Z',
        'weight: 1000',
        "'10': 0.6",
        'isShort: false',
        'nothing: null',
        'aliases:',
        '- /recipes/bread',
        "- 'a: b'",
        'tags: []',
        'sitemap:',
        '  filename: sitemap.xml',
        '  priority: 0.6',
        '  list:',
        '  - a',
        'steps:',
        '- name: mix',
        '  minutes: 5',
        '- - a',
        '  - b',
        'empty: {}',
        '---',
        'Mix.',
        '',
        'Wait.',
        '',
      ].join('\n'),
    );
  });

  test('writes a page without fields or body', () => {
    expect(renderPage([], '')).toBe('---\n---\n');
  });

  test('puts lists in brackets where it is asked to', () => {
    const tags = ['plain', 'a, b', '[c]', '#d', 'e: f', "it's", ''];
    const page = renderPage(
      [
        { key: 'tags', value: tags },
        { key: 'params.urls', value: ['/a', '/b'] },
        { key: 'none', value: [] },
        { key: 'title', value: 'a, [b]' },
      ],
      '',
      { opening: '---', lists: 'brackets' },
    );
    expect(page).toBe(
      `---\ntags: [plain, 'a, b', '[c]', '#d', 'e: f', it's, '']\nparams:\n  urls: [/a, /b]\nnone: []\ntitle: a, [b]\n---\n`,
    );
    expect(readFrontMatter(page)?.data).toMatchObject({ tags, none: [] });
  });

  test('repeats a list that several fields share', () => {
    const shared = ['a'];
    const page = renderPage(
      [
        { key: 'x', value: shared },
        { key: 'z', value: [shared, shared] },
      ],
      '',
    );
    expect(page).toBe('---\nx:\n- a\nz:\n- - a\n- - a\n---\n');
  });

  test.each(
    [
      ...[
        'Bread',
        'a:b',
        'a#b',
        '-a',
        'https://example.org/?a=1&b=2',
        '14th-april',
        "it's",
        'say "hi"',
        'C# and F#',
        '日本語 😀',
        '5 ways',
      ],
      ...[
        'a, b',
        'a [b] {c}',
        '\\o/',
        '2020',
        'v1.2',
        'e-mail',
        '3,000 ways',
        '2020-01-01 in pictures',
        '10 - 12',
        'a - b',
        'dQw4w9WgXcQ',
        '/resources/x',
        'yes and no',
        '1st',
      ],
    ].filter((text) => text !== '2020'),
  )('leaves %j plain', (text) => {
    expect(renderTitle(text)).toBe(text);
  });

  test.each([
    ...[
      '',
      ' a',
      'a ',
      'a: b',
      'a:',
      'a #b',
      '#a',
      '- a',
      '-',
      '---',
      '...',
      '? a',
      ': a',
      '[a',
      ']',
      '{a',
      '}',
      ',a',
      '&a',
      '*a',
      '!a',
    ],
    ...[
      '|',
      '>',
      '%a',
      '@a',
      '`a',
      '"a"',
      '~',
      'null',
      'true',
      'False',
      'yes',
      'No',
      'on',
      'OFF',
      'y',
      'n',
      '=',
      '<<',
      '0',
      '-1',
    ],
    ...[
      '012',
      '1,000',
      '-1,000.50',
      '12_e3',
      'e7',
      '.e+5',
      '0o17',
      '0x1F',
      '0b11',
      '1_000',
      '1:30',
      '190:20:30.15',
      '1.5',
      '.5',
      '1e3',
      '12e03',
      '+1',
      '.inf',
      '-.INF',
      '.nan',
    ],
    ...['nUll', 'tRUE', 'yEs', 'nO', 'oN', ':smile:'],
    ...[
      '2020-04-14',
      '2020-04-14T19:09:07Z',
      '2020-4-1 1:02:03',
      '2020-04-14 19:09:07. +0200',
      '-2020-04-14',
    ],
    '\u00a0a',
  ])('puts %j in single quotes', (text) => {
    expect(renderTitle(text)).toBe(`'${text}'`);
  });

  test.each([
    ["'a'", "'''a'''"],
    ['a\nb', '"a\\nb"'],
    ['a\r\n"b"\\', '"a\\r\\n\\"b\\"\\\\"'],
    ['a\tb', '"a\\tb"'],
    ['\0\x07\x7f\x85\x9f', '"\\u0000\\u0007\\u007f\\u0085\\u009f"'],
    ['\u2028\u2029\ufeff\ufffe\uffff', '"\\u2028\\u2029\\ufeff\\ufffe\\uffff"'],
    ['a\ud83d', 'a\ufffd'],
    ['\ude00\n', '"\ufffd\\n"'],
  ])('writes %j as %s', (text, yaml) => {
    expect(renderTitle(text)).toBe(yaml);
  });

  test('writes as a timestamp only what is one', () => {
    const date = (value: string) => renderPage([{ key: 'date', value, timestamp: true }], '').split('\n')[1];
    expect(date('2021-05-06T07:08:09+02:00')).toBe('date: 2021-05-06T07:08:09+02:00');
    expect(date('2021-05-06T07:08:09Z\nx: y')).toBe('date: "2021-05-06T07:08:09Z\\nx: y"');
    expect(date('2021-05-06')).toBe("date: '2021-05-06'");
  });

  test('gives every string back under YAML 1.2, YAML 1.1 and js-yaml', () => {
    const text = hostileText.map((string) => string.replace(/\p{Surrogate}/gu, '\ufffd'));
    const value = fc.oneof(
      text,
      fc.array(text, { maxLength: 4 }),
      fc
        .dictionary(
          text.filter((key) => key !== '__proto__'),
          fc.oneof(text, fc.array(text, { maxLength: 2 })),
          { maxKeys: 3 },
        )
        .map((map) => ({ ...map })),
    );
    // Dots lead into maps.
    const name = text.filter((key) => splitKey(key).length === 1);
    const fields = fc.uniqueArray(fc.tuple(name, value), {
      selector: ([key]) => key,
      minLength: 1,
      maxLength: 5,
    });
    fc.assert(
      fc.property(fields, fc.constantFrom(...listStyles), (entries, lists) => {
        const data = Object.fromEntries(entries);
        const page = renderPage(
          entries.map(([key, value]) => ({ key, value })),
          '# Body\n',
          { opening: '---', lists },
        );
        const opened = openPage(page);
        if (opened === null) throw new Error('no front matter');
        const source = page.slice(opened.block.start, opened.block.end);
        expect(opened.body).toBe('# Body\n');
        assert.deepStrictEqual({ ...readFrontMatter(page)?.data }, data);
        assert.deepStrictEqual({ ...opened.editor.values }, data);
        assert.deepStrictEqual({ ...parse(source, { version: '1.1' }) }, data);
        assert.deepStrictEqual({ ...matter(page, {}).data }, data);
      }),
      { numRuns },
    );
  });
});
