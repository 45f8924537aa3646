import type { ConfigInput as Config } from '../../src/config/keys.ts';
import { findDefaultPreset } from '../../src/generators/conventions.ts';
import { defaultGenerator } from '../../src/generators/default-generator.ts';
import type { FieldRule } from '../../src/model/rules.ts';
import type { SeenVideo } from './channel.ts';
import { wantedSlug } from './urls.ts';

const { urlLists } = defaultGenerator;
const preset = findDefaultPreset(defaultGenerator);

/** The managed fields as the config has them, the two lists of URLs apart. */
export function listFields(config: Config): FieldRule[] {
  return preset.fields
    .filter(({ key }) => !Object.values(urlLists).includes(key))
    .flatMap((field) => {
      const rule = config.fields?.[field.key];
      const update = typeof rule === 'object' ? rule.update : undefined;
      return rule === false ? [] : [{ ...field, update: update ?? field.update }];
    });
}

/** YouTube's value of a field; undefined where it is unknown. The slug is the one that the title asks for. */
export function youtubeValue({ value }: FieldRule, video: SeenVideo, config: Config): unknown {
  const [, token] = typeof value === 'string' ? (/^\{(\w+)\}$/.exec(value) ?? []) : [];
  if (token === undefined) return value;
  const meaning = tokens[token];
  if (!meaning) throw new Error(`The model of histories does not know {${token}}.`);
  return meaning(video, config);
}

const tokens: Record<string, (video: SeenVideo, config: Config) => unknown> = {
  title: ({ title }) => title,
  description: ({ description }) => description,
  date: ({ publishedAt }) => publishedAt,
  videoId: ({ id }) => id,
  permalink: (video, config) => fillUrl(templateOf(config), video, ':slug'),
  slug: ({ title, id }) => wantedSlug(title, id),
  preview: ({ id }) => `https://i.ytimg.com/vi/${id}/hqdefault.jpg`,
  duration: ({ seconds }) => seconds,
  isShort: ({ shape }) => (shape === 'unknown' ? undefined : shape === 'tall'),
  tags: ({ tags }) => tags,
  categories: () => ['Education'],
};

/** The template of a page's URL where its front matter has no `url`. */
export const templateOf = (config: Config) => config.urls?.page ?? preset.urls.page;

/** The templates of the aliases that every page gets. */
export const aliasesOf = (config: Config) => config.urls?.aliases ?? preset.urls.aliases;

/** Fills a URL template of the config. */
export function fillUrl(template: string, video: SeenVideo, slug: string): string {
  const year = video.publishedAt.slice(0, 4);
  return template.replace('{slug}', slug).replace('{videoId}', video.id).replace('{year}', year);
}
