/** How a video stands on the channel. `hidden`: listed, but private. */
export type Standing = 'unpublished' | 'listed' | 'absent' | 'deleted' | 'private' | 'hidden';

/**
 * How an import sees a video. `filtered`: it is on the channel, but the config wants it not; `unread`: the listing ended
 * before it came to it, and says nothing of any video that is not there.
 */
type Sight = Standing | 'filtered' | 'unread';

/** A video as YouTube has it. */
export interface ChannelVideo {
  id: string;
  publishedAt: string;
  title: string;
  description: string;
  tags: string[];
  seconds: number;
  /** What the player says of the picture: it decides whether a video is a Short. */
  shape: 'wide' | 'tall' | 'unknown';
  standing: Standing;
}

/** A video as one import sees it. */
export type SeenVideo = Omit<ChannelVideo, 'standing'> & { standing: Sight };

const channelId = 'UChistoryhistoryhistory0';

/** A video of at most a minute, so that its shape alone decides whether it is a Short. */
export function makeVideo(number: number): ChannelVideo {
  return {
    id: `Vid_${String(number).padStart(3, '0')}-aZ9`,
    // Half of the channel is old enough for `urls.pruneAliases`.
    publishedAt: `${number % 2 === 0 ? 2014 : 2023}-03-${String(1 + (number % 28)).padStart(2, '0')}T10:00:00Z`,
    title: `Video ${number}`,
    // Some have neither a description nor tags.
    description: number % 3 === 1 ? '' : `About video ${number}.`,
    tags: number % 3 === 1 ? [] : ['one'],
    seconds: 40,
    shape: 'wide',
    standing: 'unpublished',
  };
}

/**
 * What `fetch --save` would save of the channel now.
 *
 * @param complete whether the listing came to its end; else every third video is missing from it
 */
export function makeSnapshot(channel: ChannelVideo[], complete: boolean): string {
  const videos = complete ? channel : channel.filter((_, number) => number % 3 !== 0);
  const listed = videos.filter(({ standing }) => standing === 'listed' || standing === 'hidden');
  const unavailable = videos.flatMap(({ id, standing }) =>
    standing === 'deleted' || standing === 'private' ? [{ videoId: id, reason: standing }] : [],
  );
  return JSON.stringify({
    format: 'tubematter-snapshot',
    version: 1,
    source: { kind: 'channel', id: channelId },
    channelId,
    channelTitle: 'A Channel',
    complete,
    items: listed.map(makeResource),
    unavailable,
  });
}

function makeResource(video: ChannelVideo): unknown {
  const [width, height] = video.shape === 'tall' ? ['720', '1280'] : ['1280', '720'];
  return {
    kind: 'youtube#video',
    id: video.id,
    snippet: {
      publishedAt: video.publishedAt,
      channelId,
      channelTitle: 'A Channel',
      title: video.title,
      description: video.description,
      thumbnails: { high: { url: `https://i.ytimg.com/vi/${video.id}/hqdefault.jpg`, width: 480 } },
      tags: video.tags,
      categoryId: '27',
      liveBroadcastContent: 'none',
    },
    contentDetails: { duration: `PT${video.seconds}S` },
    status: { privacyStatus: video.standing === 'hidden' ? 'private' : 'public' },
    ...(video.shape !== 'unknown' && { player: { embedWidth: width, embedHeight: height } }),
  };
}
