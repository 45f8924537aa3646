import type { Finding } from '../model/finding.ts';
import { isEmpty, readKey } from '../model/front-matter.ts';
import type { Page } from '../model/page.ts';
import { isVideoId } from '../model/video.ts';

/** A `videoId` that is none, and one that names another video than the `ResourceId` of the page. */
export function findVideoIdFlaws({ path, data }: Page): Finding[] {
  const videoId = readKey(data, 'videoId');
  if (isEmpty(videoId)) return [];
  const place = { severity: 'warning', path, key: 'videoId', entry: null } as const;
  if (!isVideoId(videoId)) {
    return [
      {
        ...place,
        code: 'video-id-refused',
        message: 'The videoId is not a video id, which is a text of 11 letters, digits, - and _.',
        remedy: 'Write the id alone: an import does not find the page by anything else.',
      },
    ];
  }
  const resourceId = readKey(data, 'ResourceId');
  const isOther = !/^(videos?)?$/i.test(String(readKey(data, 'ResourceType') ?? ''));
  if (isOther || !isVideoId(resourceId) || resourceId === videoId) return [];
  return [
    {
      ...place,
      code: 'two-videos',
      message: `The videoId names the video ${videoId}, but the ResourceId names ${resourceId}.`,
      remedy: 'Correct the one that is wrong: an import goes by the videoId.',
    },
  ];
}
