import { dirname, resolve } from 'node:path';
import { defaultGenerator } from '../generators/default-generator.ts';
import type { Generator } from '../generators/generator.ts';
import { UserError } from '../model/error.ts';
import type { FieldRule, Rules } from '../model/rules.ts';
import type { Source } from '../model/source.ts';
import { parseChannel, parsePlaylist, parseVideos } from '../youtube/parse-source.ts';
import { parseAge, parseMoment, subtractAge } from './dates.ts';
import { defaultFields, defaults } from './defaults.ts';
import type { LoadedConfig } from './load.ts';
import type { Config } from './schema.ts';

/** The flags that commands share, as the command line gives them; none has a default there. */
export interface Flags {
  channel?: string;
  playlist?: string;
  video?: string[];
  from?: string;
  save?: string;
  content?: string;
  config?: string;
  since?: string;
  until?: string;
  limit?: number;
  match?: string;
  quotaLimit?: number;
  concurrency?: number;
  timeout?: number;
  apiRoot?: string;
  allowMissing?: boolean;
}

/** Everything that a command needs to know, resolved once. Paths are absolute. */
export interface Settings {
  /** Null: nothing says which channel. */
  source: Source | null;
  /** Whether the source is a playlist, given by flag, of a site that the config fills from another one. */
  isExcerpt: boolean;
  /** A snapshot to replay instead of the network. */
  from: string | null;
  save: string | null;
  content: string;
  lockfile: string;
  configFile: string | null;
  generator: Generator;
  rules: Rules;
  youtube: {
    apiKey: string | null;
    apiRoot: string;
    concurrency: number;
    quotaLimit: number | null;
    timeoutSeconds: number;
  };
}

/**
 * Merges flags, environment, config file and defaults, in this order.
 *
 * @param now the time of the run, from which ages such as `30d` count
 * @throws UserError for a flag's value that makes no sense
 */
export function resolveSettings(
  flags: Flags,
  environment: Record<string, string | undefined>,
  loaded: LoadedConfig | null,
  cwd: string,
  now: Date,
): Settings {
  const config = loaded?.config ?? {};
  const folder = loaded ? dirname(loaded.file) : cwd;
  const place = (flag: string | undefined, own: string | undefined, fallback: string) =>
    flag === undefined ? resolve(folder, own ?? fallback) : resolve(cwd, flag);
  return {
    source: findSource(flags, config),
    isExcerpt:
      flags.playlist !== undefined &&
      flags.playlist !== config.playlist &&
      (config.channel ?? config.playlist ?? config.videos) !== undefined,
    from: flags.from === undefined ? null : resolve(cwd, flags.from),
    save: flags.save === undefined ? null : resolve(cwd, flags.save),
    content: place(flags.content, config.content, defaults.content),
    lockfile: resolve(folder, config.lockfile ?? defaults.lockfile),
    configFile: loaded?.file ?? null,
    generator: defaultGenerator,
    rules: resolveRules(flags, config, now),
    youtube: {
      apiKey: environment['YOUTUBE_API_KEY']?.trim() || null,
      apiRoot:
        flags.apiRoot ?? (environment['YOUTUBE_API_ROOT'] || config.youtube?.apiRoot) ?? defaults.apiRoot,
      concurrency: flags.concurrency ?? config.youtube?.concurrency ?? defaults.concurrency,
      quotaLimit: flags.quotaLimit ?? config.youtube?.quotaLimit ?? null,
      timeoutSeconds: flags.timeout ?? config.youtube?.timeout ?? defaults.timeout,
    },
  };
}

function findSource(flags: Flags, config: Config): Source | null {
  const sourceOf = ({
    channel,
    playlist,
    videos,
  }: {
    channel?: string | undefined;
    playlist?: string | undefined;
    videos?: string[] | undefined;
  }): Source | null => {
    if (videos) return parseVideos(videos);
    if (playlist !== undefined) return parsePlaylist(playlist);
    if (channel !== undefined) return parseChannel(channel);
    return null;
  };
  return sourceOf({ ...flags, videos: flags.video }) ?? sourceOf(config);
}

function resolveRules(flags: Flags, config: Config, now: Date): Rules {
  const { filters = {}, urls = {} } = config;
  const moment = (name: 'since' | 'until') => {
    const text = flags[name] ?? filters[name];
    if (text === undefined) return null;
    const parsed = parseMoment(text, now, name === 'until');
    if (parsed === null) {
      throw new UserError(
        `--${name} is not a date: ${text}`,
        'Give a date such as 2024-01-31, or an age such as 30d, 6m or 5y.',
      );
    }
    return parsed;
  };
  const prune = urls.pruneAliases === undefined ? null : parseAge(urls.pruneAliases);
  return {
    fields: mergeFields(config.fields ?? {}),
    file: config.file ?? defaults.file,
    body: config.body ?? defaults.body,
    urls: {
      page: urls.page ?? defaults.urls.page,
      aliases: urls.aliases ?? [...defaults.urls.aliases],
      pruneBefore: prune && subtractAge(prune, now),
    },
    tags: { exclude: config.tags?.exclude ?? [] },
    filters: {
      since: moment('since'),
      until: moment('until'),
      limit: flags.limit ?? filters.limit ?? null,
      match: compileMatch(flags.match ?? filters.match),
      videoIds: flags.from === undefined ? null : askedVideos(flags),
      shorts: filters.shorts ?? defaults.filters.shorts,
      live: filters.live ?? defaults.filters.live,
      premieres: filters.premieres ?? defaults.filters.premieres,
      unlisted: filters.unlisted ?? defaults.filters.unlisted,
    },
    missing: config.missing ?? defaults.missing,
  };
}

/** A snapshot is replayed as a whole, but for `--video`. */
function askedVideos({ video }: Flags): string[] | null {
  const source = video && parseVideos(video);
  return source?.kind === 'videos' ? source.ids : null;
}

function compileMatch(pattern: string | undefined): RegExp | null {
  if (pattern === undefined) return null;
  try {
    return new RegExp(pattern, 'iu');
  } catch (error) {
    throw new UserError(
      `--match is not a regular expression: ${pattern}`,
      'Put a backslash before characters such as ( [ + ?',
      error,
    );
  }
}

/** The config's fields over the defaults: those of the defaults keep their place, others follow. */
function mergeFields(own: NonNullable<Config['fields']>): FieldRule[] {
  const merged = defaultFields.flatMap((rule): FieldRule[] => {
    const change = own[rule.key];
    if (change === false) return [];
    return [{ key: rule.key, value: change?.value ?? rule.value, update: change?.update ?? rule.update }];
  });
  for (const [key, rule] of Object.entries(own)) {
    if (rule === false || defaultFields.some((other) => other.key === key)) continue;
    merged.push({ key, value: rule.value ?? null, update: rule.update ?? 'if-missing' });
  }
  return merged;
}
