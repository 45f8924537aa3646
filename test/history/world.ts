import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import pico from 'picocolors';
import * as v from 'valibot';
import { checkSite as auditSite } from '../../src/commands/check.ts';
import { importSite } from '../../src/commands/import.ts';
import type { ConfigInput as Config } from '../../src/config/keys.ts';
import { configSchema } from '../../src/config/keys.ts';
import { type Flags, resolveSettings, type Settings } from '../../src/config/settings.ts';
import type { LocatedFinding } from '../../src/model/finding.ts';
import type { Plan } from '../../src/model/plan.ts';
import type { Context } from '../../src/pipeline/context.ts';
import type { SiteRun } from '../../src/pipeline/run-sites.ts';
import { formatJson } from '../../src/report/json.ts';
import { type ChannelVideo, makeSnapshot, makeVideo, type SeenVideo } from './channel.ts';
import type { Memory } from './memory.ts';
import { type PageText, readPage } from './page-text.ts';

/** What is read of the plan that `--json` prints. */
export interface PlanJson
  extends Pick<Plan, 'conflicts' | 'removed' | 'missing' | 'clashes' | 'problems' | 'kept'> {
  changes: { videoId: string; movedFrom?: string }[];
}

export interface FoundPage extends PageText {
  /** Below the content folder. */
  path: string;
}

/** Video id → its page. */
export type Pages = Map<string, FoundPage>;

/** A channel, a config and real files. */
export interface World {
  /** The site's folder: the config, the lockfile, the snapshot and `pages/`. */
  folder: string;
  videos: ChannelVideo[];
  config: Config;
  /** The lockfile before the last import, and what it knew: the other side of a merge. */
  earlier: { lockfile: string; memories: Map<string, Memory> };
}

export const now = new Date('2024-06-01T00:00:00Z');

export function makeWorld(folder: string, videoCount: number): World {
  return {
    folder,
    videos: Array.from({ length: videoCount }, (_, number) => ({
      ...makeVideo(number),
      // The last ones are published by and by, with titles that are there already.
      ...(number < videoCount - 2
        ? { standing: 'listed' as const }
        : { standing: 'unpublished' as const, title: makeVideo(number % 2).title }),
    })),
    config: { content: 'pages', urls: {}, fields: {} },
    earlier: { lockfile: '', memories: new Map() },
  };
}

export const contentOf = ({ folder }: World) => join(folder, 'pages');
export const lockfileOf = ({ folder }: World) => join(folder, 'tubematter-lock.json');

/** Reads all pages of videos. */
export function readPages(world: World): Pages {
  const pages: Pages = new Map();
  for (const path of listPages(contentOf(world))) {
    const page = { path, ...readPage(readFileSync(join(contentOf(world), path), 'utf8')) };
    const id = page.data['videoId'] ?? page.data['ResourceId'];
    if (typeof id === 'string') pages.set(id, page);
  }
  return pages;
}

/** Finds the page of a video, without reading what it says. */
export function findPage(world: World, videoId: string): { path: string; text: string } | undefined {
  const line = new RegExp(`^(?:videoId|ResourceId): ["']?${videoId}\\b`, 'm');
  for (const path of listPages(contentOf(world))) {
    const text = readFileSync(join(contentOf(world), path), 'utf8');
    if (line.test(text)) return { path, text };
  }
  return undefined;
}

function listPages(root: string): string[] {
  if (!existsSync(root)) return [];
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.md'))
    .sort();
}

export function writePage(world: World, path: string, text: string): void {
  const file = join(contentOf(world), path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

export function movePage(world: World, from: string, to: string): void {
  mkdirSync(dirname(join(contentOf(world), to)), { recursive: true });
  renameSync(join(contentOf(world), from), join(contentOf(world), to));
}

export function removePage(world: World, path: string): void {
  rmSync(join(contentOf(world), path));
}

/** A folder for worlds. Thousands of small files are written and flushed: memory is ten times as fast as a disk. */
export function makeRoot(): string {
  return mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'tubematter-history-'));
}

/** What tells whether an import touched a file. */
export function stampFiles(world: World): Record<string, string> {
  const files = [
    lockfileOf(world),
    ...listPages(contentOf(world)).map((path) => join(contentOf(world), path)),
  ];
  return Object.fromEntries(
    files
      .filter((file) => existsSync(file))
      .map((file) => {
        const { ino, mtimeNs, ctimeNs } = lstatSync(file, { bigint: true });
        return [file, `${ino} ${mtimeNs} ${ctimeNs} ${readFileSync(file, 'utf8')}`];
      }),
  );
}

/** The channel as an import sees it. Where the listing ends early, every third video is not read. */
export function seeVideos({ videos, config }: World, complete: boolean): SeenVideo[] {
  const read = videos.filter((_, number) => complete || number % 3 !== 0);
  const { since = '', match = '', shorts = 'publish', limit = Infinity } = config.filters ?? {};
  const kept = read
    .filter(({ standing }) => standing === 'listed')
    .filter(({ publishedAt }) => publishedAt >= since)
    .filter(({ title }) => title.toLowerCase().includes(match))
    .filter(({ shape }) => shorts === 'publish' || shape === 'wide')
    .sort((a, b) => (`${a.publishedAt} ${a.id}` < `${b.publishedAt} ${b.id}` ? 1 : -1))
    .slice(0, limit);
  return videos.map((video) => {
    const { standing } = video;
    if (standing === 'unpublished' || kept.includes(video)) return video;
    if (standing === 'listed') return { ...video, standing: read.includes(video) ? 'filtered' : 'unread' };
    return { ...video, standing: complete ? standing : 'unread' };
  });
}

/** Imports the channel as it is now, as the command does. */
export async function importChannel(
  world: World,
  complete = true,
): Promise<{ exitCode: number; plan: PlanJson }> {
  const snapshot = join(world.folder, 'channel.json');
  writeFileSync(snapshot, makeSnapshot(world.videos, complete));
  const { exitCode, result } = await runIn(world, { from: snapshot }, (settings, context) =>
    importSite(settings, { json: true, allowMissing: true }, context),
  );
  return { exitCode, plan: JSON.parse(formatJson(result)) };
}

/** What `check` finds now. */
export async function checkSite(world: World): Promise<LocatedFinding[]> {
  const { result } = await runIn(world, {}, (settings, context) =>
    auditSite(settings, { json: true }, context),
  );
  return result.findings;
}

/** Runs a command as the config is now. */
async function runIn<Result>(
  world: World,
  flags: Flags,
  command: (settings: Settings, context: Context) => Promise<SiteRun<Result>>,
): Promise<{ exitCode: number; result: Result }> {
  const loaded = {
    file: join(world.folder, 'tubematter.config.yaml'),
    config: v.parse(configSchema, world.config),
    layers: [],
  };
  const settings = resolveSettings(flags, {}, loaded, world.folder, now);
  const context: Context = {
    cwd: world.folder,
    environment: {},
    now,
    signal: new AbortController().signal,
    writeOut: () => {},
    hideSecrets: () => {},
    writeError: () => {},
    colours: pico.createColors(false),
    columns: undefined,
    isQuiet: false,
    isVerbose: false,
  };
  const { exitCode, result } = await command(settings, context);
  if (result === null) throw new Error('there is no result');
  return { exitCode, result };
}
