import type { KnownVideos } from '../model/listing.ts';

/** What YouTube has said of a channel so far. */
export interface Answers {
  /** Whether an id is one of a public video of the channel. */
  isPublic: (id: string) => boolean;
  /** Ids on the pages of the list that were read: the newest. */
  newest: string[];
  /** YouTube's count of the items on the uploads list; null if it gave none. */
  listCount: number | null;
  /** Its count of the channel's public videos. */
  channelCount: number | null;
}

/**
 * Whether the known videos and the newest are all that a channel has, so that the rest of its list need not be read.
 * Every known video must be what it was, and both of YouTube's counts must be what they were, compared with the
 * readable videos. A video that left, came back or appeared in the middle of the list shows in one of them.
 */
export function isWhole({ listed, absent, surplus }: KnownVideos, answers: Answers): boolean {
  const { isPublic, newest, listCount, channelCount } = answers;
  if (!listed.every(isPublic) || Object.keys(absent).some(isPublic)) return false;
  const readable = new Set([...listed, ...newest].filter(isPublic)).size;
  return listCount === readable + surplus.list && channelCount === readable + surplus.channel;
}
