import { readdirSync } from 'node:fs';
import { basename, dirname, join, posix } from 'node:path';
import { isInside, pathBelow } from '../files/paths.ts';
import { readIfFile } from '../files/special-files.ts';
import type { Generator } from '../generators/generator.ts';
import type { SiteFiles } from '../generators/served-site.ts';

/** A site around the folder of its pages. */
export interface SiteFolder {
  /** Where its generator runs. */
  root: string;
  /** The folder below which URLs begin. */
  content: string;
}

/**
 * Finds the site that a folder of pages belongs to: the nearest folder around them that its generator recognises, or
 * else the parent of the nearest that is named like a content folder.
 *
 * @param limit the folder of the config, or where the command runs: what is above is not part of the site
 * @returns null if there is none
 */
export function findSiteFolder(
  pages: string,
  { recogniser, contentFolder }: Generator,
  limit: string,
): SiteFolder | null {
  for (const root of listFolders(pages, limit)) {
    const site = recogniser.recognise(readTexts(root, recogniser.files));
    if (site === null) continue;
    const folders = [site.base, ...(site.folders ?? [])].map((folder) => join(root, posix.normalize(folder)));
    const content = folders.find((folder) => isInside(folder, pages));
    if (content !== undefined) return { root, content };
    break;
  }
  const content = listFolders(pages, limit).find((folder) => basename(folder) === contentFolder);
  return content === undefined ? null : { root: dirname(content), content };
}

/** A folder and those around it, up to a limit. */
function listFolders(folder: string, limit: string): string[] {
  const folders = [folder];
  for (let path = dirname(folder); isInside(limit, path) && path !== folders.at(-1); path = dirname(path)) {
    folders.push(path);
  }
  return folders;
}

/**
 * Reads the files of a site that may decide its URLs, and those above it up to a limit, which may say which version of
 * the generator builds it. Unreadable ones are skipped: the generator will complain.
 *
 * @param root the folder where the generator runs
 * @param limit the folder of the config, or where the command runs
 */
export function readSiteFiles(root: string, generator: Generator, limit = root): SiteFiles {
  const files = new Map<string, string>();
  for (const place of listFolders(root, limit)) collectFiles(root, place, generator, files);
  return files;
}

function collectFiles(
  root: string,
  place: string,
  { isSiteFile, mayHoldSiteFiles }: Generator,
  files: Map<string, string>,
): void {
  const folders = [place];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    for (const { name, isFolder } of readFolder(folder)) {
      const path = pathBelow(root, join(folder, name));
      if (isFolder && name !== 'node_modules' && !isHidden(name) && mayHoldSiteFiles(path))
        folders.push(join(folder, name));
      const text = !isFolder && isSiteFile(path) ? readIfFile(join(folder, name)) : null;
      if (text !== null) files.set(path, text);
    }
  }
}

/** The texts of those files that exist, in the order in which they are named. */
export function readTexts(folder: string, names: readonly string[]): Map<string, string> {
  return new Map(
    names.flatMap((name) => {
      const text = readIfFile(join(folder, name));
      return text === null ? [] : [[name, text]];
    }),
  );
}

/** Hidden folders belong to editors and systems, except GitHub's. */
function isHidden(name: string): boolean {
  return name.startsWith('.') && name !== '.github';
}

function readFolder(folder: string): { name: string; isFolder: boolean }[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).map((entry) => ({
      name: entry.name,
      isFolder: entry.isDirectory(),
    }));
  } catch {
    return [];
  }
}
