import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { hasTmux } from './screen.ts';

const script = fileURLToPath(new URL('../../scripts/make-picture.mjs', import.meta.url));
const picture = readFileSync(new URL('../../docs/picture.svg', import.meta.url), 'utf8');

test.skipIf(!hasTmux)('the picture of the README is what a run shows', () => {
  expect(() => execFileSync(process.execPath, [script, '--check'], { stdio: 'pipe' })).not.toThrow();
});

test('the picture shows one changed line, and an edit that stays', () => {
  const lines = [...picture.matchAll(/<text[^>]*>(.*)<\/text>/g)].map(([, text = '']) =>
    text
      .replace(/<[^>]*>/g, '')
      .replaceAll('&quot;', '"')
      .replaceAll('&#39;', "'"),
  );
  expect(lines.filter((line) => /^[-+](?![-+])/.test(line))).toEqual([
    '-title: "How to patch an inner tube"   # asked for daily',
    '+title: "How to patch an inner tube in five minutes"   # asked for daily',
  ]);
  expect(lines).toContain('Your edits stay where YouTube changed too: 1 field');
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(80);
});
