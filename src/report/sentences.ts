import type { Reupload, Skip, SkipReason } from '../model/plan.ts';
import type { Problem } from '../model/problem.ts';
import { count } from '../text/counts.ts';
import { shorten } from '../text/width.ts';
import { describeValue } from './change-description.ts';
import type { Summary } from './run-summary.ts';

/** One problem as one sentence: what happened, to which page or video, what to do. */
export function describeProblem(problem: Problem): string {
  switch (problem.code) {
    case 'bad-video':
      return `${problem.videoId ?? 'A video without an id'}: its data cannot be used (${problem.detail}); it was left out.`;
    case 'unknown-video':
      return `${problem.videoId}: YouTube knows no video with this id, or it is private. Check the id.`;
    case 'slow-match':
      return `${problem.videoId}: the pattern of --match takes longer than a second on its title; it was left out. Write the pattern without a repetition inside a repetition, such as (a+)+.`;
    case 'bad-front-matter':
      return `${place(problem.path, problem.line)}: ${sentence(problem.detail)} The page was left alone; fix its front matter.`;
    case 'cannot-edit':
      return `${problem.path}: ${sentence(problem.detail)} The page was left alone; edit it by hand or write that part more plainly.`;
    case 'cannot-read':
      return `${problem.path}: ${sentence(problem.detail)} It was left alone.`;
    case 'cannot-write':
      return `${problem.path}: it could not be written: ${sentence(problem.detail)}`;
    case 'changed-meanwhile':
      return `${problem.path}: it changed while tubematter was running and was left alone. Run tubematter again.`;
    case 'no-video-id':
      return `${problem.path}: ${problem.key} names no video: ${shorten(describeValue(problem.value), 60)}. Write the video's id or its URL.`;
    case 'named-elsewhere':
      return `${problem.path}: ${problem.key} names the video ${problem.videoId}, so no page was made for it. To make one, run once with --allow-duplicates.`;
    case 'former-body':
      return `${problem.path}: its body was left as it is, since you may have edited it, and still leads to the former video. Write ${problem.videoId} for ${problem.formerId} in it.`;
    case 'shown-elsewhere':
      return `${problem.path}: it shows the video ${problem.videoId} but does not name it, so no page was made for it. Take such pages over with tubematter adopt, or make new ones with --allow-duplicates.`;
    case 'shown-twice':
      return `${problem.paths.join(' and ')}: these pages show the video ${problem.videoId}, and none names it as its own. Write its id into the one that is about it, or make a new page with tubematter import --allow-duplicates.`;
    case 'shows-several':
      return `${problem.path}: it shows several videos (${problem.videoIds.join(', ')}) and was left alone. If it is about one of them, write its id into the page.`;
    case 'two-pages':
      return `${problem.paths.join(' and ')}: these pages name one video, ${problem.videoId}, and were left alone. Take its id out of all but one.`;
    case 'redirects':
      return `${problem.path}: its redirects were left as they are: ${sentence(problem.detail)}`;
    case 'path-taken':
      return `${problem.path}: the page of ${problem.videoId} cannot be made: ${sentence(problem.detail)} Move that file or change \`file\` in the config.`;
  }
}

/** A file and a line the way that editors and terminals open it. */
export function place(path: string, line: number | null): string {
  return line === null ? path : `${path}:${line}`;
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

const skipWords: Record<SkipReason, string> = {
  upcoming: 'not yet broadcast (filters.premieres)',
  live: 'live right now (filters.live)',
  short: 'Shorts (filters.shorts)',
  'maybe-short': 'perhaps Shorts, as YouTube does not say (filters.shorts)',
  unlisted: 'unlisted (filters.unlisted)',
  'before-since': 'older than --since',
  'after-until': 'newer than --until',
  'no-match': 'titles that filters.match leaves out',
  'over-limit': 'beyond --limit',
  'draft-built': 'for drafts (filters), but the configuration of the site builds drafts',
  'over-max-new': 'beyond --max-new (the next import continues)',
  'not-asked-for': 'not among the videos asked for',
  'not-public': 'private',
  'page-removed': 'page removed by hand (to restore it, delete its line in the lockfile)',
  'page-replaced': 'its page was moved, merged or given another video by you: another page has its URL',
  covered: 'on a page that follows another video',
  superseded: 'uploaded again under another id (formerVideoIds)',
};

export function describeSkip(reason: SkipReason): string {
  return skipWords[reason];
}

/** How many were skipped for which reason, most frequent first. */
export function countSkips(skipped: readonly Skip[]): [SkipReason, number][] {
  const counts = new Map<SkipReason, number>();
  for (const { reason } of skipped) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]);
}

/** What a damaged lockfile means. */
export function describeDamage({ detail }: { detail: string }): string {
  return `The lockfile is damaged (${detail}). What it does not tell any more counts as your edit; an import rewrites it.`;
}

/** What to do if a video seems to have been uploaded again. */
export function describeReupload({ path, title, videoId, newPath }: Reupload): string {
  return `${path}: "${title}" seems to have been uploaded again. If so, give this page the video id ${videoId} and delete ${newPath} if it exists; this page keeps its words and URLs.`;
}

/** What to do about old URLs that the site does not redirect; empty if there are none. */
export function describeOldUrls({ oldUrls }: Pick<Summary, 'oldUrls'>): string[] {
  if (oldUrls === 0) return [];
  const [verb, object] = oldUrls === 1 ? ['needs a redirect', 'it'] : ['need redirects', 'them'];
  return [
    `${count(oldUrls, 'old URL')} ${verb} of the host: \`tubematter redirects\` writes ${object}, at each import with the key \`redirects\` in the config.`,
  ];
}
