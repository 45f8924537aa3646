import { defaultGenerator } from '../../src/generators/default-generator.ts';
import type { PageChange, Plan } from '../../src/model/plan.ts';
import type { FieldChange, Value } from '../../src/model/value.ts';
import type { Summary } from '../../src/report/run-summary.ts';

/** Texts that try to be more than text. */
export const hostileTexts = [
  '</script><script>window.wasHit = 1</script>',
  '<img src=x onerror="window.wasHit = 1">',
  '"><svg/onload=window.wasHit=1>',
  "' autofocus onfocus='window.wasHit = 1",
  '--><style>*{display:none}</style><!--',
  '`code` ``more`` | pipe | @someone #123 GH-7 someone/project#9',
  '[link](https://evil.example/) <https://evil.example/> https://evil.example/ www.evil.example',
  '\u202eesrever\u202c and \u2066open',
  '::error file=a.md::taken over',
  '&lt;b&gt; &amp;amp; &#60;',
  '\\`backslash\\` **bold** _low_ ~~gone~~ $$x$$ :tada:',
];

const base = { body: null };

/** A change of an existing page. */
export function makeUpdate(
  id: string,
  title: string,
  path: string,
  fields: FieldChange[],
  url: string | null = null,
): PageChange {
  return {
    ...base,
    video: { id, title },
    path,
    page: { path, videoId: id, data: {}, bodyIsEmpty: false },
    url,
    fields,
  };
}

function makeBody(text: string): PageChange['body'] {
  return { template: '{description}', tokens: { title: '', description: text, channelTitle: '' } };
}

/** A new page's change, with the fields that a page has. */
export function makeCreation(id: string, title: string, slug: string): PageChange {
  const values: Record<string, Value> = {
    title,
    description: `About: ${title}. A short talk with many examples from the workshop.`,
    date: '2025-03-09T08:00:00Z',
    weight: 1000,
    ResourceType: 'videos',
    videoId: id,
    url: '/resources/videos/:slug',
    slug,
    layout: 'video',
    aliases: [`/resources/${id}`, `/resources/videos/${slug}`],
    aliasesArchive: [`/resources/videos/${slug}`],
    duration: 300 + slug.length,
    isShort: false,
    tags: ['wheels', 'repair'],
    sitemap: { filename: 'sitemap.xml', priority: 0.6 },
  };
  return {
    ...base,
    video: { id, title },
    path: `${id}/index.md`,
    page: null,
    url: `/resources/videos/${slug}`,
    fields: Object.entries(values).map(([key, after]) => ({
      key,
      action: 'set',
      reason: 'new-page',
      before: undefined,
      after,
      ...(key === 'date' && { timestamp: true }),
    })),
    body: makeBody(`${title}\n\nhttps://www.youtube.com/watch?v=${id}\n`),
  };
}

/** A plan with something of everything. */
export const richPlan: Plan = {
  changes: [
    makeUpdate(
      'aaaaaaaaaa1',
      'How to true a bicycle wheel in ten minutes',
      'aaaaaaaaaa1/index.md',
      [
        {
          key: 'title',
          action: 'set',
          reason: 'youtube-changed',
          before: 'How to true a wheel in 10 minutes',
          after: 'How to true a bicycle wheel in ten minutes',
        },
        {
          key: 'slug',
          action: 'set',
          reason: 'youtube-changed',
          before: 'how-to-true-a-wheel',
          after: 'how-to-true-a-bicycle-wheel',
        },
        {
          key: 'aliases',
          action: 'append',
          reason: 'url-history',
          entries: ['/resources/videos/how-to-true-a-bicycle-wheel', '/resources/videos/how-to-true-a-wheel'],
        },
        {
          key: 'aliasesArchive',
          action: 'append',
          reason: 'url-history',
          entries: ['/resources/videos/how-to-true-a-bicycle-wheel', '/resources/videos/how-to-true-a-wheel'],
        },
        { key: 'duration', action: 'set', reason: 'youtube-changed', before: 611, after: 598 },
        {
          key: 'tags',
          action: 'set',
          reason: 'youtube-changed',
          before: ['wheels', 'truing', 'spokes'],
          after: ['wheels', 'truing', 'workshop'],
        },
        { key: 'isShort', action: 'set', reason: 'missing', before: undefined, after: false },
      ],
      '/resources/videos/how-to-true-a-bicycle-wheel',
    ),
    {
      ...makeUpdate(
        'aaaaaaaaaa2',
        'Left\u200b-hand \u200fthreads\u200e and right-hand ones',
        'talks/2019/left-hand-threads.md',
        [
          {
            key: 'aliases',
            action: 'prune',
            reason: 'pruned',
            entries: ['/resources/videos/threads', '/resources/videos/left-and-right'],
          },
          {
            key: 'description',
            action: 'set',
            reason: 'youtube-changed',
            before:
              'Pedals: the left one has a left-hand thread. Why? Since it would otherwise unscrew itself. The bottom bracket is another story, and the one that most people get wrong at first, with the tools and the patience that it needs; a second part shows the cartridge kind.',
            after:
              'Pedals: the left one has a left-hand thread. Why? Since it would otherwise unscrew itself. The bottom bracket is another story, and the one that most people get wrong at first, with the tools and the patience that it needs; a later part shows the sealed cartridge kind.',
          },
        ],
        '/resources/videos/left-hand-threads-and-right-hand-ones',
      ),
      body: makeBody('Pedals: the left one has a left-hand thread.'),
    },
    makeUpdate(
      'aaaaaaaaaa3',
      'Brake pads: organic or sintered?',
      'aaaaaaaaaa3/index.md',
      [{ key: 'unavailable', action: 'set', reason: 'unavailable', before: undefined, after: true }],
      '/resources/videos/brake-pads',
    ),
    makeCreation('bbbbbbbbbb1', 'Chain wear: when to change it, and what it costs to wait', 'chain-wear'),
    makeCreation('bbbbbbbbbb2', 'الدراجة في المدينة', 'bbbbbbbbbb2'),
    makeCreation('bbbbbbbbbb3', 'Office hours 🛠️ 👩‍🔧', 'office-hours-2'),
  ],
  unchanged: 1284,
  skipped: [
    { videoId: 'cccccccccc1', title: 'Tyre levers in 40 seconds #shorts', reason: 'short' },
    { videoId: 'cccccccccc2', title: 'Live: the spring workshop', reason: 'upcoming' },
    { videoId: 'cccccccccc3', title: 'A video you do not want', reason: 'page-removed' },
  ],
  conflicts: [
    {
      videoId: 'aaaaaaaaaa2',
      path: 'talks/2019/left-hand-threads.md',
      title: 'Left-hand threads',
      fields: [
        {
          key: 'title',
          page: 'Left-hand threads, and why your pedal has one',
          youtube: 'Left-hand threads and right-hand ones',
          last: 'Left-hand threads',
        },
        {
          key: 'preview',
          page: undefined,
          youtube: 'https://i.ytimg.com/vi/aaaaaaaaaa2/hqdefault.jpg',
          last: '',
        },
      ],
    },
    {
      videoId: 'dddddddddd1',
      path: 'dddddddddd1/index.md',
      title: 'Gears',
      fields: [{ key: 'tags', page: ['mine'], youtube: ['gears', 'derailleur'], last: ['gears'] }],
    },
  ],
  clashes: [
    {
      videoId: 'bbbbbbbbbb3',
      path: 'bbbbbbbbbb3/index.md',
      wanted: 'office-hours',
      slug: 'office-hours-2',
      takenBy: 'older/office-hours.md',
    },
  ],
  missing: [
    {
      videoId: 'aaaaaaaaaa3',
      path: 'aaaaaaaaaa3/index.md',
      title: 'Brake pads',
      reason: 'private',
      url: '/resources/videos/brake-pads',
      goneSince: '2026-01-02',
      isNew: true,
    },
    {
      videoId: 'eeeeeeeeee1',
      path: 'archive/eeeeeeeeee1.md',
      title: 'Bells',
      reason: 'deleted',
      goneSince: '2025-11-30',
    },
  ],
  removed: [],
  problems: [
    { code: 'bad-front-matter', path: 'broken/index.md', line: 4, detail: 'a quote is not closed' },
    { code: 'two-pages', videoId: 'ffffffffff1', paths: ['one/index.md', 'two/index.md'] },
    { code: 'bad-video', videoId: null, detail: 'it has no id' },
  ],
  entries: {},
  reuploads: [
    {
      path: 'archive/eeeeeeeeee1.md',
      title: 'Office hours',
      formerId: 'eeeeeeeeee1',
      videoId: 'bbbbbbbbbb3',
      newPath: 'bbbbbbbbbb3/index.md',
    },
  ],
  bodies: [],
  kept: [],
  forgotten: [],
};

export const richSummary: Summary = {
  content: '',
  redirects: [],
  oldUrls: 0,
  quietFields: new Map(),
  site: null,
  files: null,
  damagedLockfiles: [],
  plan: richPlan,
  generator: defaultGenerator,
  units: 43,
  stopped: null,
  verb: 'would',
};

/** A plan in which every text from outside is a hostile one. */
export const hostilePlan: Plan = {
  changes: hostileTexts.flatMap((text, at): Plan['changes'] => [
    { ...makeCreation(`hostile-c${at}`, text, text), path: `${text}/index.md` },
    {
      ...makeUpdate(
        `hostile-u${at}`,
        text,
        `${text}.md`,
        [
          { key: text, action: 'set', reason: 'youtube-changed', before: text, after: `${text} new` },
          { key: 'aliases', action: 'append', reason: 'url-history', entries: [text] },
          {
            key: 'tags',
            action: 'set',
            reason: 'youtube-changed',
            before: [text],
            after: [text, `${text}!`],
          },
          { key: 'gone', action: 'remove', reason: 'available-again', before: text },
        ],
        text,
      ),
      body: makeBody(text),
    },
  ]),
  unchanged: 0,
  skipped: hostileTexts.map((title, at) => ({ videoId: `hostile-s${at}`, title, reason: 'short' })),
  conflicts: hostileTexts.map((text, at) => ({
    videoId: `hostile-k${at}`,
    path: text,
    title: text,
    fields: [{ key: text, page: text, youtube: `other ${text}`, last: text }],
  })),
  clashes: hostileTexts.map((text, at) => ({
    videoId: `hostile-k${at}`,
    path: text,
    wanted: text,
    slug: text,
    takenBy: text,
  })),
  missing: hostileTexts.map((text, at) => ({
    videoId: `hostile-m${at}`,
    path: text,
    title: text,
    reason: 'unknown',
  })),
  removed: hostileTexts.map((text, at) => ({ videoId: `hostile-r${at}`, title: text, urls: [text] })),
  problems: hostileTexts.flatMap((text): Plan['problems'] => [
    { code: 'bad-video', videoId: text, detail: text },
    { code: 'cannot-edit', path: text, detail: text },
  ]),
  entries: {},
  reuploads: hostileTexts.map((text, at) => ({
    path: text,
    title: text,
    formerId: `hostile-m${at}`,
    videoId: text,
    newPath: text,
  })),
  bodies: [],
  kept: [],
  forgotten: [],
};
