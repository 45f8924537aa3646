import { UserError } from '../model/error.ts';
import type { HostRules, Placement } from './host-format.ts';

const begin = '# Written by "tubematter redirects", which replaces what stands from here to its end:';
const end = '# The end of what "tubematter redirects" wrote.';

/** How files began that held nothing else. */
const formerMark = '# Written by "tubematter redirects", which replaces this file as a whole.';

/**
 * For files with comments: the rules go between two of them. What is outside stays as it is; without the marks, rules
 * are added at the end.
 *
 * @param names of files that are the host's
 * @param write gives the rules, each line with its end
 */
export function markLines(names: RegExp, write: (rules: HostRules) => string): Placement {
  return {
    accepts: (name, text) => names.test(name) || text.split(/\r?\n/).includes(begin) || isFormer(text),
    place: (rules, current) => ({
      text: placeLines(write(rules), isFormer(current) ? '' : current),
      notes: [],
    }),
  };
}

/** The lines of a file that are neither empty nor comments. */
export function listRules(text: string): string[] {
  return text.split(/\r?\n/).filter((line) => /^\s*[^\s#]/.test(line));
}

function isFormer(text: string): boolean {
  return text.startsWith(formerMark);
}

function placeLines(rules: string, current: string): string {
  const eol = current.includes('\r\n') ? '\r\n' : '\n';
  const block = `${begin}\n${rules}${end}\n`.replaceAll('\n', eol);
  const [start, ...otherStarts] = findLines(current, begin);
  const [stop, ...otherStops] = findLines(current, end);
  if (start === undefined && stop === undefined) {
    if (rules === '' && current !== '') return current;
    return `${current}${/[^\n]$/.test(current) ? eol : ''}${block}`;
  }
  if (!start || !stop || stop.at < start.at || otherStarts.length + otherStops.length > 0) {
    throw new UserError(
      "It cannot be told which rules are tubematter's: the lines that begin and end them must stand there once each.",
      `Remove these lines and the rules between them: ${begin} … ${end}`,
    );
  }
  return current.slice(0, start.at) + block + current.slice(stop.after);
}

/** Where a line begins, and where the next one does. */
function findLines(text: string, line: string): { at: number; after: number }[] {
  const places = [];
  for (let at = 0, after = 0; at < text.length; at = after) {
    after = text.indexOf('\n', at) + 1 || text.length;
    if (text.slice(at, after).trimEnd() === line) places.push({ at, after });
  }
  return places;
}
