import type { Value } from './value.ts';

/** Who decides a field's value. The table stands in the README under "Who owns a field". */
export type Ownership = 'once' | 'follow' | 'always' | 'append';

/** One managed front matter key: its template and its owner. */
export interface FieldRule {
  key: string;
  value: Value;
  own: Ownership;
}

/** What decides the plan, apart from videos, pages and lock. Dates are `YYYY-MM-DDTHH:MM:SSZ`. */
export interface Rules {
  fields: FieldRule[];
  /** Path template of new pages below the content folder, with `/`. */
  path: string;
  body: string;
  urls: {
    page: string;
    aliases: string[];
    /** Aliases of pages published before this moment leave `aliases`; null: never. */
    pruneBefore: string | null;
  };
  tags: { exclude: string[] };
  filters: Filters;
  missing: 'report' | 'flag';
}

export interface Filters {
  since: string | null;
  until: string | null;
  limit: number | null;
  match: RegExp | null;
  /** Only these videos, where given. */
  videoIds: string[] | null;
  shorts: boolean;
  live: boolean;
  upcoming: boolean;
}
