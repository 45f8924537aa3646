import { createTwoFilesPatch } from 'diff';
import { escapeInvisible } from '../text/invisible.ts';
import type { RenderOptions } from '../text/render-options.ts';

/**
 * One page's change as a unified diff, as `git apply` takes it. On a terminal or in colours it is for eyes alone: there no
 * character stays hidden.
 */
export function formatPageDiff(
  text: { change: { path: string }; before: string | null; after: string },
  { colours, columns }: Pick<RenderOptions, 'colours' | 'columns'>,
): string {
  const { path } = text.change;
  const patch = createTwoFilesPatch(
    text.before === null ? '/dev/null' : `a/${path}`,
    `b/${path}`,
    text.before ?? '',
    text.after,
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
