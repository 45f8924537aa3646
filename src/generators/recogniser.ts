import type { Value } from '../model/value.ts';

/** How to recognise the sites of a generator, and what a starter config for one says. Pure: the texts are handed in. */
export interface Recogniser {
  /** As people know the generator. */
  label: string;
  /** The files that may tell, from the folder of the site, with `/`. */
  files: readonly string[];
  /**
   * Recognises a site.
   *
   * @param texts those of `files` that exist, in that order, with their texts
   * @returns null if the site is none of this generator
   */
  recognise(texts: ReadonlyMap<string, string>): RecognisedSite | null;
  starter: Starter;
}

export interface RecognisedSite {
  /** The config file that gave the site away. */
  file: string;
  /** The folder below which URLs begin, from the folder of the site. */
  base: string;
  /** All such folders, if there may be others. */
  folders?: readonly string[];
}

/** What a starter config for a generator says. */
export interface Starter {
  /** Which of the default fields mean something to the generator: all of them, or those that every site knows. */
  preset: 'full' | 'minimal';
  /** Whether the generator makes redirects of a page's aliases by itself. */
  servesAliases: boolean;
  /** The default field that a page needs if its URL is not that of its folder and slug; null: there is none. */
  urlField: string | null;
  /** What stands in front of the name of a folder of pages, and not in its URL. */
  folderPrefix: string;
  /**
   * What the site's config must say of the folder of the pages.
   *
   * @param quote writes a text as YAML
   * @returns one line; null if there is nothing to say
   */
  explainFolder(folder: string, configFile: string, quote: (text: string) => string): string | null;
  /** What a page needs beside the default fields to be served under its URL, and its text to be left alone. */
  listFields(url: string): { key: string; value: Value; why: string }[];
}

/** What a generator needs that serves Markdown as it stands, each page under its folder and name. */
export const plainStarter: Starter = {
  preset: 'minimal',
  servesAliases: false,
  urlField: null,
  folderPrefix: '',
  explainFolder: () => null,
  listFields: () => [],
};

/**
 * Finds a setting by a pattern in the first of the files.
 *
 * @returns the file, and the pattern's first group; null if there is no file
 */
export function findSetting(
  texts: ReadonlyMap<string, string>,
  pattern: RegExp,
): { file: string; setting: string | undefined } | null {
  for (const [file, text] of texts) return { file, setting: pattern.exec(text)?.[1]?.trim() };
  return null;
}

/** File names: one name with several endings. */
export function withEndings(name: string, endings: string): string[] {
  return endings.split(' ').map((ending) => `${name}.${ending}`);
}
