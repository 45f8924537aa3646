import type { Preset } from '../conventions.ts';

/** The pages of the site that asked for this tool: keys, their order and their lists stay as they are there. */
export const seedPreset: Preset = {
  content: 'content/resources/videos',
  file: '{videoId}/index.md',
  body: '{description}\n\n[Watch on YouTube]({watchUrl})',
  urls: {
    page: '/resources/videos/{slug}',
    aliases: ['/resources/{videoId}', '/resources/videos/{slug}'],
    listsOwn: true,
  },
  fields: [
    { key: 'title', value: '{title}', update: 'until-edited' },
    { key: 'description', value: '{description}', update: 'until-edited' },
    { key: 'date', value: '{date}', update: 'until-edited' },
    { key: 'weight', value: 1000, update: 'on-create' },
    { key: 'ResourceId', value: '{videoId}', update: 'if-missing' },
    { key: 'ResourceType', value: 'videos', update: 'on-create' },
    { key: 'ResourceImport', value: true, update: 'on-create' },
    { key: 'ResourceImportSource', value: 'Youtube', update: 'on-create' },
    { key: 'videoId', value: '{videoId}', update: 'if-missing' },
    { key: 'url', value: '{permalink}', update: 'on-create' },
    { key: 'slug', value: '{slug}', update: 'on-create' },
    { key: 'layout', value: 'video', update: 'on-create' },
    { key: 'aliases', value: [], update: 'append' },
    { key: 'aliasesArchive', value: [], update: 'append' },
    { key: 'preview', value: '{preview}', update: 'until-edited' },
    { key: 'duration', value: '{duration}', update: 'always' },
    { key: 'isShort', value: '{isShort}', update: 'until-edited' },
    { key: 'tags', value: '{tags}', update: 'until-edited' },
    { key: 'sitemap', value: { filename: 'sitemap.xml', priority: 0.6 }, update: 'on-create' },
    { key: 'source', value: 'youtube', update: 'on-create' },
    { key: 'resourceTypes', value: ['video'], update: 'on-create' },
    { key: 'categories', value: '{categories}', update: 'if-missing' },
  ],
};
