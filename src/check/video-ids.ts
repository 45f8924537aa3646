import type { Finding } from '../model/finding.ts';
import { readKey } from '../model/front-matter.ts';
import type { Page } from '../model/page.ts';
import { isVideoId } from '../model/video.ts';

/** Keys for an id whose value names no video, and a `videoId` that names another video than the `ResourceId` of the page. */
export function findVideoIdFlaws({ path, data, flawed = [] }: Page): Finding[] {
  const refused = flawed.map(
    ({ key }): Finding => ({
      code: 'video-id-refused',
      severity: 'warning',
      path,
      key,
      entry: null,
      message: `The ${key} names no video: its value is neither a video id nor the URL of a video.`,
      remedy: 'Write the id, which is 11 letters, digits, - and _, or the URL.',
    }),
  );
  const videoId = readKey(data, 'videoId');
  const resourceId = readKey(data, 'ResourceId');
  const isOther = !/^(videos?)?$/i.test(String(readKey(data, 'ResourceType') ?? ''));
  if (isOther || !isVideoId(videoId) || !isVideoId(resourceId) || resourceId === videoId) return refused;
  return [
    ...refused,
    {
      code: 'two-videos',
      severity: 'warning',
      path,
      key: 'videoId',
      entry: null,
      message: `The videoId names the video ${videoId}, but the ResourceId names ${resourceId}.`,
      remedy: 'Correct the one that is wrong: an import goes by the videoId.',
    },
  ];
}
