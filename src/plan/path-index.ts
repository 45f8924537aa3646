import type { Generator } from '../generators/generator.ts';
import type { VideoPage } from '../model/page.ts';
import type { Problem } from '../model/problem.ts';
import type { Tokens } from '../text/template.ts';
import { foldPagePath, makePagePath } from './page-path.ts';

/** The files of pages about videos, and those that an import makes. */
export interface PathIndex {
  /** The path of a new page, which no other video's page has. */
  findFree(template: string, tokens: Tokens): string;
  /** Takes a path for a new page. @returns why it cannot have it, or null */
  claim(path: string, videoId: string): Problem | null;
}

/**
 * @param isPathTaken whether a file or folder is at a path below the content folder
 */
export function makePathIndex(
  pages: VideoPage[],
  isPathTaken: (path: string) => boolean,
  generator: Generator,
): PathIndex {
  const claimed = new Set<string>();
  let existing: Set<string> | undefined;
  // Names that differ only in letter case are one file on some disks.
  const isOfPage = (path: string) => {
    existing ??= new Set(pages.map((page) => foldPagePath(page.path)));
    return claimed.has(foldPagePath(path)) || existing.has(foldPagePath(path));
  };
  const refuse = (path: string, videoId: string, detail: string): Problem => ({
    code: 'path-taken',
    path,
    videoId,
    detail,
  });
  return {
    findFree: (template, tokens) => makePagePath(template, tokens, generator, isOfPage),
    claim: (path, videoId) => {
      if (claimed.has(foldPagePath(path)))
        return refuse(path, videoId, 'another new page of this import has the same path');
      if (isPathTaken(path))
        return refuse(path, videoId, 'a file that is not the page of this video is there');
      claimed.add(foldPagePath(path));
      return null;
    },
  };
}
