import type { Preset } from '../conventions.ts';

/** What the blog starter of Astro calls these, where it has them. */
export const minimalPreset: Preset = {
  content: 'src/content/videos',
  file: '{slug}.md',
  body: '{description}\n\n[Watch on YouTube]({watchUrl})',
  urls: { page: '/videos/{slug}', aliases: [], listsOwn: false },
  fields: [
    { key: 'title', value: '{title}', update: 'until-edited' },
    { key: 'description', value: '{description}', update: 'until-edited' },
    { key: 'pubDate', value: '{date}', update: 'until-edited' },
    { key: 'videoId', value: '{videoId}', update: 'if-missing' },
    { key: 'slug', value: '{slug}', update: 'on-create' },
    { key: 'aliases', value: [], update: 'append' },
    { key: 'aliasesArchive', value: [], update: 'append' },
    { key: 'thumbnail', value: '{preview}', update: 'until-edited' },
    { key: 'duration', value: '{duration}', update: 'always' },
    { key: 'tags', value: '{tags}', update: 'until-edited' },
  ],
};
