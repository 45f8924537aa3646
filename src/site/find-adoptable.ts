import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { findFrontMatter } from '../frontmatter/formats.ts';
import type { Page } from '../model/page.ts';
import { findShownVideos } from './find-shown-videos.ts';
import type { Scan } from './scan.ts';
import { findMainPages, type LanguageRules } from './translations.ts';

/** Pages that name no video but show some. */
export interface Adoptable {
  /** Each shows one video, which has no page and is on no other. */
  pages: { page: Page; videoId: string }[];
  /** Videos without a page, each shown by several pages that show nothing else. */
  shared: { videoId: string; paths: string[] }[];
  /** Pages that show several videos. */
  unsure: { path: string; videoIds: string[] }[];
}

/**
 * Finds the pages below a content folder that could adopt a video, since they show it in their body or have its URL in
 * a key. Reads their bodies.
 */
export function findAdoptable(root: string, { pages, unreadable }: Scan, rules: LanguageRules): Adoptable {
  const known = new Set(
    [...pages, ...unreadable].flatMap(({ videoId, covered = [] }) => [videoId, ...covered]),
  );
  const found: Adoptable = { pages: [], shared: [], unsure: [] };
  const byVideo = new Map<string, Page[]>();
  for (const page of pages) {
    if (page.videoId !== null || isSection(page.path)) continue;
    const [videoId, ...others] = listVideos(root, page);
    if (videoId === undefined) continue;
    if (others.length > 0) found.unsure.push({ path: page.path, videoIds: [videoId, ...others] });
    else if (!known.has(videoId)) byVideo.set(videoId, [...(byVideo.get(videoId) ?? []), page]);
  }
  for (const [videoId, showing] of byVideo) {
    const paths = findMainPages(
      showing.map(({ path }) => path),
      rules,
    );
    const page = showing.find(({ path }) => path === paths[0]);
    if (page && paths.length === 1) found.pages.push({ page, videoId });
    else found.shared.push({ videoId, paths });
  }
  return found;
}

/** A page about other pages. */
function isSection(path: string): boolean {
  return basename(path).startsWith('_index.');
}

function listVideos(root: string, { path, mentioned = [] }: Page): string[] {
  const shown = findShownVideos(readBody(join(root, path)));
  return [...new Set([...shown, ...mentioned.map(({ videoId }) => videoId)])];
}

/** @returns `''` if the file is gone */
function readBody(file: string): string {
  try {
    const text = readFileSync(file, 'utf8');
    return text.slice(findFrontMatter(text)?.block.bodyStart ?? 0);
  } catch {
    return '';
  }
}
