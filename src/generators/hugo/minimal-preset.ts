import type { Preset } from '../conventions.ts';

/** What every Hugo site knows. */
export const minimalPreset: Preset = {
  content: 'content/videos',
  file: '{videoId}/index.md',
  body: '{description}\n\n[Watch on YouTube]({watchUrl})',
  urls: { page: '/videos/{slug}', aliases: ['/videos/{videoId}'], listsOwn: false },
  fields: [
    { key: 'title', value: '{title}', update: 'until-edited' },
    { key: 'description', value: '{description}', update: 'until-edited' },
    { key: 'date', value: '{date}', update: 'until-edited' },
    { key: 'videoId', value: '{videoId}', update: 'if-missing' },
    { key: 'slug', value: '{slug}', update: 'on-create' },
    { key: 'aliases', value: [], update: 'append' },
    { key: 'aliasesArchive', value: [], update: 'append' },
    { key: 'preview', value: '{preview}', update: 'until-edited' },
    { key: 'duration', value: '{duration}', update: 'always' },
    { key: 'tags', value: '{tags}', update: 'until-edited' },
  ],
};
