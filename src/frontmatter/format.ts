import type { Value } from '../model/value.ts';
import type { Comment } from './comments.ts';
import type { Splice } from './splice.ts';

export type LineEnd = '\n' | '\r\n';

/** Where a page's front matter is. All offsets count UTF-16 units from the start of the text. */
export interface Block {
  /** The first character of the front matter: the opening fence's. */
  fence: number;
  /** The source: what the format's parser reads. */
  start: number;
  /** The end of the source. */
  end: number;
  /** What follows the closing fence's line. */
  bodyStart: number;
  /** The line end of the opening line; new lines get the same. */
  eol: LineEnd;
}

/** Of all formats, as a config has them. */
export const formatNames = ['yaml', 'toml', 'json'] as const;
export type FormatName = (typeof formatNames)[number];

/** How lists are written: an entry per line, or all on one line in brackets. */
export const listStyles = ['lines', 'brackets'] as const;
export type ListStyle = (typeof listStyles)[number];

/** How the front matter of a new page is written. */
export interface BlockStyle {
  /** The line that opens it; `{` for a JSON object without fences. */
  opening: string;
  lists: ListStyle;
}

/** A way to write front matter. */
export interface Format {
  /** The language that gray-matter is told, and that may follow an opening `---`. */
  language: FormatName;
  /** The line above and below it; null for an object that needs no fence. */
  fence: string | null;

  /**
   * Reads a block's values, as fast as the format can. Dates are strings.
   *
   * @param line the line in the file, from 1, at which the source begins; for errors
   * @returns keys in the block's own spelling, and no inherited ones
   * @throws FrontMatterError if the source cannot be read
   */
  readValues(source: string, line: number): Record<string, Value>;

  /**
   * Parses a block, for edits and for questions about where something is.
   *
   * @param line the line in the file, from 1, at which the source begins; for errors
   * @param eol ends new lines
   * @throws FrontMatterError if the source cannot be read
   */
  openEditor(source: string, line: number, eol: LineEnd): Editor;

  /**
   * Writes the front matter of a new page without fences: keys in the order given, LF line ends.
   *
   * @param lists as far as the format lets one choose
   */
  formatSource(fields: readonly NewField[], lists: ListStyle): string;
}

/** A block taken apart. All offsets count UTF-16 units from the start of its source. */
export interface Editor {
  /** As `readValues` gives them. */
  readonly values: Record<string, Value>;
  /** All comments. */
  readonly comments: readonly Comment[];

  /** Lists the keys that the block itself has in a map, in their order; the root's for an empty path. */
  listKeys(path: Path): readonly string[];

  /**
   * Plans all changes of a page at once: in some formats one depends on its neighbours.
   *
   * @param changes each about another key
   * @returns splices of the source, in any order. Those at one offset are applied in this order
   * @throws EditError if a change cannot be made without touching more than it should
   */
  planSplices(changes: readonly KeyChange[]): Splice[];

  /**
   * Finds where a key is, or an entry of its list.
   *
   * @param entry an index; null for the key itself
   * @returns the key's place if the entry has none of its own; null without such a key
   */
  findOffset(path: Path, entry: number | null): number | null;
}

/** The keys that lead to a value, from the root down. */
export type Path = readonly string[];

/** What happens to one key. `timestamp` says that the value is a point in time, if the format has such a type. */
export type KeyChange =
  | { action: 'replace'; path: Path; value: Value; timestamp: boolean }
  | { action: 'remove'; path: Path }
  /** A key that the map at `parent` lacks: the first of the path that all fields share. */
  | { action: 'add'; parent: Path; fields: readonly NewField[]; place: Place };

/** A new value. */
export interface NewField {
  path: Path;
  value: Value;
  timestamp: boolean;
}

/** Where a new key goes: beside one of its map's keys, or at the end of a map that has none. */
export type Place = { side: 'before' | 'after'; key: string } | null;
