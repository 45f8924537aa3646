import type { Value } from './value.ts';

/** Who decides a field's value after it was first written. See the table "Who owns a field" in the README. */
export type UpdateRule = 'on-create' | 'if-missing' | 'until-edited' | 'always' | 'append';

/** One managed front matter key: its template and its update rule. */
export interface FieldRule {
  key: string;
  value: Value;
  update: UpdateRule;
}

/** What a page's body is made of, and when it is written. */
export interface BodyRule {
  template: string;
  /** `if-missing`: also into a page without a body, by the first import that knows it. */
  update: 'on-create' | 'if-missing';
}

/** What the plan depends on, apart from videos, pages and lockfile. Dates are `YYYY-MM-DDTHH:MM:SSZ`. */
export interface Rules {
  fields: FieldRule[];
  /** Template of a new page's file, below the content folder, with `/`. */
  file: string;
  body: BodyRule;
  /** Lines of descriptions that are left out: all from the first that `cut` matches, and each that `drop` matches. */
  description: { cut: readonly RegExp[]; drop: readonly RegExp[] };
  slugs: {
    /** The language whose spelling slugify uses; null: none. */
    locale: string | null;
    /** Whether letters of other scripts stay. */
    unicode: boolean;
  };
  urls: {
    page: string;
    aliases: string[];
    /** Whether a page's own URL stands among its live redirects. */
    listsOwn: boolean;
    /** Aliases of pages published before this moment leave `aliases`; null: never. */
    pruneBefore: string | null;
    /** What happens to URLs of pages that are gone. */
    gone: readonly GoneUrl[];
  };
  /** In lower case. */
  tags: { exclude: ReadonlySet<string> };
  filters: Filters;
  missing: 'report' | 'flag' | 'draft';
  /** Whether imports write into pages that existed before. */
  existing: 'fill' | 'leave';
}

/** A URL of a page that is gone, as a path of the site. */
export interface GoneUrl {
  from: string;
  /** A path of the site or an absolute URL; null: nowhere, it is gone for good. */
  to: string | null;
}

/** What happens to a kind of video. */
type FilterAction = 'publish' | 'draft' | 'skip';

interface Filters {
  since: string | null;
  until: string | null;
  limit: number | null;
  /** At most this many new pages. */
  maxNew: number | null;
  match: RegExp | null;
  /** Only these videos, if given. */
  videoIds: string[] | null;
  shorts: FilterAction;
  live: FilterAction;
  /** Upcoming live streams too. */
  premieres: FilterAction;
  unlisted: FilterAction;
}
