import { type ItemRow, rewriteItems } from './comma-list.ts';
import type { Comment } from './comments.ts';
import { EditError } from './errors.ts';
import type { KeyChange, NewField, Path } from './format.ts';

/** A key of a map in braces, and its value. Offsets count from the start of the source. */
interface Member<Node> {
  /** From the map down: more than one key if they are dotted. */
  path: Path;
  start: number;
  node: Node;
}

/** What a format knows of its maps in braces: `{ a = 1 }`, `{"a": 1}`. */
export interface BracesFormat<Node> {
  source: string;
  eol: string;
  comments: readonly Comment[];
  rangeOf(node: Node): { start: number; end: number };
  /** Null if the value is not a map in braces. */
  listMembers(node: Node): Member<Node>[] | null;
  /** Writes the new value of a key in the style of the old one. */
  rewriteValue(node: Node, change: KeyChange & { action: 'replace' }): string;
  /** Writes new keys with their values. @param depth how many maps are around theirs */
  formatMembers(fields: readonly NewField[], depth: number): string[];
  /** Puts the first keys of a map in braces. */
  formatBraces(members: readonly string[], depth: number): string;
}

/**
 * Rewrites a map in braces. Keys that stay keep their own text.
 *
 * @param prefix the keys that lead to the map
 * @param changes all below it
 * @throws EditError on layouts that cannot be edited without loss
 */
export function rewriteBraces<Node>(
  format: BracesFormat<Node>,
  node: Node,
  prefix: Path,
  changes: readonly KeyChange[],
): string {
  const { source } = format;
  const members = format.listMembers(node) ?? [];
  const texts = new Map<number, string>();
  const dropped = new Set<number>();
  const inner = new Map<number, KeyChange[]>();
  const added: (KeyChange & { action: 'add' })[] = [];
  for (const change of changes) {
    const path = (change.action === 'add' ? change.parent : change.path).slice(prefix.length);
    const at = members.findIndex((member) => member.path.every((key, index) => key === path[index]));
    const member = members[at];
    if (change.action === 'add' && member === undefined) added.push(below(change, path));
    else if (member === undefined)
      throw new EditError(`"${[...prefix, ...path].join('.')}" has an unusual layout`);
    else if (change.action === 'remove' && path.length === member.path.length) dropped.add(at);
    else if (change.action === 'replace' && path.length === member.path.length) {
      const keys = source.slice(member.start, format.rangeOf(member.node).start);
      texts.set(at, keys + format.rewriteValue(member.node, change));
    } else inner.set(at, [...(inner.get(at) ?? []), change]);
  }
  for (const [at, group] of inner) {
    const member = members[at] as Member<Node>;
    const keys = source.slice(member.start, format.rangeOf(member.node).start);
    texts.set(at, keys + rewriteBraces(format, member.node, [...prefix, ...member.path], group));
  }
  return joinMembers(format, node, prefix, { members, texts, dropped, added });
}

/** What happens to the members of one map. */
interface MemberChanges<Node> {
  members: readonly Member<Node>[];
  /** The new texts, by index. */
  texts: ReadonlyMap<number, string>;
  dropped: ReadonlySet<number>;
  added: readonly (KeyChange & { action: 'add' })[];
}

function joinMembers<Node>(
  format: BracesFormat<Node>,
  node: Node,
  prefix: Path,
  { members, texts, dropped, added }: MemberChanges<Node>,
): string {
  const depth = prefix.length + 1;
  const write = (at: number): ItemRow[] =>
    added
      .filter(({ place }) => findPosition(members, place) === at)
      .flatMap(({ fields }) => format.formatMembers(fields, depth))
      .map((text) => ({ kind: 'add', text }));
  const rows = [
    ...members.flatMap((_, at): ItemRow[] => {
      const text = texts.get(at);
      const row: ItemRow = dropped.has(at)
        ? { kind: 'drop', from: at, moved: false }
        : { kind: 'keep', from: at, ...(text !== undefined && { text }) };
      return [...write(at), row];
    }),
    ...write(members.length),
  ];
  const left = rows.flatMap((row) => (row.kind === 'add' ? row.text : row.kind === 'keep' ? [''] : []));
  if (members.length === 0 || left.length === 0) return format.formatBraces(left, depth);
  const { start, end } = format.rangeOf(node);
  const items = members.map((member) => ({ start: member.start, end: format.rangeOf(member.node).end }));
  const name = prefix.length === 0 ? 'the front matter' : `the map "${prefix.join('.')}"`;
  return `{${rewriteItems({ ...format, name, open: start + 1, close: end - 1, items }, rows)}}`;
}

/** A map made by dotted keys is in the map around it. */
function below(change: KeyChange & { action: 'add' }, path: Path): KeyChange & { action: 'add' } {
  if (path.length === 0) return change;
  const place = { side: 'after', key: path[0] ?? '' } as const;
  return {
    ...change,
    place,
    fields: change.fields.map((field) => ({ ...field, path: [...path, ...field.path] })),
  };
}

/** The index before which a new key goes. */
function findPosition<Node>(
  members: readonly Member<Node>[],
  place: (KeyChange & { action: 'add' })['place'],
): number {
  const isBeside = ({ path }: Member<Node>) => path[0] === place?.key;
  const at = place?.side === 'before' ? members.findIndex(isBeside) : members.findLastIndex(isBeside) + 1;
  return at > 0 || (at === 0 && place?.side === 'before') ? at : members.length;
}
