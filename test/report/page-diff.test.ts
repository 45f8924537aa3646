import { applyPatch } from 'diff';
import pico from 'picocolors';
import { expect, test } from 'vitest';
import { formatPageDiff } from '../../src/report/page-diff.ts';

const colours = pico.createColors(false);
const write = (mark: string, end: string) =>
  `---\ntags:\n${Array.from({ length: 30_000 }, (_, number) => `  - ${mark}${number}\n`).join('')}---${end}`;

test.each(['\n', ''])('the diff of a page of which much changes applies: its end %j', (end) => {
  const [before, after] = [write('a', end), write('b', '\n')];
  const patch = formatPageDiff({ change: { path: 'x.md' }, before, after }, { colours, columns: undefined });
  expect(patch.slice(0, 24)).toBe('--- a/x.md\n+++ b/x.md\n@@');
  expect(applyPatch(before, patch)).toBe(after);
});
