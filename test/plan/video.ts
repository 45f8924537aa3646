import { builtInDefaults } from '../../src/config/defaults.ts';
import type { Rules } from '../../src/model/rules.ts';
import type { Video } from '../../src/model/video.ts';
import { summariseDescription } from '../../src/youtube/summarise-description.ts';

/** A video for tests that care about one or two of its properties. */
export function makeVideo(properties: Partial<Omit<Video, 'summary'>> = {}): Video {
  const description = properties.description ?? 'How to sharpen a plane. It takes ten minutes.';
  return {
    id: 'abcDEF12345',
    title: 'Sharpening a Hand Plane',
    description,
    summary: summariseDescription(description),
    publishedAt: '2021-03-04T05:06:07Z',
    durationSeconds: 600,
    tags: ['wood'],
    category: 'Howto & Style',
    thumbnailUrl: 'https://i.ytimg.com/vi/abcDEF12345/hqdefault.jpg',
    isShort: false,
    broadcast: 'none',
    channelId: 'UCaaaaaaaaaaaaaaaaaaaaaa',
    channelTitle: 'The Bench',
    privacy: 'public',
    ...properties,
  };
}

/** The rules that hold without a config. */
export function makeRules(changes: Partial<Rules> = {}): Rules {
  return {
    fields: [...builtInDefaults.fields],
    file: '{videoId}/index.md',
    body: { template: '{description}', update: 'on-create' },
    description: { cut: [], drop: [] },
    slugs: { locale: null, unicode: false },
    urls: {
      page: '/resources/videos/{slug}',
      aliases: ['/resources/{videoId}', '/resources/videos/{slug}'],
      listsOwn: true,
      pruneBefore: null,
      gone: [],
    },
    tags: { exclude: new Set() },
    filters: {
      since: null,
      until: null,
      limit: null,
      maxNew: null,
      match: null,
      videoIds: null,
      shorts: 'publish',
      live: 'skip',
      premieres: 'skip',
      unlisted: 'publish',
    },
    missing: 'report',
    existing: 'fill',
    ...changes,
  };
}
