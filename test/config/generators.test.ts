import { describe, expect, test } from 'vitest';
import { describeIssues } from '../../src/config/issues.ts';
import { checkConfig } from '../../src/config/keys.ts';
import { resolveSettings } from '../../src/config/settings.ts';

/** What holds with a config, or what is wrong with it. */
function resolve(written: Record<string, unknown>) {
  const result = checkConfig(written);
  if (!result.success) return describeIssues(result.issues);
  const loaded = { file: '/site/tubematter.config.yaml', config: result.output, layers: [] };
  const { generator, content, rules } = resolveSettings({}, {}, loaded, '/site', new Date(0));
  return { generator, content, rules };
}

describe('the generator of a config', () => {
  test('decides the defaults, and what the config says comes before them', () => {
    expect(resolve({ generator: 'jekyll' })).toMatchObject({
      generator: { name: 'jekyll', urlLists: { live: 'redirect_from' } },
      content: '/site/_videos',
      rules: { file: '{slug}.md', urls: { page: '/videos/{slug}', aliases: [], listsOwn: false } },
    });
    expect(resolve({ generator: 'jekyll', content: '_posts', urls: { page: '/p/{slug}' } })).toMatchObject({
      content: '/site/_posts',
      rules: { urls: { page: '/p/{slug}', aliases: [] } },
    });
    expect(resolve({})).toEqual(resolve({ generator: 'hugo', preset: 'seed' }));
  });

  test('has its fields, changed, dropped and added by name', () => {
    const settings = resolve({
      generator: 'eleventy',
      fields: { tags: { value: ['talks'] }, image: false, layout: 'base.njk' },
    });
    expect(settings).toMatchObject({ generator: { label: 'Eleventy' } });
    const fields = 'rules' in settings ? settings.rules.fields : [];
    expect(fields.find(({ key }) => key === 'tags')).toEqual({
      key: 'tags',
      value: ['talks'],
      update: 'on-create',
    });
    expect(fields.map(({ key }) => key)).not.toContain('image');
    expect(fields.at(-1)).toEqual({ key: 'layout', value: 'base.njk', update: 'if-missing' });
  });

  test('has a field under another name in the place of the one that it was', () => {
    const settings = resolve({
      generator: 'hugo',
      preset: 'minimal',
      fields: {
        author: 'Ann',
        videoId: false,
        published: '{date}',
        date: false,
        'params.youtubeId': { value: '{videoId}', update: 'if-missing' },
      },
    });
    const fields = 'rules' in settings ? settings.rules.fields : [];
    const keys = fields.map(({ key }) => key);
    expect(keys.slice(0, 5)).toEqual(['title', 'description', 'published', 'params.youtubeId', 'slug']);
    expect(keys.slice(-2)).toEqual(['tags', 'author']);
    expect(fields[2]).toEqual({ key: 'published', value: '{date}', update: 'until-edited' });
  });

  test('has lists of other names where the config says so, in their place', () => {
    const settings = resolve({ generator: 'astro', urls: { keys: { live: 'redirects' } } });
    expect(settings).toMatchObject({
      generator: { urlLists: { live: 'redirects', archive: 'aliasesArchive' } },
    });
    const keys = 'rules' in settings ? settings.rules.fields.map(({ key }) => key) : [];
    expect(keys.slice(5, 7)).toEqual(['redirects', 'aliasesArchive']);
  });

  test.each<[written: Record<string, unknown>, words: RegExp]>([
    [{ generator: 'hugoo' }, /^generator: .*did you mean hugo\?/],
    [{ generator: 'jekyll', preset: 'seed' }, /^preset: must be minimal, the only preset of this generator$/],
    [{ generator: 'jekyll', fields: { weight: { update: 'always' } } }, /^fields\.weight: needs a value/],
    [
      { generator: 'jekyll', fields: { redirect_from: '/x' } },
      /^fields\.redirect_from: is filled from `urls`/,
    ],
    [{ generator: 'astro', fields: { videoId: false } }, /must keep videoId, or have another field/],
    [{ urls: { keys: { live: 3 } } }, /^urls\.keys\.live: /],
    [{ fields: { Title: { value: 'x' } } }, /^fields\.Title: is the same key as title/],
    [{ fields: { 'Sitemap.priority': { value: 1 } } }, /^fields\.Sitemap\.priority: stands in sitemap/],
    [{ fields: { Aliases: { value: ['/x'] } } }, /^fields\.Aliases: is the same key as aliases/],
  ])('%o is refused', (written, words) => {
    expect(resolve(written)).toEqual([expect.stringMatching(words)]);
  });

  test.each<[written: Record<string, unknown>, words: RegExp]>([
    [{ urls: { keys: { archive: 'aliases' } } }, /`urls\.keys\.live` .* aliases: aliases has/],
    [{ urls: { keys: { archive: 'Aliases' } } }, /aliases: Aliases has another meaning/],
    [{ urls: { keys: { live: 'title' } } }, /`urls\.keys\.live` .* title: title has/],
    [{ urls: { keys: { archive: 'date' } } }, /`urls\.keys\.archive` .* date: date has/],
    [{ urls: { keys: { live: 'Tags' } } }, /Tags: tags has/],
    [{ urls: { keys: { live: 'sitemap.old' } } }, /sitemap\.old: sitemap has/],
    [{ urls: { keys: { live: 'youtube' } } }, /youtube: youtube has/],
    [{ urls: { keys: { live: 'params.videoId' } } }, /params\.videoId has/],
    [{ urls: { keys: { live: 'talk' } }, pages: { id: ['talk.id'] } }, /talk: talk\.id has/],
    [{ urls: { keys: { live: 'unavailable' } } }, /unavailable has/],
    [{ urls: { keys: { archive: 'draft' } } }, /draft has/],
    [{ preset: 'minimal', urls: { keys: { live: 'url' } } }, /url has/],
    [{ generator: 'jekyll', urls: { keys: { live: 'published' } } }, /published has/],
    [{ fields: { unavailable: { value: false } } }, /unavailable cannot be a field/],
    [{ pages: { id: ['slug'] } }, /slug is in `pages\.id`, but as a field it names no video/],
  ])('%o gives a key two meanings', (written, words) => {
    expect(() => resolve(written)).toThrow(words);
  });
});
