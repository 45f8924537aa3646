import type { Problem } from '../model/problem.ts';

/** The files that an import makes. */
export interface PathIndex {
  /** Takes a path for a new page. @returns why it cannot have it, or null */
  claim(path: string, videoId: string): Problem | null;
}

/**
 * @param isPathTaken whether a file or folder is at a path below the content folder
 */
export function makePathIndex(isPathTaken: (path: string) => boolean): PathIndex {
  const claimed = new Set<string>();
  const refuse = (path: string, videoId: string, detail: string): Problem => ({
    code: 'path-taken',
    path,
    videoId,
    detail,
  });
  return {
    claim: (path, videoId) => {
      // Two names that differ only in letter case are one file on some disks.
      if (claimed.has(path.toLowerCase()))
        return refuse(path, videoId, 'another new page of this import has the same path');
      if (isPathTaken(path))
        return refuse(path, videoId, 'a file that is not the page of this video is there');
      claimed.add(path.toLowerCase());
      return null;
    },
  };
}
