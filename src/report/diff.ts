import { createTwoFilesPatch } from 'diff';
import type { Context } from '../context.ts';

/** One page's change as a unified diff, as `git apply` takes it. */
export function formatPageDiff(
  text: { change: { path: string }; before: string | null; after: string },
  colours: Context['colours'],
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
  return lines.map((line) => colourLine(line, colours)).join('\n');
}

function colourLine(line: string, colours: Context['colours']): string {
  if (/^(---|\+\+\+) /.test(line)) return colours.bold(line);
  if (line.startsWith('@@')) return colours.cyan(line);
  if (line.startsWith('+')) return colours.green(line);
  if (line.startsWith('-')) return colours.red(line);
  return line;
}
