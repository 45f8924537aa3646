import { join, posix } from 'node:path';
import type { Settings } from '../config/settings.ts';
import { pathBelow } from '../files/paths.ts';
import { joinNames } from '../model/finding.ts';
import type { Plan } from '../model/plan.ts';
import { findAdoptable } from '../site/find-adoptable.ts';
import { findMainPages } from '../site/translations.ts';
import { count } from '../text/counts.ts';
import type { Context } from './context.ts';
import type { Site } from './read-site.ts';

/**
 * Warns of pages outside the content folder about videos that have a page inside it too, or get one. Pages without an
 * id that show a video count when it gets a page.
 */
export function warnOfOthers(settings: Settings, plan: Plan, site: Site, context: Context): void {
  if (context.isQuiet) return;
  const paths = new Map<string, string>();
  for (const { video, path } of plan.changes) paths.set(video.id, path);
  for (const { videoId, path } of site.pages) if (videoId !== null) paths.set(videoId, path);
  const inSite = (path: string) => posix.join(site.place, path);
  const shown = listShown(settings, plan, site);
  const second = [...site.others, ...shown].filter(({ videoId, path }) => {
    const own = videoId === null ? undefined : paths.get(videoId);
    // A translation is served in its own language by design.
    return own !== undefined && findMainPages([inSite(own), inSite(path)], settings).length > 1;
  });
  if (second.length === 0) return;
  const names = second.map(({ path }) => pathBelow(context.cwd, join(settings.content, path)));
  const words = second.length === 1 ? 'is about a video that has' : 'are about videos that have';
  context.writeError(
    `${count(second.length, 'page')} outside ${pathBelow(context.cwd, settings.content)} ${words} a page there, too: ${joinNames(names)}. An import does not edit them. If they are the ones to keep, change \`content\` in the config.\n`,
  );
}

/** Bodies are only read if a video is to get a page. */
function listShown({ content, generator }: Settings, { changes }: Plan, site: Site) {
  const created = new Set(changes.flatMap(({ page, video }) => (page === null ? [video.id] : [])));
  if (created.size === 0) return [];
  const { pages, shared } = findAdoptable(content, { ...site, pages: site.others }, { ...site, generator });
  const shown = [
    ...pages.map(({ page: { path }, videoId }) => ({ path, videoId })),
    ...shared.flatMap(({ videoId, paths }) => paths.map((path) => ({ path, videoId }))),
  ];
  return shown.filter(({ videoId }) => created.has(videoId));
}
