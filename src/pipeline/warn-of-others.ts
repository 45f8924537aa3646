import { join, posix } from 'node:path';
import type { Settings } from '../config/settings.ts';
import { pathBelow } from '../files/paths.ts';
import { joinNames } from '../model/finding.ts';
import type { Plan } from '../model/plan.ts';
import { findMainPages } from '../site/translations.ts';
import { count } from '../text/counts.ts';
import type { Context } from './context.ts';
import type { Site } from './read-site.ts';

/** Warns of pages outside the content folder about videos that have a page in it, too, or get one. */
export function warnOfOthers(settings: Settings, plan: Plan, site: Site, context: Context): void {
  if (context.isQuiet) return;
  const paths = new Map<string, string>();
  for (const { video, path } of plan.changes) paths.set(video.id, path);
  for (const { videoId, path } of site.pages) if (videoId !== null) paths.set(videoId, path);
  const inSite = (path: string) => posix.join(site.place, path);
  const second = site.others.filter(({ videoId, path }) => {
    const own = videoId === null ? undefined : paths.get(videoId);
    // A translation is served in its own language by design.
    return own !== undefined && findMainPages([inSite(own), inSite(path)], settings).length > 1;
  });
  if (second.length === 0) return;
  const names = second.map(({ path }) => pathBelow(context.cwd, join(settings.content, path)));
  const words = second.length === 1 ? 'names a video that has' : 'name videos that have';
  context.writeError(
    `${count(second.length, 'page')} outside ${pathBelow(context.cwd, settings.content)} ${words} a page there, too: ${joinNames(names)}. An import does not edit them. If they are the ones to keep, change \`content\` in the config.\n`,
  );
}
