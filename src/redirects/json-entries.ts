import { DataError } from '../frontmatter/errors.ts';
import { editList } from '../frontmatter/json/edit-list.ts';
import { decodePath } from '../generators/url-path.ts';
import { UserError } from '../model/error.ts';
import { isRecord } from '../model/validation.ts';
import { isMap, type Value } from '../model/value.ts';
import { parseJson } from '../text/json.ts';
import { isAbsolute } from './encode-urls.ts';
import type { HostRules, Placement } from './host-format.ts';

/** A rule among the entries of a list: of the keys `from` and `to` of its host, and `statusCode`. */
type Entry = Record<string, string | number>;

interface EntryFormat {
  /** The host's file. */
  name: string;
  /** The key of the list. */
  list: string;
  /** The keys of an entry. */
  from: string;
  to: string;
  write(rules: HostRules): Entry[];
  /** A source as a path, encoded or not. */
  readSource(source: string): string;
}

/**
 * For a list in a host's JSON file, which has no comments. An entry is tubematter's if it looks like one and both its URLs
 * are known of the site; all others are the user's. They stay, and win over a rule for the same URL.
 */
export function spliceEntries(format: EntryFormat): Placement {
  const { name, list, from, to, write } = format;
  const readPath = (source: unknown) =>
    decodePath(format.readSource(String(source))).replace(/\/index\.html$/, '');
  const looksOwn = (entry: Value) =>
    isRecord(entry) &&
    Object.keys(entry).length === 3 &&
    entry['statusCode'] === 301 &&
    [entry[from], entry[to]].every((url) => typeof url === 'string');
  return {
    accepts: (file, text) => file === name || holdsOnly(text, list, looksOwn),
    place(rules, current) {
      const isOwn = (entry: Value) => {
        if (!looksOwn(entry)) return false;
        const { [from]: source, [to]: target } = entry as Entry;
        return [readPath(source), readTarget(String(target))].every((url) => rules.isKnown(url));
      };
      const notes: string[] = [];
      const edit = (entries: readonly Value[]) => {
        const users = new Map(
          entries
            .filter(isMap)
            .filter((entry) => typeof entry[from] === 'string' && !isOwn(entry))
            .map((entry) => [readPath(entry[from]), entry]),
        );
        const own = write(rules).filter((rule) => {
          const path = readPath(rule[from]);
          const user = users.get(path);
          if (user && user[to] !== rule[to]) {
            notes.push(
              `${name}: your rule for ${path} stays. It leads to ${typeof user[to] === 'string' ? user[to] : 'no other URL'}, not to ${rule[to]}.`,
            );
          }
          return !user;
        });
        const first = entries.findIndex(isOwn);
        const [above, below] = first < 0 ? [entries, []] : [entries.slice(0, first), entries.slice(first)];
        return [...above, ...own, ...below.filter((entry) => !isOwn(entry))];
      };
      return { text: editFile(name, current, list, edit), notes };
    },
  };
}

function readTarget(target: string): string {
  return isAbsolute(target) ? target : decodePath(target);
}

function editFile(
  name: string,
  text: string,
  list: string,
  edit: (entries: readonly Value[]) => Value[],
): string {
  try {
    return editList(text, list, edit);
  } catch (error) {
    if (!(error instanceof DataError)) throw error;
    throw new UserError(
      `The ${name} ${error.message}: no redirects can be put into it.`,
      'Fix it and run the command again.',
      error,
    );
  }
}

function holdsOnly(text: string, list: string, looksOwn: (entry: Value) => boolean): boolean {
  const json = parseJson(text);
  const entries = isRecord(json) && Object.keys(json).length === 1 ? json[list] : null;
  return Array.isArray(entries) && entries.every(looksOwn);
}
