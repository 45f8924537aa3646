import type { FieldRule } from '../model/rules.ts';

/** What a config needs to know of a generator: plain data, so that reading one loads no generator. */
export interface Conventions {
  /** As a config names it. */
  name: string;
  /** As people know it, for messages. */
  label: string;
  /** The front matter keys of a page's two lists. */
  urlLists: UrlLists;
  /** Whether its builds serve the live list: else only `redirects` does. */
  makesRedirects: boolean;
  /** What happens to unlisted videos if the config does not say: drafts, unless the generator builds those. */
  unlisted: 'draft' | 'skip';
  /** What holds if a config says nothing else: the seed's pages if there is such a preset. */
  presets: { minimal: Preset; seed?: Preset };
}

/** The front matter keys of a page's URL history. */
export interface UrlLists {
  /** The redirects that the generator makes today. */
  live: string;
  /** Every URL that the page ever had. */
  archive: string;
}

/** What a config may leave out. */
export interface Preset {
  /** The folder of the pages, from the folder of the config. */
  content: string;
  /** The file of a new page, below the content folder. */
  file: string;
  body: string;
  urls: {
    page: string;
    aliases: readonly string[];
    /** Whether a page's own URL is among its live redirects. */
    listsOwn: boolean;
  };
  /** In the order in which a new page has them. */
  fields: readonly FieldRule[];
}

/** The preset that holds if a config names none. */
export function findDefaultPreset({ presets }: Conventions): Preset {
  return presets.seed ?? presets.minimal;
}
