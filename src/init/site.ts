import { statSync } from 'node:fs';
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
}

/**
 * Finds out which generator a folder belongs to.
 *
 * @param folder the folder of the site
 * @returns null if no config file of a known generator is there
 */
export function findSite(folder: string): FoundSite | null {
  for (const generator of generators) {
    const { files, recognise, starter } = generator.recogniser;
    const site = recognise(readTexts(folder, files));
    if (site === null) continue;
    const base = posix.normalize(site.base).replace(/\/$/, '');
    return { generator, starter, file: site.file, base };
  }
  return null;
}

/** The folder for the pages: an existing one for videos, else the generator's usual one. */
export function suggestContent(folder: string, site: FoundSite | null): string {
  if (!site) return defaults.content;
  const { folderPrefix } = site.starter;
  const usual = posix.join(site.base, `${folderPrefix}videos`);
  const candidates = [
    posix.join(site.base, 'resources/videos'),
    usual,
    posix.join(site.base, `${folderPrefix}video`),
  ];
  return candidates.find((candidate) => isFolder(join(folder, candidate))) ?? usual;
}

/** The URL template of the pages of a folder: what the generator serves by default, if that is known. */
export function suggestUrl(content: string, site: FoundSite | null): string {
  const path = posix.relative(site?.base ?? 'content', content.replaceAll('\\', '/'));
  // The folders of some generators begin with _, their URLs do not.
  const section = path.startsWith('..') ? 'videos' : path.replaceAll(/(^|\/)_/g, '$1');
  return posix.join('/', section, '{slug}');
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
