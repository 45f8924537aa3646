import { createTwoFilesPatch } from 'diff';
import { escapeInvisible } from '../text/invisible.ts';
import type { RenderOptions } from '../text/render-options.ts';

/**
 * One page's change as a unified diff, as `git apply` takes it. On a terminal or in colours it is for eyes alone: there no
 * character stays hidden.
 */
export function formatPageDiff(
  { change, before, after }: { change: { path: string }; before: string | null; after: string },
  options: Pick<RenderOptions, 'colours' | 'columns'>,
): string {
  return formatFileDiff({ path: change.path, before, after }, options);
}

/** The same for any file; null where there is none. */
export function formatFileDiff(
  { path, before, after }: { path: string; before: string | null; after: string | null },
  { colours, columns }: Pick<RenderOptions, 'colours' | 'columns'>,
): string {
  const patch = createTwoFilesPatch(
    before === null ? '/dev/null' : `a/${path}`,
    after === null ? '/dev/null' : `b/${path}`,
    before ?? '',
    after ?? '',
    undefined,
    undefined,
    { context: 3, stripTrailingCr: false },
  );
  const lines = patch.split('\n').filter((line) => !/^=+$/.test(line));
  const isForEyes = columns !== undefined || colours.isColorSupported;
  const shown = isForEyes ? lines.map((line) => escapeInvisible(line.replace(/\r$/, ''))) : lines;
  return shown.map((line, at) => (at < 2 ? colours.bold(line) : colourLine(line, colours))).join('\n');
}

function colourLine(line: string, colours: RenderOptions['colours']): string {
  if (line.startsWith('@@')) return colours.cyan(line);
  if (line.startsWith('+')) return colours.green(line);
  if (line.startsWith('-')) return colours.red(line);
  return line;
}
