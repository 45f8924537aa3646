import type { Preset } from '../generator.ts';

/** The pages of the site that asked for this tool: keys, their order and their lists stay as they are there. */
export const seedPreset: Preset = {
  content: 'content/resources/videos',
  file: '{videoId}/index.md',
  body: '{description}\n\n[Watch on YouTube]({watchUrl})',
  urls: {
    page: '/resources/videos/{slug}',
    aliases: ['/resources/{videoId}', '/resources/videos/{slug}'],
  },
  fields: [
    { key: 'title', value: '{title}', update: 'until-edited' },
    { key: 'description', value: '{description}', update: 'until-edited' },
    { key: 'date', value: '{date}', update: 'until-edited' },
    { key: 'weight', value: 1000, update: 'if-missing' },
    { key: 'ResourceId', value: '{videoId}', update: 'if-missing' },
    { key: 'ResourceType', value: 'videos', update: 'if-missing' },
    { key: 'ResourceImport', value: true, update: 'if-missing' },
    { key: 'ResourceImportSource', value: 'Youtube', update: 'if-missing' },
    { key: 'videoId', value: '{videoId}', update: 'if-missing' },
    { key: 'url', value: '{permalink}', update: 'if-missing' },
    { key: 'slug', value: '{slug}', update: 'if-missing' },
    { key: 'layout', value: 'video', update: 'if-missing' },
    { key: 'aliases', value: [], update: 'append' },
    { key: 'aliasesArchive', value: [], update: 'append' },
    { key: 'preview', value: '{preview}', update: 'until-edited' },
    { key: 'duration', value: '{duration}', update: 'always' },
    { key: 'isShort', value: '{isShort}', update: 'until-edited' },
    { key: 'tags', value: '{tags}', update: 'until-edited' },
    { key: 'sitemap', value: { filename: 'sitemap.xml', priority: 0.6 }, update: 'if-missing' },
    { key: 'source', value: 'youtube', update: 'if-missing' },
    { key: 'resourceTypes', value: ['video'], update: 'if-missing' },
    { key: 'categories', value: '{categories}', update: 'if-missing' },
  ],
};
