import type { PageFacts } from '../model/page.ts';
import type { Problem } from '../model/problem.ts';
import { readPage } from './read-page.ts';
import { type Readings, readOnce } from './readings.ts';
import { omitTranslations } from './translations.ts';
import { listMarkdown } from './walk.ts';

/** What lies below a content folder. */
export interface Scan {
  pages: PageFacts[];
  /** Pages that name a video but cannot be read: the video must not get a second page. */
  unreadable: { videoId: string; path: string }[];
  problems: Problem[];
  /** Temporary files that a killed run left. */
  staleTempFiles: string[];
}

/**
 * Finds every page about a video, wherever it lies below the content folder. Reading is synchronous: for thousands of
 * small files that is about three times as fast as reading many at once.
 *
 * @param root the content folder; it need not exist yet
 * @param readings what was read ahead
 * @returns pages and problems, each with its path below the folder, sorted by path
 * @throws UserError where the folder itself cannot be read: every page would seem to be missing
 */
export function scanPages(root: string, readings?: Readings): Scan {
  const scan: Scan = { pages: [], unreadable: [], problems: [], staleTempFiles: [] };
  const files = [...listMarkdown(root, scan)].sort((a, b) => (a.path < b.path ? -1 : 1));
  for (const file of files) {
    const read = () => readPage(root, file);
    const reading = readings && !file.isLink ? readOnce(file.file, readings.pages, read) : read();
    if (reading === null) continue;
    if ('page' in reading) {
      scan.pages.push(reading.page);
      continue;
    }
    const { problem, videoId } = reading;
    scan.problems.push(problem);
    if (videoId !== undefined) scan.unreadable.push({ videoId, path: file.path });
  }
  return { ...scan, pages: omitTranslations(scan.pages) };
}
