import type { Preset } from '../conventions.ts';

/** A collection of videos. */
export const minimalPreset: Preset = {
  content: '_videos',
  file: '{slug}.md',
  body: '{description}\n\n[Watch on YouTube]({watchUrl})',
  urls: { page: '/videos/{slug}', aliases: [], listsOwn: false },
  fields: [
    { key: 'title', value: '{title}', update: 'until-edited' },
    { key: 'description', value: '{description}', update: 'until-edited' },
    { key: 'date', value: '{date}', update: 'until-edited' },
    { key: 'layout', value: 'default', update: 'on-create' },
    { key: 'permalink', value: '{permalink}', update: 'on-create' },
    { key: 'videoId', value: '{videoId}', update: 'if-missing' },
    { key: 'slug', value: '{slug}', update: 'on-create' },
    { key: 'redirect_from', value: [], update: 'append' },
    { key: 'aliasesArchive', value: [], update: 'append' },
    { key: 'image', value: '{preview}', update: 'until-edited' },
    { key: 'duration', value: '{duration}', update: 'always' },
    { key: 'tags', value: '{tags}', update: 'until-edited' },
  ],
};
