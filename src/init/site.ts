import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import { defaults } from '../config/keys.ts';
import type { Generator } from '../generators/generator.ts';
import { generators } from '../generators/generators.ts';
import type { RecognisedSite, Starter } from '../generators/recogniser.ts';
import { readTexts } from '../site/site-files.ts';

/** The site in a folder, as its own config file describes it. */
export interface FoundSite extends RecognisedSite {
  generator: Generator;
  starter: Starter;
  /** Whether neither the folder nor the user says which generator it is. */
  isGuess: boolean;
}

/**
 * Finds out which generator a folder belongs to.
 *
 * @param folder the folder of the site
 * @param name the only generator to look for, by its name; undefined: all of them
 * @returns null if no config file of a known generator is there
 */
export function findSite(folder: string, name?: string): FoundSite | null {
  for (const generator of generators.filter((other) => name === undefined || other.name === name)) {
    const { files, recognise } = generator.recogniser;
    const site = recognise(readTexts(folder, files));
    if (site !== null) return makeSite(generator, site, false);
  }
  return null;
}

/** A site of a generator that has no configuration yet. */
export function assumeSite(name: string, isGuess: boolean): FoundSite {
  const generator = generators.find((other) => other.name === name);
  const [file] = generator?.recogniser.files ?? [];
  const site = file === undefined ? null : generator?.recogniser.recognise(new Map([[file, '']]));
  if (!generator || !site) throw new Error(`no generator ${name}`);
  return makeSite(generator, site, isGuess);
}

function makeSite(generator: Generator, { file, base }: RecognisedSite, isGuess: boolean): FoundSite {
  const { starter } = generator.recogniser;
  return { generator, starter, file, base: posix.normalize(base).replace(/\/$/, ''), isGuess };
}

/** Where the lockfile of a site belongs: not where a build publishes it, unless it is there already. */
export function suggestLockfile(folder: string, { starter }: FoundSite): string {
  const usual = defaults.lockfile;
  return existsSync(join(folder, usual)) ? usual : `${starter.hiddenPrefix}${usual}`;
}

/** Where anyone can find a site; not the names of https://www.rfc-editor.org/rfc/rfc2606 and of networks at home. */
const publicHost =
  /^https:\/\/(?!.*\bexample\.(?:com|net|org)$)(?:[\w-]+\.)+(?!(?:example|invalid|local|localhost|test)$)[a-z][\w-]+$/i;

/** The scheme and host under which a site is public, by its own config file; null if that does not say. */
export function findAddress(folder: string, { file, starter: { address } }: FoundSite): string | null {
  if (address === null) return null;
  const text = readTexts(folder, [file]).get(file) ?? '';
  const [found = '', ...others] = new Set([...text.matchAll(address)].map(([, origin = '']) => origin));
  return others.length === 0 && publicHost.test(found) ? found : null;
}

/** The folder for the pages of a site that has none about videos: one that seems to be for them, or else the usual one. */
export function suggestContent(folder: string, { base, starter: { folderPrefix } }: FoundSite): string {
  const usual = posix.join(base, `${folderPrefix}videos`);
  const candidates = [posix.join(base, 'resources/videos'), usual, posix.join(base, `${folderPrefix}video`)];
  return candidates.find((candidate) => isFolder(join(folder, candidate))) ?? usual;
}

/** The URL template of the pages of a folder: what the generator serves by default. */
export function suggestUrl(content: string, { base }: FoundSite): string {
  const path = posix.relative(base, content.replaceAll('\\', '/'));
  // The folders of some generators begin with _, their URLs do not.
  const section = path.startsWith('..') ? 'videos' : path.replaceAll(/(^|\/)_/g, '$1');
  return posix.join('/', section, '{slug}');
}

/** The names of the folders in a folder that hold something; a file such as `.gitkeep` only keeps an empty one. */
export function listFilledFolders(folder: string): string[] {
  const isFilled = (path: string) =>
    isFolder(path) && readdirSync(path).some((name) => !name.startsWith('.'));
  return readdirSync(folder).filter((name) => isFilled(join(folder, name)));
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
