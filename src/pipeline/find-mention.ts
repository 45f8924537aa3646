import type { Settings } from '../config/settings.ts';
import type { Problem } from '../model/problem.ts';
import { findAdoptable } from '../site/find-adoptable.ts';
import type { Site } from './read-site.ts';

/** A problem if a page that is not about a video names or shows it, and may be meant as its page. */
export type FindMention = (videoId: string) => Problem | null;

/** The bodies of pages are only read if a video is to get a page. */
export function makeFindMention({ content, generator }: Settings, site: Site): FindMention {
  let found: Map<string, Problem> | undefined;
  return (videoId) => {
    found ??= listMentions(content, { ...site, generator });
    return found.get(videoId) ?? null;
  };
}

function listMentions(root: string, site: Site & Pick<Settings, 'generator'>): Map<string, Problem> {
  const { pages, shared } = findAdoptable(root, site, site);
  const mentions = site.pages.flatMap(({ path, mentioned = [] }) =>
    mentioned.map(({ videoId, key }): Problem => ({ code: 'named-elsewhere', videoId, path, key })),
  );
  const shown = pages.map(
    ({ page, videoId }): Problem => ({ code: 'shown-elsewhere', videoId, path: page.path }),
  );
  const twice = shared.map((video): Problem => ({ code: 'shown-twice', ...video }));
  // Later ones win: a page that can be adopted over one that only names the video.
  const problems = [...mentions.reverse(), ...twice, ...shown];
  return new Map(
    problems.flatMap((problem) =>
      'videoId' in problem && problem.videoId !== null ? [[problem.videoId, problem]] : [],
    ),
  );
}
