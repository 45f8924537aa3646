import { isUtf8 } from 'node:buffer';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import { describeFileError } from '../files/file-errors.ts';
import { isInside } from '../files/paths.ts';
import { FrontMatterError } from '../frontmatter/errors.ts';
import { readFrontMatter } from '../frontmatter/read-values.ts';
import { UserError } from '../model/error.ts';
import type { Survey } from '../model/site-page.ts';
import { findVideoId } from './read-page.ts';
import { omitTranslations } from './translations.ts';

/**
 * Finds Hugo's content folder: the nearest one named `content`, from a folder up to a limit.
 *
 * @param limit the folder of the config, or where the command runs: what lies above is not the site's
 * @returns null where there is none
 */
export function findContentRoot(folder: string, limit: string): string | null {
  const isWithin = (path: string) => isInside(limit, path);
  for (let path = folder; ; path = dirname(path)) {
    if (basename(path) === 'content' && (path === folder || isWithin(path))) return path;
    if (!isWithin(path) || dirname(path) === path) return null;
  }
}

/** Where a file or folder lies from a folder, with `/`; `''` where it is that folder. */
export function pathBelow(root: string, folder: string): string {
  return relative(root, folder).split(sep).join('/');
}

/**
 * Reads the front matter of every page below a folder, pages about no video included. Links are passed over, as Hugo
 * does.
 *
 * @throws UserError where the folder cannot be read
 */
export function surveyPages(root: string): Survey {
  const survey: Survey = { pages: [], unreadable: [], foreign: [] };
  for (const path of listPages(root)) {
    try {
      readPage(join(root, path), path, survey);
    } catch (error) {
      if (error instanceof FrontMatterError) {
        survey.unreadable.push({ path, line: error.line, detail: error.message });
      } else if (error instanceof Error && 'code' in error) {
        survey.unreadable.push({ path, line: null, detail: describeFileError(error) });
      } else throw error;
    }
  }
  return { ...survey, pages: omitTranslations(survey.pages) };
}

/** Reads the text of a page as far as its front matter goes. What it holds must not keep the whole text in memory. */
export function readHeadText(file: string): string {
  const bytes = readFileSync(file);
  const fence = bytes.subarray(0, 8).includes('---') ? bytes.indexOf('\n---', 3) : -1;
  const lineEnd = fence < 0 ? -1 : bytes.indexOf('\n', fence + 1);
  const head = lineEnd < 0 ? bytes : bytes.subarray(0, lineEnd + 1);
  if (!isUtf8(head)) throw new FrontMatterError('it is not valid UTF-8 text', null);
  return head.toString('utf8');
}

function readPage(file: string, path: string, survey: Survey): void {
  const text = readHeadText(file);
  if (/^\s*(\+\+\+\s*$|\{\s*["}])/m.exec(text)?.index === 0) {
    survey.foreign.push(path);
    return;
  }
  const data = readFrontMatter(text)?.data ?? {};
  survey.pages.push({ path, videoId: findVideoId(data) ?? null, data });
}

function listPages(root: string): string[] {
  const paths: string[] = [];
  const folders = [''];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    for (const entry of readFolder(join(root, folder))) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory() && !entry.name.startsWith('.') && entry.name !== 'node_modules')
        folders.push(path);
      else if (entry.isFile() && /\.(md|markdown)$/i.test(entry.name)) paths.push(path);
    }
  }
  return paths.sort();
}

function readFolder(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    throw new UserError(
      `The folder ${folder} cannot be read: ${describeFileError(error)}.`,
      'Check the path given with --content, or `content` in the config.',
      error,
    );
  }
}
