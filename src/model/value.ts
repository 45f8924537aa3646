/** A front matter value, as JSON has it. Dates are strings such as `2020-04-14T19:09:07Z`. */
export type Value = string | number | boolean | null | Value[] | { [key: string]: Value };

/** Whether a value is a map, not a list. */
export function isMap(value: Value | undefined): value is { [key: string]: Value } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** One front matter key and its value, in the order in which a page has them. */
export interface Field {
  key: string;
  value: Value;
  /** True if a string is to be written as a bare YAML timestamp (`date: 2020-04-14T19:09:07Z`). */
  timestamp?: boolean | undefined;
}

/** Why a field changes, for people and for `--json`. */
export type Reason =
  | 'new-page' // the page is new
  | 'missing' // the page has no such key, or an empty one
  | 'youtube-changed' // YouTube's value is another one now
  | 'new-entry' // a list lacks an entry that the config wants
  | 'url-history' // a URL that the page has or had
  | 'pruned' // an alias older than `urls.pruneAliases`
  | 'new-upload' // the video was uploaded again under another id
  | 'unavailable' // the video left the channel
  | 'available-again'
  | 'withheld' // an import made the page a draft, and the generator is another one now
  | 'published' // the video is public, and its page was a draft of an import's
  | 'branch'; // it differs on a pull request's branch, and an import into the base would not change it so

/**
 * What happens to one front matter key of an existing page. `splitText`: the entries that its one text stands for, if
 * the generator reads several in it.
 */
export type FieldChange = { key: string; reason: Reason } & (
  | { action: 'set'; before?: Value | undefined; after: Value; timestamp?: boolean | undefined }
  | { action: 'append'; entries: Value[]; splitText?: string[] }
  | { action: 'prune'; entries: string[]; splitText?: string[] }
  | { action: 'remove'; before: Value }
);
