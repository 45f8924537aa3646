import { UserError } from '../model/error.ts';
import type { HostRules, Placement } from './host-format.ts';
import { listUrls } from './list-urls.ts';

const begin = '# Written by "tubematter redirects", which replaces what stands from here to its end:';
const end = '# The end of what "tubematter redirects" wrote.';

/** How files began that held nothing else. */
const formerMark = '# Written by "tubematter redirects", which replaces this file as a whole.';

/**
 * For files with comments: the rules go between two of them. What is outside stays as it is; without the marks, rules
 * are added at the end. Several sites may have rules in one file, each between marks of its own.
 *
 * @param names of files that are the host's
 * @param write gives the rules, each line with its end
 */
export function markLines(names: RegExp, write: (rules: HostRules) => string): Placement {
  return {
    accepts: (name, text) => names.test(name) || text.split(/\r?\n/).includes(begin) || isFormer(text),
    place: (rules, current) => ({
      text: placeLines(write(rules), isFormer(current) ? '' : current, rules),
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

function placeLines(lines: string, current: string, { isKnown }: HostRules): string {
  const eol = current.includes('\r\n') ? '\r\n' : '\n';
  const text = `${begin}\n${lines}${end}\n`.replaceAll('\n', eol);
  const blocks = listBlocks(current).map((block) => ({ ...block, urls: listUrls(block.rules) }));
  const known = blocks.filter(({ urls }) => urls.some(isKnown));
  const [own, ...rivals] = known.length > 0 ? known : blocks.filter(({ urls }) => urls.length === 0);
  if (rivals.length > 0) throw refuseMarks();
  if (own !== undefined) return current.slice(0, own.at) + text + current.slice(own.after);
  if (lines === '' && current !== '') return current;
  return `${current}${/[^\n]$/.test(current) ? eol : ''}${text}`;
}

/**
 * What stands between marks, and where these begin and end.
 *
 * @throws UserError if the marks do not fit together
 */
export function listBlocks(text: string): { at: number; after: number; rules: string }[] {
  const [starts, stops] = [findLines(text, begin), findLines(text, end)];
  const blocks = starts.map(({ at, after: from }, number) => {
    const stop = stops[number];
    const next = starts[number + 1]?.at ?? text.length;
    if (!stop || stop.at < from || stop.at > next) throw refuseMarks();
    return { at, after: stop.after, rules: text.slice(from, stop.at) };
  });
  if (stops.length > starts.length) throw refuseMarks();
  return blocks;
}

function refuseMarks(): UserError {
  return new UserError(
    "It cannot be told which rules are tubematter's: the lines that begin and end them must stand there once each.",
    `Remove these lines and the rules between them: ${begin} … ${end}`,
  );
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
