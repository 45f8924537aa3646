import type { Video } from '../model/video.ts';
import { count } from '../text/counts.ts';
import { escapeInvisible } from '../text/invisible.ts';
import { normaliseLine } from '../youtube/description-lines.ts';

/** Of fewer videos nothing can be said. */
const fewestVideos = 10;
const mostShown = 10;

/** The lines that most descriptions of a channel share, in their order. */
export function findCommonLines(videos: readonly Video[]): string[] {
  const counts = new Map<string, number>();
  const described = videos.filter(({ description }) => description !== '');
  for (const { description } of described) {
    for (const line of new Set(description.split('\n').map(normaliseLine))) {
      counts.set(line, (counts.get(line) ?? 0) + 1);
    }
  }
  if (described.length < fewestVideos) return [];
  return [...counts].flatMap(([line, found]) => (line !== '' && found * 2 > described.length ? [line] : []));
}

/**
 * Shows them as a config that leaves them out; `''` if there are none.
 *
 * @param drop the patterns in force: a list in a config replaces that of another
 */
export function describeCommonLines(lines: readonly string[], drop: readonly RegExp[]): string {
  if (lines.length === 0) return '';
  const added = lines.slice(0, mostShown).map(makePattern);
  const shown = [...drop.map(({ source }) => source), ...added].map((pattern) => `    - ${quote(pattern)}\n`);
  const more = lines.length > mostShown ? `    # and ${lines.length - mostShown} more\n` : '';
  const [appear, them] = lines.length === 1 ? ['appears', 'it'] : ['appear', 'them'];
  return `${count(lines.length, 'line')} ${appear} in most descriptions. To leave ${them} out:\ndescription:\n  drop:\n${shown.join('')}${more}`;
}

function makePattern(line: string): string {
  return `^${escapeInvisible(line).replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')}$`;
}

/** As YAML has it: nothing in single quotes is read but a quote. */
function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
