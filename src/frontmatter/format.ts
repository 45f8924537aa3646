import type { Field, Value } from '../model/value.ts';
import type { Splice } from './splice.ts';

export type LineEnd = '\n' | '\r\n';

/** Where a page's front matter lies. All offsets count UTF-16 units from the start of the text. */
export interface Block {
  /** The first character that belongs to the front matter: that of the opening fence. */
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

/** A way to write front matter. Adding one takes a folder, and a line in `formats.ts`. */
export interface Format {
  /** The language that gray-matter is told: `yaml`. */
  language: string;

  /**
   * Finds the block of a page that is written in this format. Only that is done for every page of a site.
   *
   * @param text the whole page
   * @returns null if the page begins in another way
   * @throws FrontMatterError on a block that site generators, a parser and people would read in different ways
   */
  findBlock(text: string): Block | null;

  /**
   * Reads a block's values, as fast as the format can. Dates are strings.
   *
   * @param line the line in the file, from 1, at which the source begins; for errors
   * @returns keys in the block's own spelling, and no inherited ones
   * @throws FrontMatterError if the source cannot be read
   */
  readValues(source: string, line: number): Record<string, Value>;

  /**
   * Takes a block apart, for edits and for questions about where something stands.
   *
   * @param line the line in the file, from 1, at which the source begins; for errors
   * @param eol ends new lines
   * @throws FrontMatterError if the source cannot be read
   */
  openEditor(source: string, line: number, eol: LineEnd): Editor;

  /** Writes the front matter of a new page, fences included: keys in the order given, LF line ends. */
  formatBlock(fields: readonly Field[]): string;
}

/** A block taken apart. All offsets count UTF-16 units from the start of its source. */
export interface Editor {
  /** As `readValues` gives them. */
  readonly values: Record<string, Value>;
  /** The keys that stand in the block itself, in their order. */
  readonly keys: readonly string[];
  /** The texts of all comments. */
  readonly comments: readonly string[];

  /**
   * Plans all changes of a page at once: in some formats one depends on its neighbours.
   *
   * @param changes each about another key
   * @returns splices of the source, in any order. Those at one offset are applied as they stand here
   * @throws EditError if a change cannot be made without touching more than it should
   */
  planSplices(changes: readonly KeyChange[]): Splice[];

  /**
   * Finds where a key stands, or an entry of its list. A key in another letter case counts if none matches exactly.
   *
   * @param entry an index; null for the key itself
   * @returns the key's place if the entry has none of its own; null without such a key
   */
  findOffset(key: string, entry: number | null): number | null;
}

/** What becomes of one key. `timestamp` says that the value is a point in time, if the format has such a type. */
export type KeyChange =
  | { action: 'replace'; key: string; value: Value; timestamp: boolean }
  | { action: 'remove'; key: string }
  | { action: 'add'; key: string; value: Value; timestamp: boolean; place: Place };

/** Where a new key goes: beside one of the block's keys, or at the end of a block that has none. */
export type Place = { side: 'before' | 'after'; key: string } | null;
