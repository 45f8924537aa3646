import * as v from 'valibot';
import { record } from '../model/validation.ts';
import { parseAge, parseMoment } from './dates.ts';
import { defaultFields, defaults, ledgerFields } from './defaults.ts';
import { knowsTokens, value } from './field-value.ts';

/** What stands as `expected` in the issue of a field that has no default, whose `input` is its key. */
export const knownField = 'field';

/** A key that may be absent, with what it is for. */
function key<Schema extends v.GenericSchema>(schema: Schema, meaning: string) {
  return v.optional(v.pipe(schema, v.description(meaning)));
}

function map<Entries extends v.ObjectEntries>(entries: Entries) {
  return v.pipe(record, v.strictObject(entries));
}

const text = v.pipe(v.string(), v.nonEmpty('must not be empty'));
const template = v.pipe(text, knowsTokens);

const pageFile = v.pipe(
  template,
  v.check(
    (input) =>
      !/^([A-Za-z]:|[\\/])/.test(input) &&
      !/(^|[\\/])\.\.?([\\/]|$)/.test(input) &&
      /\.(md|markdown)$/.test(input),
    'must be a path below the content folder that ends in .md',
  ),
);

const sitePath = v.pipe(template, v.regex(/^\/(?!\/)/, 'must begin with one /'));

const moment = v.pipe(
  v.string(),
  v.check(
    (input) => parseMoment(input, new Date(0)) !== null,
    'must be a date such as 2024-01-31 or an age such as 30d, 6m or 5y',
  ),
);

const age = v.pipe(
  v.string(),
  v.check((input) => parseAge(input) !== null, 'must be an age such as 30d, 6m or 5y'),
);

const pattern = v.pipe(
  v.string(),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return;
    try {
      new RegExp(dataset.value, 'iu');
    } catch (error) {
      addIssue({ message: `is not a regular expression (${(error as Error).message})` });
    }
  }),
);

const url = v.pipe(v.string(), v.trim(), v.url('must be a URL'));

function wholeNumber(least: number, most: number, message: string) {
  return v.pipe(v.number(), v.safeInteger(message), v.minValue(least, message), v.maxValue(most, message));
}

const count = wholeNumber(1, Number.MAX_SAFE_INTEGER, 'must be a whole number, 1 or more');

/** The names that rules had before, with those of today. */
const formerRules: Record<string, string> = { once: 'if-missing', follow: 'until-edited' };

const updateRule = v.picklist(
  ['on-create', 'if-missing', 'until-edited', 'always', 'append'],
  ({ input, message }) =>
    typeof input === 'string' && Object.hasOwn(formerRules, input)
      ? `\`${input}\` is called \`${formerRules[input]}\` now`
      : message,
);

const filterAction = v.pipe(
  v.union([v.picklist(['publish', 'skip']), v.boolean()]),
  v.transform((action) => (typeof action === 'string' ? action : action ? 'publish' : 'skip')),
);

const field = v.union(
  [
    v.literal(false),
    map({
      value: key(
        value,
        'A value; in texts, {tokens} are filled in. A text that is one token keeps its type.',
      ),
      update: key(updateRule, 'Who decides the value after it was first written.'),
    }),
  ],
  'must be false, or an object with a value',
);

type Field = v.InferOutput<typeof field>;

/** By way of a Map, because valibot's records leave out keys such as `constructor`, which a page may well have. */
const fields = v.pipe(
  record,
  v.transform((rules) => new Map(Object.entries(rules))),
  v.map(
    v.pipe(
      v.string(),
      v.check((name) => name !== '__proto__', 'cannot be a key'),
    ),
    field,
  ),
  v.rawCheck(checkFields),
  v.transform((rules): Record<string, Field> => Object.fromEntries(rules)),
);

/** It looks at fields that have mistakes of their own too, so that all mistakes are told at once. */
function checkFields({ dataset, addIssue }: v.RawCheckContext<Map<string, Field>>): void {
  if (!(dataset.value instanceof Map)) return;
  const input: Map<string, Partial<Field>> = dataset.value;
  for (const [name, rule] of input) {
    if (typeof rule !== 'object' || rule === null) continue;
    const path: [v.MapPathItem] = [{ type: 'map', origin: 'value', input, key: name, value: rule }];
    if (ledgerFields.includes(name)) {
      addIssue({ path, message: 'is filled from `urls`; here it can only be false' });
    } else if (rule.value === undefined && !defaultFields.some((other) => other.key === name)) {
      addIssue({ path, message: 'needs a value', input: name, expected: knownField });
    }
  }
  if (input.get('videoId') === false && input.get('ResourceId') === false) {
    addIssue({ message: 'must keep videoId or ResourceId: without them no page is found again' });
  }
}

/** What a config file may hold. README's reference and `schema.json` are made from this. */
export const configSchema = map({
  $schema: key(v.string(), 'For editors.'),
  channel: key(text, 'The channel: its id (UC…), its @handle, or its URL.'),
  playlist: key(text, 'A playlist instead of a channel: its id or its URL.'),
  videos: key(
    v.pipe(v.array(text), v.minLength(1, 'must name a video')),
    'Single videos instead of a channel: ids or URLs.',
  ),
  content: key(text, `The folder of the pages. Default: \`${defaults.content}\`.`),
  file: key(pageFile, `The file of a new page, below the content folder. Default: \`${defaults.file}\`.`),
  lockfile: key(text, `Remembers what the last import wrote. Default: \`${defaults.lockfile}\`.`),
  urls: v.optional(
    map({
      page: key(sitePath, `The URL of a page. Default: \`${defaults.urls.page}\`.`),
      aliases: key(
        v.array(sitePath),
        `The aliases that every page gets. Default: ${defaults.urls.aliases.map((alias) => `\`${alias}\``).join(', ')}.`,
      ),
      pruneAliases: key(
        age,
        'Take aliases of older pages out of `aliases`; the archive keeps them. Off by default.',
      ),
    }),
  ),
  fields: key(fields, 'Front matter keys by name: changed, dropped or added.'),
  tags: v.optional(map({ exclude: key(v.array(v.string()), 'Tags that no page gets, in any letter case.') })),
  body: key(
    v.pipe(v.string(), knowsTokens),
    'The body of a new page. `{description}` is the whole description here.',
  ),
  filters: v.optional(
    map({
      since: key(moment, 'Only videos published since: a date or an age.'),
      until: key(moment, 'Only videos published until: a date or an age.'),
      limit: key(count, 'Only the newest ones, so many.'),
      match: key(pattern, 'Only titles that match this regular expression, in any letter case.'),
      shorts: key(filterAction, `Shorts. Default: \`${defaults.filters.shorts}\`.`),
      live: key(filterAction, `Running live streams. Default: \`${defaults.filters.live}\`.`),
      premieres: key(
        filterAction,
        `Upcoming premieres and live streams. Default: \`${defaults.filters.premieres}\`.`,
      ),
      unlisted: key(filterAction, `Unlisted videos. Default: \`${defaults.filters.unlisted}\`.`),
    }),
  ),
  missing: key(
    v.picklist(['report', 'flag']),
    'Videos that left the channel: `report` names them, `flag` also writes `unavailable: true`.',
  ),
  youtube: v.optional(
    map({
      apiRoot: key(url, `Another server that speaks the API. Default: \`${defaults.apiRoot}\`.`),
      concurrency: key(
        wholeNumber(1, 16, 'must be a whole number from 1 to 16'),
        `Requests at once. Default: ${defaults.concurrency}.`,
      ),
      quotaLimit: key(count, 'Never spend more quota units than this in a run.'),
      timeout: key(count, `Seconds for all requests of a run. Default: ${defaults.timeout}.`),
    }),
  ),
});

export type Config = v.InferOutput<typeof configSchema>;

/** Says what a config file holds, or all that is wrong with it. */
export function checkConfig(input: unknown) {
  return v.safeParse(configSchema, input);
}
