import { join, resolve } from 'node:path';
import type { Build } from '../check/built/build.ts';
import { compareUrls } from '../check/built/compare.ts';
import { collectHistories } from '../check/built/histories.ts';
import { listUrls } from '../check/built/resolve.ts';
import { isUrlList, writeUrlList } from '../check/built/url-list.ts';
import { formatBuilt, listBuilt } from '../check/built/words.ts';
import { findNoneBuilt } from '../check/site-rules.ts';
import type { Settings } from '../config/settings.ts';
import { pathBelow, resolvePath } from '../files/paths.ts';
import { writeOutput } from '../files/write-output.ts';
import { ExitCode, UserError } from '../model/error.ts';
import { readClaims } from '../plan/read-claims.ts';
import { writeJson } from '../report/json.ts';
import { place } from '../report/sentences.ts';
import { count } from '../text/counts.ts';
import { assertOutputs } from './assert-outputs.ts';
import type { Context } from './context.ts';
import { readLockfile } from './lockfile-store.ts';
import { readBefore, readBuiltFolder, type WantedUrls } from './read-build.ts';
import { readWholeSite } from './read-site.ts';

export interface BuiltFlags {
  /** The folder that a generator built. */
  built?: string;
  /** What was built before: a folder, or a list of URLs. */
  before?: string;
  /** Where to write the list of the build's URLs. */
  urls?: string;
  content?: string;
  json?: boolean;
  force?: boolean;
}

/** @throws UserError for flags that make no sense together */
export function assertBuiltFlags({
  built,
  before,
  urls,
  strict,
  report,
}: BuiltFlags & { strict?: boolean; report?: string[] }): void {
  if (built === undefined && (before ?? urls) !== undefined) {
    const flag = before === undefined ? '--urls' : '--before';
    throw new UserError(`${flag} needs --built.`, 'Give --built with the folder that your generator wrote.');
  }
  if (built !== undefined && (strict || report)) {
    const flag = strict ? '--strict' : '--report';
    throw new UserError(
      `${flag} is not for --built.`,
      `Leave out ${flag}, or run the check again without --built.`,
    );
  }
}

/**
 * Looks up URLs in a built site: those that another build served, else those that pages and lockfile remember. With
 * only `--urls`, it just writes the list.
 *
 * @returns the exit code: whether a URL is dead, or some could not be looked up because a page or the lockfile is
 *   broken
 * @throws UserError if a folder or a list cannot be read, or the list cannot be written
 */
export async function runCheckBuilt(
  settings: Settings,
  flags: BuiltFlags & { built: string },
  context: Context,
): Promise<number> {
  assertOutputs(listUrlFile(flags.urls, context.cwd), context.cwd, flags.force);
  const build = readBuiltFolder(flags.built, '--built', context.cwd);
  // It may be the list that is about to be replaced.
  const before = flags.before === undefined ? null : readBefore(flags.before, build, context.cwd);
  if (flags.urls !== undefined) {
    writeUrls(build, flags.urls, context);
    if (before === null) return ExitCode.done;
  }
  const wanted = before ?? (await readHistories(settings, flags, context));
  for (const warning of wanted.warnings) context.writeError(`${warning}\n`);
  const unread = build.unread.map((phrase) => `Not counted in ${flags.built}: ${phrase}.`);
  const report = { ...compareUrls(wanted.urls, build), notes: [...unread, ...wanted.notes] };
  context.writeOut(flags.json ? writeJson(listBuilt(report)) : formatBuilt(report, context));
  return report.dead.length + wanted.warnings.length > 0 ? ExitCode.problems : ExitCode.done;
}

async function readHistories(settings: Settings, flags: BuiltFlags, context: Context): Promise<WantedUrls> {
  const { root, pages, rules, unreadable } = await readWholeSite(settings, flags, context);
  const { lockfile, damage } = readLockfile(settings.lockfile);
  const nameFile = (path: string) => pathBelow(context.cwd, join(root, path));
  const claims = readClaims(pages, rules);
  const { urls, unbuilt, gone, leftOut } = collectHistories(
    claims,
    lockfile,
    settings.rules.urls.gone,
    rules,
    nameFile,
  );
  const notes = leftOut.map(
    ({ owner, entry }) => `Not looked up: "${entry}" is not a path of this site (${owner}).`,
  );
  if (unbuilt > 0) {
    notes.push(`Not looked up: ${count(unbuilt, 'URL')} of pages that are not built, such as drafts.`);
  }
  if (gone > 0) notes.push(`Not looked up: ${count(gone, 'URL')} that \`urls.gone\` gives up.`);
  const warnings = findNoneBuilt(claims, rules.generator).map(
    ({ message, remedy }) => `${message} ${remedy}`,
  );
  for (const { path, line, detail } of unreadable) {
    warnings.push(
      `Not looked up: the URLs of ${place(nameFile(path), line)}, which cannot be read: ${detail}.`,
    );
  }
  if (damage !== null) {
    const name = pathBelow(context.cwd, settings.lockfile);
    warnings.push(`Not all is looked up: the lockfile ${name} is damaged (${damage}).`);
  }
  return { urls, notes, warnings };
}

function listUrlFile(name: string | undefined, cwd: string) {
  if (name === undefined) return [];
  return [{ file: resolvePath(cwd, name, '--urls'), by: '--urls', kind: 'list of URLs', isOwn: isUrlList }];
}

function writeUrls(build: Build, name: string, context: Context): void {
  const file = resolve(context.cwd, name);
  const { urls } = listUrls(build);
  writeOutput(file, writeUrlList(urls), `The file ${file}`, 'Check the path given with --urls.');
  if (!context.isQuiet) context.writeError(`Wrote ${count(urls.length, 'URL')} to ${name}.\n`);
}
