import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findFrontMatter } from '../../../src/frontmatter/formats.ts';
import { parseBlock, toValues } from '../../../src/frontmatter/yaml/parse.ts';
import { readPlainYaml } from '../../../src/frontmatter/yaml/read-plain.ts';
import { nastyLine, plainPageSource } from '../arbitraries.ts';

const numRuns = Number(process.env['FUZZ_RUNS'] ?? 1000);

function locate(text: string) {
  try {
    return findFrontMatter(text)?.block ?? null;
  } catch {
    return null;
  }
}

describe('readPlainYaml', () => {
  test('reads what nearly all pages have', () => {
    const source = [
      '# made by hand',
      "title: 'Bread: it''s easy'",
      'description: "Two # signs: ##"',
      'date: 2021-05-06T07:08:09Z',
      'weight: 1000',
      'ratio: 0.6',
      'url: /recipes/:slug',
      'aliases:',
      '- /recipes/bread',
      '',
      '# - /recipes/loaf',
      '- "/recipes/rye"',
      'preview:',
      'isShort: False',
      'tags: []',
      'sitemap:',
      '  filename: sitemap.xml',
      '  priority: 0.6',
      '',
    ].join('\n');
    const data = {
      title: "Bread: it's easy",
      description: 'Two # signs: ##',
      date: '2021-05-06T07:08:09Z',
      weight: 1000,
      ratio: 0.6,
      url: '/recipes/:slug',
      aliases: ['/recipes/bread', '/recipes/rye'],
      preview: null,
      isShort: false,
      tags: [],
      sitemap: { filename: 'sitemap.xml', priority: 0.6 },
    };
    expect(readPlainYaml(source)).toEqual(data);
    expect(readPlainYaml(source.replaceAll('\n', '\r\n'))).toEqual(data);
  });

  test.each([
    'a: &x 1\nb: *x\n',
    'a: [b]\n',
    'a: {b: c}\n',
    'a: |\n  text\n',
    'a: >-\n  text\n',
    'a:\tb\n',
    '? a\n: b\n',
    'a: b # comment\n',
    'a: b\na: c\n',
    'a: b\n  c\n',
    'a: "b\n  c"\n',
    'a: "\\n"\n',
    "a: 'b'c'\n",
    'a:\n- b\n - c\n',
    'a:\n- b\n  c\n',
    'a:\n- b: c\n',
    'a:\n- - b\n',
    'a:\n  b: c\n   d: e\n',
    'a:\n  b: c\n  b: d\n',
    'a:\n  b:\n    c: d\n',
    'a:\n- b\n  c: d\n',
    'a: b: c\n',
    'a: 0o17\n',
    'a: 1e3\n',
    'a: 2021.05.06\n',
    'a: 012\n',
    'a: -1\n',
    'a: !!str 1\n',
    '<<: b\n',
    'true: a\n',
    'null: a\n',
    '1: a\n',
    'a b: c\n',
    ' a: b\n',
    'a\n',
    '...\n',
    '%YAML 1.1\n',
    'a: b \n',
    'a: \ufeffb\n',
  ])('leaves %j to the full parser', (source) => {
    expect(readPlainYaml(source)).toBeNull();
  });

  test('reads as the full parser does, or not at all', () => {
    const source = fc.oneof(
      fc.array(nastyLine, { maxLength: 8 }).map((lines) => `${lines.join('\n')}\n`),
      plainPageSource,
    );
    let read = 0;
    fc.assert(
      fc.property(source, (yaml) => {
        const text = `---\n${yaml}---\n`;
        const block = locate(text);
        if (block === null) return;
        const source = text.slice(block.start, block.end);
        const data = readPlainYaml(source);
        if (data === null) return;
        read += 1;
        expect(data).toStrictEqual(toValues(parseBlock(source, 2), 2));
      }),
      { numRuns },
    );
    expect(read).toBeGreaterThan(numRuns / 20);
  });
});
