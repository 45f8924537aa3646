import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Settings } from '../config/settings.ts';
import { pathBelow } from '../files/paths.ts';
import { runProgram } from '../files/run-program.ts';
import type { Generator } from '../generators/generator.ts';
import type { ServedSite, SiteFiles } from '../generators/served-site.ts';
import { UserError } from '../model/error.ts';
import type { Page, UnreadablePage } from '../model/page.ts';
import type { Problem } from '../model/problem.ts';
import type { SiteRules } from '../plan/read-claims.ts';
import { type Scan, scanPages, scanPagesBeside } from '../site/scan.ts';
import { findSiteFolder, readSiteFiles, type SiteFolder } from '../site/site-files.ts';
import { count } from '../text/counts.ts';
import type { Context } from './context.ts';
import { type KnownLockfile, readLockfile } from './lockfile-store.ts';

/** The site as it is on the disk: pages and lockfile. */
export interface Site extends Scan, KnownLockfile {
  /** Pages elsewhere in the site, their paths from the content folder too. */
  others: Page[];
  /** Unreadable ones elsewhere: an import needs only their URLs. */
  unreadableOthers: UnreadablePage[];
  /** The path of the content folder below the whole site's; `''` if they are the same, or there is no other. */
  place: string;
  served: ServedSite;
  /** Whether a build of the site publishes the lockfile. */
  publishesLockfile: boolean;
  /** The site's, from its own configuration; null if that does not say. */
  mainLanguage: string | null;
}

/**
 * Makes sure that a missing content folder is a new one: a typo in its name would look as if all pages were removed.
 *
 * @throws UserError if the lockfile knows pages, unless `--allow-missing` was given
 */
export function assertContentFolder(
  { content, lockfile: file }: Settings,
  { allowMissing }: { allowMissing?: boolean },
): void {
  if (allowMissing || existsSync(content)) return;
  const { pages } = readLockfile(file).lockfile;
  const present = Object.values(pages).filter(({ removedSince }) => removedSince === undefined);
  if (present.length === 0) return;
  throw new UserError(
    `There is no folder ${content}, but the lockfile ${file} knows ${count(present.length, 'page')}. Nothing was changed.`,
    'Check `content` in the config, or the path given with --content. If you removed all pages, run again with --allow-missing.',
  );
}

/**
 * Reads the pages. A lost or damaged lockfile is reported, and loses no edit.
 *
 * @param known the lockfile as it was read
 * @throws UserError if the content folder cannot be read
 */
export async function readSite(settings: Settings, context: Context, known: KnownLockfile): Promise<Site> {
  const site = findSite(settings, context);
  const files = readFiles(settings, context, site);
  const mainLanguage = settings.generator.findMainLanguage(files);
  const rules = { ...settings, mainLanguage, known: known.lockfile };
  const scan = await scanPages(settings.content, rules);
  const { length } = scan.pages.filter(({ videoId }) => videoId !== null);
  const remembered = Object.keys(known.lockfile.pages).length;
  if (known.damage !== null) {
    context.writeError(
      `The lockfile ${settings.lockfile} is damaged (${known.damage}). What it does not tell any more counts as your edit; an import rewrites it.\n`,
    );
  } else if (known.state === 'absent' && length > 0 && !context.isQuiet) {
    context.writeError(
      `There is no lockfile at ${settings.lockfile}: on the ${count(length, 'page')} found, what differs from YouTube counts as your edit.\n`,
    );
  }
  if (remembered > 0 && length === 0) {
    context.writeError(
      `The lockfile ${settings.lockfile} knows ${count(remembered, 'page')}, but none is below ${settings.content}. Is that the right folder? Pages that were removed are not made again.\n`,
    );
  }
  const { pages: others, unreadable: unreadableOthers } =
    site === null || site.content === settings.content
      ? { pages: [], unreadable: [] }
      : await scanPagesBeside(settings.content, site.content, rules);
  const served = readServedSite(settings, context, site, files, settings.content, [...scan.pages, ...others]);
  const place = site === null ? '' : pathBelow(site.content, settings.content);
  const publishesLockfile = site !== null && served.publishesFile(pathBelow(site.root, settings.lockfile));
  return { ...scan, ...known, others, unreadableOthers, place, served, publishesLockfile, mainLanguage };
}

/** The site around the configured folder; null if there is none. */
function findSite(settings: Settings, context: Context): SiteFolder | null {
  return findSiteFolder(settings.content, settings.generator, findLimit(settings, context));
}

/** What is above it is not part of the site. */
function findLimit({ configFile }: Settings, { cwd }: Context): string {
  return configFile === null ? cwd : dirname(configFile);
}

function readFiles(settings: Settings, context: Context, site: SiteFolder | null): SiteFiles {
  if (site === null) return new Map();
  return readSiteFiles(site.root, settings.generator, findLimit(settings, context));
}

/**
 * @param folder the one that is read
 * @param pages with their paths from there
 */
function readServedSite(
  { generator, rules, version }: Settings,
  context: Context,
  site: SiteFolder | null,
  files: SiteFiles,
  folder: string,
  pages: readonly Page[],
): ServedSite {
  const place = site === null ? null : pathBelow(site.root, folder);
  const urlRules = { template: rules.urls.page, folder: place, version };
  const served = generator.readSite(files, pages, urlRules);
  if (!served.lacksVersion()) return served;
  return generator.readSite(files, pages, { ...urlRules, installed: askVersion(generator, context) });
}

/** The installed generator's own words about its version; undefined if there is none. */
function askVersion({ versionCommand }: Generator, { environment }: Context): string | undefined {
  if (versionCommand === null) return undefined;
  const [program, ...args] = versionCommand;
  const { exitCode, output } = runProgram(program, args, environment);
  return exitCode === 0 ? output : undefined;
}

/** The main language of the site around the configured folder; null: not known. */
export function findMainLanguage(settings: Settings, context: Context): string | null {
  return settings.generator.findMainLanguage(readFiles(settings, context, findSite(settings, context)));
}

/** What an import says of pages that it cannot read: those that seem to name a video. */
export function describeUnreadable(pages: UnreadablePage[]): Problem[] {
  return pages
    .filter(({ namesVideo }) => namesVideo)
    .map(({ path, kind, line, detail }) =>
      kind === 'cannot-read' || kind === 'linked'
        ? { code: 'cannot-read', path, detail }
        : { code: 'bad-front-matter', path, line, detail },
    );
}

/** What an import says of keys for a video's id that hold something else. A few digits are an id of another host. */
export function describeFlaws(pages: Page[]): Problem[] {
  return pages.flatMap(({ path, flawed = [] }) =>
    flawed
      .filter(({ value }) => !/^\d{1,10}$/.test(String(value)))
      .map(({ key, value }): Problem => ({ code: 'no-video-id', path, key, value })),
  );
}

/**
 * @param given its path by flag, if there is one
 * @throws UserError if the folder of the pages does not exist
 */
export function assertExists(folder: string, given: string | undefined): void {
  if (existsSync(folder)) return;
  throw new UserError(
    `The folder ${folder} cannot be read: it does not exist.`,
    given === undefined
      ? 'The first import makes it. If there was one, check `content` in the config.'
      : 'Check the path given with --content.',
  );
}

/** All pages of a site, for commands that look at every URL. */
export interface WholeSite extends Scan {
  /** The folder that was read. */
  root: string;
  rules: SiteRules;
}

/**
 * Reads the pages of the whole site, since pages of other kinds claim URLs too: the folder given with `--content`, or
 * the content folder around the configured one.
 *
 * @throws UserError if the folder cannot be read
 */
export async function readWholeSite(
  settings: Settings,
  flags: { content?: string },
  context: Context,
): Promise<WholeSite> {
  const site = findSite(settings, context);
  const root = flags.content === undefined ? (site?.content ?? settings.content) : settings.content;
  assertExists(root, flags.content);
  const { generator } = settings;
  const files = readFiles(settings, context, site);
  const scan = await scanPages(root, { ...settings, mainLanguage: generator.findMainLanguage(files) });
  const served = readServedSite(settings, context, site, files, root, scan.pages);
  return { root, rules: { generator, served, now: context.now.getTime() }, ...scan };
}
