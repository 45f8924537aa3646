import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { renderPage } from '../../../src/frontmatter/render-page.ts';
import { hostileText } from '../arbitraries.ts';

/** Readers of YAML that site generators and editors are built on. Each maps a list of blocks to their values, as JSON. */
const readers: [name: string, command: string, ...args: string[]][] = [
  [
    "Ruby's Psych",
    'ruby',
    '-ryaml',
    '-rjson',
    '-e',
    `puts JSON.generate(JSON.parse(STDIN.read).map { |text|
       value = YAML.respond_to?(:unsafe_load) ? YAML.unsafe_load(text) : YAML.load(text)
       value["k"].map { |item| item.is_a?(String) ? item : "#{item.class} #{item}" } })`,
  ],
  [
    'PyYAML',
    'python3',
    '-c',
    `import json, sys, yaml
def show(item): return item if isinstance(item, str) else '%s %s' % (type(item).__name__, item)
print(json.dumps([[show(item) for item in yaml.safe_load(text)['k']] for text in json.load(sys.stdin)]))`,
  ],
];

/** Texts of the characters of numbers, dates and words that YAML 1.1 knows. */
const nearlyScalar = fc.oneof(
  fc.string({ unit: fc.constantFrom(...'0123456789_,.:+-eExXobTZ ~=<'), minLength: 1, maxLength: 9 }),
  fc.string({ unit: fc.constantFrom(...'01269.,:-+TZ '), minLength: 8, maxLength: 24 }),
  fc.mixedCase(fc.constantFrom('null', 'true', 'false', 'yes', 'no', 'on', 'off', 'y', 'n', '.inf', '-.nan')),
);
const examples = [
  ...[
    '1,000',
    '1_000',
    '-1,000.50',
    '0o7',
    '0x1F',
    '0b1',
    '012',
    '0,1',
    '1e3',
    '+1',
    '1:30:00',
    '1:30.5',
    'e7',
    '.e+5',
  ],
  ...[
    'yes',
    'No',
    'oN',
    'OFF',
    'y',
    'N',
    '~',
    'nUll',
    '',
    '.inf',
    '-.INF',
    '.NaN',
    '=',
    '<<',
    ':symbol',
    ":'a'",
  ],
  ...['2001-01-01', '2001-1-1', '2001-01-01 01:02:03', '2001-01-01T01:02:03.', '-2001-01-01 1:02:03 +0200'],
];

describe.each(readers)('%s', (_, command, ...args) => {
  const isHere = spawnSync(command, args, { input: '[]', encoding: 'utf8' }).stdout?.trim() === '[]';
  if (!isHere) process.stderr.write(`SKIPPED: ${command} and its YAML (not installed)\n`);

  test.skipIf(!isHere)('reads every text as the text that it is', () => {
    const sample = fc.sample(fc.oneof(nearlyScalar, hostileText), { numRuns: 3000, seed: 1 });
    const texts = [...examples, ...sample].map((text) => text.replace(/\p{Surrogate}/gu, '\ufffd'));
    const pages = texts.map((text) => renderPage([{ key: 'k', value: [text] }], ''));
    const blocks = pages.map((page) => page.replace(/---\n$/, ''));
    const { stdout, stderr } = spawnSync(command, args, { input: JSON.stringify(blocks), encoding: 'utf8' });
    expect(stderr).toBe('');
    const read = JSON.parse(stdout).flat();
    expect(texts.filter((text, index) => read[index] !== text)).toEqual([]);
  });
});
