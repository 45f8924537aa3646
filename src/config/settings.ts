import { dirname } from 'node:path';
import { resolvePath } from '../files/paths.ts';
import type { Generator } from '../generators/generator.ts';
import { generators } from '../generators/generators.ts';
import { versionKey } from '../generators/versions.ts';
import { UserError } from '../model/error.ts';
import type { BodyRule, FieldRule, Rules } from '../model/rules.ts';
import type { Source } from '../model/source.ts';
import { formatNames } from '../redirects/format-names.ts';
import { type IdKeys, isIdKey, makeIdKeys } from '../site/id-keys.ts';
import { parseChannel, parsePlaylist, parseVideos } from '../youtube/parse-source.ts';
import { assertOwnKeys } from './assert-own-keys.ts';
import { parseAge, parseMoment, subtractAge } from './dates.ts';
import { chooseDefaults, type Defaults } from './defaults.ts';
import { mergeFields, namesVideo } from './fields.ts';
import { type Config, defaults } from './keys.ts';
import type { LoadedConfig } from './load.ts';
import { overrideConfig } from './override.ts';

/** The flags that commands share, as the command line gives them, without defaults. */
export interface Flags {
  channel?: string;
  playlist?: string;
  video?: string[];
  content?: string;
  from?: string;
  save?: string;
  refresh?: 'list';
  /** Fields that the preset gives only to new pages are filled in on all. */
  presetChanges?: boolean;
  /** The config, or several sites' configs; patterns too. */
  config?: string[];
  /** Those that only set a key of the config. */
  [others: string]: unknown;
}

/** All that a command needs to know, resolved once. Paths are absolute. */
export type Settings = ReturnType<typeof resolveSettings>;

/**
 * Resolves flags, environment, config file and defaults, in this order.
 *
 * @param now the time of the run, from which ages such as `30d` count
 * @throws UserError for a channel, a playlist, a video or a variable that makes no sense
 */
export function resolveSettings(
  flags: Flags,
  environment: Record<string, string | undefined>,
  loaded: LoadedConfig | null,
  cwd: string,
  now: Date,
) {
  const folder = loaded ? dirname(loaded.file) : cwd;
  const written = loaded?.config ?? defaults;
  const config = overrideConfig(written, flags, environment);
  const idKeys = makeIdKeys(config.pages.id);
  const chosen = chooseDefaults(config);
  const generator = findGenerator(chosen);
  const rules = makeRules(config, chosen, flags, now);
  assertOwnKeys(rules.fields, generator, idKeys, config.pages.id);
  assertFound(rules, idKeys);
  const { apiRoot, concurrency, quotaLimit = null, timeout } = config.youtube;
  return {
    /** Null: nothing says which channel. */
    source: findSource({ ...flags, videos: flags.video }) ?? findSource(written),
    /** Whether the source is a playlist, given by flag, of a site that the config fills from another one. */
    isExcerpt:
      flags.playlist !== undefined &&
      flags.playlist !== written.playlist &&
      (written.channel ?? written.playlist ?? written.videos) !== undefined,
    /** A snapshot to replay instead of the network. */
    from: flags.from === undefined ? null : resolvePath(cwd, flags.from, '--from'),
    /** `list`: all videos are listed, those that are known too. */
    refresh: flags.refresh ?? null,
    save: flags.save === undefined ? null : resolvePath(cwd, flags.save, '--save'),
    content:
      flags.content === undefined
        ? resolvePath(folder, config.content, 'The key `content`')
        : resolvePath(cwd, flags.content, '--content'),
    lockfile: resolvePath(folder, config.lockfile, 'The key `lockfile`'),
    redirects: listRedirects(config, folder),
    /** The address of the site; null: the config does not say. */
    site: config.site ?? null,
    configFile: loaded?.file ?? null,
    generator,
    /** Of the generator; absent: the config does not say. */
    version: config[versionKey],
    /** How the front matter of new pages is written. */
    style: { opening: findOpening(config, generator), lists: config.lists },
    idKeys: { ...idKeys, preferred: config.pages.id[0] ?? findIdField(rules, idKeys) },
    rules,
    youtube: {
      apiKey: environment[config.key]?.trim() || null,
      keyVariable: config.key,
      apiRoot,
      concurrency,
      quotaLimit,
      timeoutSeconds: timeout,
    },
  };
}

function findGenerator({ generator: { name, urlLists } }: Defaults): Generator {
  const found = generators.find((generator) => generator.name === name);
  if (!found) throw new Error(`there is no generator ${name}`);
  return { ...found, urlLists };
}

/** The files of redirects that imports keep current. */
function listRedirects({ redirects }: Config, folder: string) {
  return formatNames.flatMap((name) => {
    const { [name]: path } = redirects;
    const by = `The key \`redirects.${name}\``;
    return path === undefined ? [] : [{ name, by, file: resolvePath(folder, path, by) }];
  });
}

/** @throws UserError for a format that the generator does not read: its new pages would have no title and no URL */
function findOpening({ format }: Config, { label, openings }: Generator): string {
  const opening = openings[format];
  if (opening !== undefined) return opening;
  throw new UserError(
    `${label} does not read front matter in ${format.toUpperCase()}.`,
    `Set \`format\` to ${Object.keys(openings).join(' or ')}.`,
  );
}

/** @throws UserError if no field says which video a page is about: the next import would make all pages again */
function assertFound({ fields }: Rules, idKeys: IdKeys): void {
  const holders = fields.filter(({ value }) => namesVideo(value));
  if (holders.length === 0 || holders.some(({ key }) => isIdKey(key, idKeys))) return;
  throw new UserError(
    `No page would be found again: ${holders.map(({ key }) => key).join(' and ')} is not known as the key of a video's id.`,
    'Name it in `pages.id` in the config.',
  );
}

/** The key by which new pages name their video, better by its id than by its URL. */
function findIdField({ fields }: Rules, idKeys: IdKeys): string {
  const holders = fields.filter(({ key, value }) => namesVideo(value) && isIdKey(key, idKeys));
  const found =
    holders.find(({ key }) => key === idKeys.preferred) ??
    holders.find(({ value }) => value === '{videoId}') ??
    holders[0];
  return found?.key ?? idKeys.preferred;
}

interface NamedSource {
  channel?: string | undefined;
  playlist?: string | undefined;
  videos?: readonly string[] | undefined;
}

function findSource({ channel, playlist, videos }: NamedSource): Source | null {
  if (videos) return parseVideos(videos);
  if (playlist !== undefined) return parsePlaylist(playlist);
  return channel === undefined ? null : parseChannel(channel);
}

/** Letter case does not count. */
function makePattern(source: string): RegExp {
  return new RegExp(source, 'iu');
}

function makeRules(config: Config, chosen: Defaults, flags: Flags, now: Date): Rules {
  const { urls, filters } = config;
  const prune = urls.pruneAliases === undefined ? null : parseAge(urls.pruneAliases);
  return {
    fields: mergeFields(config.fields, flags.presetChanges ? fillIn(chosen) : chosen),
    file: config.file,
    body: makeBodyRule(config.body, chosen),
    description: {
      cut: config.description.cut.map(makePattern),
      drop: config.description.drop.map(makePattern),
    },
    slugs: { locale: config.slugs.locale ?? null, unicode: config.slugs.unicode },
    urls: {
      page: urls.page,
      aliases: urls.aliases,
      listsOwn: chosen.preset.urls.listsOwn,
      pruneBefore: prune && subtractAge(prune, now),
      gone: urls.gone,
    },
    tags: { exclude: new Set(config.tags.exclude.map((tag) => tag.toLowerCase())) },
    filters: {
      ...filters,
      since: filters.since === undefined ? null : parseMoment(filters.since, now),
      until: filters.until === undefined ? null : parseMoment(filters.until, now, true),
      limit: filters.limit ?? null,
      maxNew: filters.maxNew ?? null,
      match: filters.match === undefined ? null : makePattern(filters.match),
      // A snapshot is replayed as a whole, except for `--video`.
      videoIds: flags.from !== undefined && flags.video ? parseVideos(flags.video).ids : null,
    },
    missing: config.missing,
    existing: config.existing,
  };
}

/** What would apply if the preset filled in on all pages what it gives only to new ones. */
function fillIn(chosen: Defaults): Defaults {
  const fill = (rule: FieldRule): FieldRule =>
    rule.update === 'on-create' ? { ...rule, update: 'if-missing' } : rule;
  return { ...chosen, fields: chosen.fields.map(fill) };
}

function makeBodyRule(body: Config['body'], { preset }: Defaults): BodyRule {
  const { value: template = preset.body, update = 'on-create' } =
    typeof body === 'string' ? { value: body } : body;
  return { template, update };
}
