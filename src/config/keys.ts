import * as v from 'valibot';
import { formatNames as frontMatterFormats, listStyles } from '../frontmatter/format.ts';
import { knownGenerators } from '../generators/known-generators.ts';
import { aboutVersion, versionKey } from '../generators/versions.ts';
import { isRecord } from '../model/validation.ts';
import { slugLocales } from '../plan/slug.ts';
import { keyVariable } from '../youtube/credential.ts';
import { key, map, section } from './declare.ts';
import { builtInDefaults, chooseDefaults, type Defaults, listChosen } from './defaults.ts';
import { makeFields } from './fields.ts';
import { goneUrls } from './gone-urls-schema.ts';
import { redirectFiles } from './redirects-schema.ts';
import * as values from './value-schemas.ts';

const { preset, generator } = builtInDefaults;

const fieldsDescription =
  'Front matter keys by name: changed, dropped or added. A string alone stands for its value.';

const entries = {
  $schema: key(v.string(), { description: 'For editors.' }),
  extends: key(v.union([values.text, v.array(values.text)], 'must be a path, or a list of paths'), {
    description:
      'Configs that this one builds on; of several, the last counts most. Maps are merged key by key, all else is replaced; paths in them, but for `extends`, start at this file.',
  }),
  channel: key(values.text, {
    description: 'The channel: its id (UC…), its @handle, or its URL.',
    flag: { syntax: '--channel <id|@handle|URL>', summary: 'the channel' },
  }),
  playlist: key(values.text, {
    description: 'A playlist instead of a channel: its id or its URL.',
    flag: { syntax: '--playlist <id|URL>', summary: 'a playlist instead' },
  }),
  videos: key(v.pipe(v.array(values.text), v.minLength(1, 'must name a video')), {
    description: 'Single videos instead of a channel: ids or URLs.',
    flag: { syntax: '--video <id|URL...>', summary: 'single videos instead' },
  }),
  key: key(values.keyVariable, {
    description:
      'The environment variable that holds the API key: a name in capitals with YOUTUBE in it, never the key itself.',
    default: keyVariable,
  }),
  generator: key(v.picklist(knownGenerators.map(({ name }) => name)), {
    description: `What builds the site: ${joinLabels()}. It decides URLs, and all defaults of this table that say so.`,
    default: generator.name,
  }),
  preset: key(v.picklist(['minimal', 'seed']), {
    description:
      'The fields and templates to begin with: `minimal`, what every site of the generator knows, or `seed`, the pages shown above. Default: `seed` if the generator has it, otherwise `minimal`.',
  }),
  site: key(values.siteAddress, {
    description: 'The address of the site, such as `https://example.org`: reports link pages there.',
  }),
  content: key(values.text, {
    description: 'The folder of the pages.',
    default: preset.content,
    flag: { syntax: '--content <dir>', summary: 'the folder of the pages' },
  }),
  file: key(values.pageFile, {
    description: 'The file of a new page, below the content folder. What no file name can hold is left out.',
    default: preset.file,
    formerly: 'path',
  }),
  format: key(v.picklist(frontMatterFormats), {
    description: 'How the front matter of new pages is written. Pages that exist keep their own format.',
    default: 'yaml',
  }),
  lists: key(v.picklist(listStyles), {
    description:
      'How new pages write lists in YAML: `lines`, an entry a line, or `brackets`. Pages that exist keep their own way.',
    default: 'lines',
  }),
  pages: section({
    id: key(v.array(values.idKey), {
      description:
        'Keys of your own that name the video of a page, with dots below maps. The usual ones are known without it.',
      default: [],
    }),
  }),
  lockfile: key(values.text, {
    description: 'The lockfile, which remembers what the last import wrote.',
    default: 'tubematter-lock.json',
    formerly: 'lock',
  }),
  [versionKey]: key(values.version, { description: aboutVersion }),
  urls: section({
    keys: section({
      live: key(values.text, {
        description: 'The front matter key of the redirects that the site makes today.',
        default: generator.urlLists.live,
      }),
      archive: key(values.text, {
        description: 'The front matter key of every URL that a page ever had.',
        default: generator.urlLists.archive,
      }),
    }),
    page: key(values.pageUrl, { description: 'The URL of a page.', default: preset.urls.page }),
    aliases: key(v.array(values.sitePath), {
      description: 'The aliases that every page gets.',
      default: preset.urls.aliases,
    }),
    pruneAliases: key(values.age, {
      description:
        'Removes the aliases of older pages from `aliases`; the archive keeps them. Off by default.',
    }),
    gone: key(goneUrls, {
      description:
        'URLs of pages that you removed: each with `410`, or with the address that it leads to. A list is short for `410`.',
      default: {},
    }),
  }),
  redirects: key(redirectFiles, {
    description:
      'Files of redirects that imports keep current, by host: `{ netlify: static/_redirects }`. Rules of your own in them stay.',
    default: {},
  }),
  slugs: section({
    locale: key(v.picklist(slugLocales), {
      description: 'The language of the titles, for letters such as ä: with `de` it becomes ae instead of a.',
    }),
    unicode: key(v.boolean(), {
      description: 'Keeps letters of scripts other than Latin.',
      default: false,
    }),
  }),
  fields: key(makeFields(builtInDefaults), { description: fieldsDescription, default: {} }),
  tags: section({
    exclude: key(v.array(v.string()), {
      description: 'Tags that no page gets, in any letter case.',
      default: [],
    }),
  }),
  body: key(values.body, {
    description:
      'The body of a new page. `{description}` is the whole description here. With `{ value, update: if-missing }` it also fills bodies that are empty.',
    default: preset.body,
  }),
  description: section({
    cut: key(v.array(values.pattern), {
      description:
        'Regular expressions, tried on each line of a description in any letter case: it ends before the first line that one matches.',
      default: [],
    }),
    drop: key(v.array(values.pattern), {
      description: 'Likewise: lines that one matches are left out.',
      default: [],
    }),
  }),
  filters: section({
    since: key(values.moment, {
      description: 'Only videos published since this date or age.',
      flag: { syntax: '--since <date|age>', summary: 'published since, such as 2024-01-31 or 30d' },
    }),
    until: key(values.moment, {
      description: 'Only videos published until this date or age.',
      flag: { syntax: '--until <date|age>', summary: 'published until' },
    }),
    limit: key(values.count, {
      description: 'At most this many videos, newest first.',
      flag: { syntax: '--limit <count>', summary: 'at most this many, newest first' },
    }),
    maxNew: key(values.count, {
      description: 'At most this many new pages in a run, those of the newest videos; the others wait.',
      flag: { syntax: '--max-new <count>', summary: 'at most this many new pages, newest first' },
    }),
    match: key(values.pattern, {
      description: 'Only titles that match this regular expression, in any letter case.',
      flag: { syntax: '--match <pattern>', summary: 'titles that match this regular expression' },
    }),
    shorts: key(values.filterAction, { description: 'Shorts.', default: 'publish' }),
    live: key(values.filterAction, { description: 'Running live streams.', default: 'skip' }),
    premieres: key(values.filterAction, {
      description: 'Upcoming premieres and live streams.',
      default: 'skip',
      formerly: 'upcoming',
    }),
    unlisted: key(values.filterAction, {
      description:
        'Unlisted videos, which a playlist, a snapshot or `--video` may hold: `draft`, or `skip` where the generator builds drafts.',
      default: generator.unlisted,
    }),
  }),
  existing: key(v.picklist(['fill', 'leave']), {
    description:
      'Pages that were there before: `fill` lets imports write into them by the update rules, `leave` only keeps their URLs.',
    default: 'fill',
  }),
  missing: key(v.picklist(['report', 'flag', 'draft']), {
    description:
      'Videos that left the channel: `report` names them, `flag` also writes `unavailable: true`, `draft` turns their pages into drafts.',
    default: 'report',
  }),
  youtube: section({
    apiRoot: key(values.url, {
      description: 'Another server with the same API.',
      default: 'https://youtube.googleapis.com',
      flag: { syntax: '--api-root <url>', summary: 'another server' },
      variable: 'YOUTUBE_API_ROOT',
    }),
    concurrency: key(values.wholeNumber(1, 16, 'must be a whole number from 1 to 16'), {
      description: 'How many requests for videos run at once, beside those for the channel and its list.',
      default: 8,
      flag: { syntax: '--concurrency <count>', summary: 'requests for videos at once' },
    }),
    quotaLimit: key(values.count, {
      description: 'The most quota units to spend in a run.',
      flag: { syntax: '--quota-limit <units>', summary: 'the most quota units to spend' },
    }),
    timeout: key(values.count, {
      description: 'The most seconds that all requests of a run may take together.',
      default: 900,
      flag: { syntax: '--timeout <seconds>', summary: 'for all requests together' },
    }),
  }),
};

/** All keys of the config. `schema.json`, the references and the flags of the command line are made from this. */
export const configSchema = map(entries);

/** What a config file may hold: any key may be absent. */
export type ConfigInput = v.InferInput<typeof configSchema>;

/** The same with the defaults filled in. */
export type Config = v.InferOutput<typeof configSchema>;

/** What applies unless a flag, the environment or the config file says otherwise. */
export const defaults: Config = v.parse(configSchema, {});

/** Says what a config file holds, or all that is wrong with it. Its generator and its preset decide the defaults. */
export function checkConfig(input: unknown) {
  const chosen = chooseDefaults(input);
  const schema = map({
    ...entries,
    preset: key(makePreset(chosen), { description: '' }),
    fields: key(makeFields(chosen), { description: fieldsDescription, default: {} }),
  });
  return v.safeParse(schema, isRecord(input) ? fillDefaults(input, chosen) : input);
}

function makePreset({ generator: { presets } }: Defaults) {
  return presets.seed
    ? v.picklist(['minimal', 'seed'])
    : v.picklist(['minimal'], 'must be minimal, the only preset of this generator');
}

function fillDefaults(given: Record<string, unknown>, chosen: Defaults): unknown {
  return listChosen(chosen).reduce<unknown>((filled, { path, value }) => fillAt(filled, path, value), given);
}

/** Anything else in a section's place stays: the schema will complain. */
function fillAt(section: unknown, [name = '', ...rest]: readonly string[], value: unknown): unknown {
  if (!isRecord(section)) return section;
  const { [name]: given } = section;
  if (rest.length > 0) return { ...section, [name]: fillAt(given === undefined ? {} : given, rest, value) };
  return given === undefined ? { ...section, [name]: value } : section;
}

function joinLabels(): string {
  const names = knownGenerators.map(({ name, label }) => `\`${name}\` for ${label}`);
  return `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
}
