import { readFileSync, statSync } from 'node:fs';
import { type Build, readBuild, sitemap } from '../check/built/build.ts';
import type { WantedUrl } from '../check/built/compare.ts';
import { hostFiles } from '../check/built/host-rules.ts';
import { listUrls } from '../check/built/resolve.ts';
import { readUrlList } from '../check/built/url-list.ts';
import { describeFileError } from '../files/file-errors.ts';
import { resolvePath } from '../files/paths.ts';
import { assertFileOrStream } from '../files/special-files.ts';
import { UserError } from '../model/error.ts';
import { walkBuilt } from '../site/walk-built.ts';
import { count } from '../text/counts.ts';

/** What is looked up. */
export interface WantedUrls {
  urls: WantedUrl[];
  /** Sentences about what is not looked up, and why. */
  notes: string[];
  /** The same where something is broken. */
  warnings: string[];
}

/**
 * Reads what a generator built.
 *
 * @param name the folder, as the user gave it
 * @param by the flag that names it, for messages
 * @throws UserError if it cannot be read, or holds no page
 */
export function readBuiltFolder(name: string, by: string, cwd: string): Build {
  const folder = resolvePath(cwd, name, by);
  const unread: string[] = [];
  const whole = new Set([...Object.keys(hostFiles), sitemap]);
  let build: Build;
  try {
    build = readBuild(walkBuilt(folder, { whole, unread }));
  } catch (error) {
    throw new UserError(
      `The built site ${folder} cannot be read: ${describeFileError(error)}.`,
      `Check the path given with ${by}.`,
      error,
    );
  }
  if (build.pages.size === 0) {
    throw new UserError(
      `There is no page in ${folder}.`,
      `Build the site first, or check the path given with ${by}.`,
    );
  }
  build.unread.push(...unread);
  return build;
}

/**
 * Reads what a site served before.
 *
 * @param name a built folder, or a list of URLs, as the user gave it
 * @param build the current build: it knows the site's own address, for absolute URLs in a list
 * @throws UserError if it cannot be read, or holds no URL
 */
export function readBefore(name: string, build: Build, cwd: string): WantedUrls {
  const path = resolvePath(cwd, name, '--before');
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) {
    const before = readBuiltFolder(name, '--before', cwd);
    const { urls, dead } = listUrls(before);
    return { urls: urls.map(makeWanted), notes: describeUnlisted(before, name, dead), warnings: [] };
  }
  const { urls, badLine } = readUrlList(readList(path), build.base);
  if (badLine !== null) {
    throw new UserError(
      `Line ${badLine} of ${path} is no URL.`,
      'A list has one URL a line: a path from the root, or a whole URL.',
    );
  }
  if (urls.length === 0) {
    throw new UserError(`There is no URL in ${path}.`, 'Check the path given with --before.');
  }
  return { urls: urls.map(makeWanted), notes: [], warnings: [] };
}

function makeWanted(path: string): WantedUrl {
  return { path, owners: [] };
}

function describeUnlisted({ unread, patterns }: Build, name: string, dead: number): string[] {
  const notes = unread.map((phrase) => `Not counted in ${name}: ${phrase}.`);
  if (patterns.length > 0) {
    notes.push(`Not looked up: what ${count(patterns.length, 'rule')} of ${name} with a pattern answered.`);
  }
  if (dead > 0) notes.push(`Not looked up: ${count(dead, 'redirect')} of ${name} that led nowhere.`);
  return notes;
}

function readList(file: string): string {
  try {
    assertFileOrStream(file);
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new UserError(
      `The list ${file} cannot be read: ${describeFileError(error)}.`,
      'Check the path given with --before.',
      error,
    );
  }
}
