import { createTwoFilesPatch } from 'diff';
import { escapeInvisible } from '../text/invisible.ts';
import type { RenderOptions } from '../text/render-options.ts';

/** Beyond this many lines that come or go the search for equal ones takes seconds: all lines are shown. */
const maxEditLength = 2000;

/**
 * One page's change as a unified diff, as `git apply` takes it. On a terminal or in colours, it is only for reading:
 * there no character stays hidden.
 */
export function formatPageDiff(
  { change, before, after }: { change: { path: string }; before: string | null; after: string },
  options: Pick<RenderOptions, 'colours' | 'columns'>,
): string {
  return formatFileDiff({ path: change.path, before, after }, options);
}

/** The same for any file; null if there is none. */
export function formatFileDiff(
  { path, before, after }: { path: string; before: string | null; after: string | null },
  { colours, columns }: Pick<RenderOptions, 'colours' | 'columns'>,
): string {
  const names = [
    before === null ? '/dev/null' : `a/${path}`,
    after === null ? '/dev/null' : `b/${path}`,
  ] as const;
  const texts = [before ?? '', after ?? ''] as const;
  const patch =
    createTwoFilesPatch(...names, ...texts, undefined, undefined, { context: 3, maxEditLength }) ??
    replaceWhole(names, ...texts);
  const lines = patch.split('\n').filter((line) => !/^=+$/.test(line));
  const isForEyes = columns !== undefined || colours.isColorSupported;
  const shown = isForEyes ? lines.map((line) => escapeInvisible(line.replace(/\r$/, ''))) : lines;
  return shown.map((line, at) => (at < 2 ? colours.bold(line) : colourLine(line, colours))).join('\n');
}

/** A patch that replaces all lines of one text with those of the other. */
function replaceWhole(names: readonly [string, string], before: string, after: string): string {
  const [header, old] = splitPatch(createTwoFilesPatch(...names, before, ''));
  const [, current] = splitPatch(createTwoFilesPatch(...names, '', after));
  const count = (lines: string[]) => `1,${lines.filter((line) => /^[-+]/.test(line)).length}`;
  return [...header, `@@ -${count(old)} +${count(current)} @@`, ...old, ...current, ''].join('\n');
}

/** The lines of a patch with one part: those that name the files, and those below the line of numbers. */
function splitPatch(patch: string): [header: string[], lines: string[]] {
  const lines = patch.split('\n').slice(0, -1);
  const start = lines.findIndex((line) => line.startsWith('@@'));
  return [lines.slice(0, start), lines.slice(start + 1)];
}

function colourLine(line: string, colours: RenderOptions['colours']): string {
  if (line.startsWith('@@')) return colours.cyan(line);
  if (line.startsWith('+')) return colours.green(line);
  if (line.startsWith('-')) return colours.red(line);
  return line;
}
