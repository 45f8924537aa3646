/** How to recognise the sites of a generator, and what a starter config for one says. Pure: the texts are handed in. */
export interface Recogniser {
  /** The files that may tell, from the folder of the site, with `/`. */
  files: readonly string[];
  /**
   * Recognises a site.
   *
   * @param texts those of `files` that exist, in that order, with their texts
   * @returns null if the site does not use this generator
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

/** What a starter config for a generator says besides its name. */
export interface Starter {
  /** Whether the generator makes redirects of a page's live list by itself. */
  servesAliases: boolean;
  /** Finds the scheme and host of the site in the config file that gave it away; null: they are not there. */
  address: RegExp | null;
  /** The field that a page needs if its URL is not the one that the site's rules make; null: there is none. */
  urlField: string | null;
  /** The prefix of a page folder's name that is not in its URL. */
  folderPrefix: string;
  /** The prefix of a file's name that keeps it out of a build. */
  hiddenPrefix: string;
  /** The file of a new page in such a folder; null: the preset's. */
  findFile(folder: string): string | null;
  /**
   * The files of the generator's example site by which a site shows pages about videos, each with a player.
   *
   * @returns empty if the site may have its own way to show them
   */
  listLayouts(place: StarterPlace): LayoutFile[];
  /** What is left to do in the site for its pages to be shown, and their old URLs to lead to them. */
  listSteps(place: StarterPlace): string[];
}

/** A file to copy: from the folder of the example, to one below the folder of the site. */
export interface LayoutFile {
  from: string;
  to: string;
}

/** Where the pages of a starter config go. */
export interface StarterPlace {
  /** From the folder of the site. */
  folder: string;
  /** The template of their URLs. */
  url: string;
  /** The site's own files, as `isSiteFile` picks them. */
  files: ReadonlyMap<string, string>;
  /** The names of the folders in the site's own that hold something. */
  folders: readonly string[];
  /** Whether the site shows pages about videos in some way: it has some, or what shows them was copied. */
  hasPages: boolean;
}

/** What a generator needs that serves each Markdown page under its folder and name. */
export const plainStarter: Starter = {
  servesAliases: false,
  address: null,
  urlField: null,
  folderPrefix: '',
  hiddenPrefix: '',
  findFile: () => null,
  listLayouts: () => [],
  listSteps: () => [],
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

/** Files that go to the same place in a site as in the example. */
export function keepPlaces(paths: readonly string[]): LayoutFile[] {
  return paths.map((path) => ({ from: path, to: path }));
}

/** File names: one name with several endings. */
export function withEndings(name: string, endings: string): string[] {
  return endings.split(' ').map((ending) => `${name}.${ending}`);
}
