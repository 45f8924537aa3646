import type { Generator } from '../generators/generator.ts';
import type { Rules } from '../model/rules.ts';
import type { Value } from '../model/value.ts';
import type { Video } from '../model/video.ts';
import { fillText, type Tokens } from '../text/template.ts';
import { makeSlug } from './slug.ts';
import type { TokenName } from './token-meanings.ts';

/** What the tokens stand for on one video's page, its slug left empty. Null: unknown, so the field is left alone. */
export function makeTokens(video: Video, rules: Rules, generator: Generator): Record<TokenName, Value> {
  const tokens = {
    videoId: video.id,
    title: video.title,
    description: video.summary,
    date: video.publishedAt,
    year: video.publishedAt.slice(0, 4),
    month: video.publishedAt.slice(5, 7),
    day: video.publishedAt.slice(8, 10),
    duration: video.durationSeconds,
    isShort: video.isShort,
    tags: listTags(video, rules.tags.exclude, generator),
    category: video.category,
    categories: video.category === null ? [] : [video.category],
    preview: video.thumbnailUrl,
    watchUrl: `https://www.youtube.com/watch?v=${video.id}`,
    channelId: video.channelId,
    channelTitle: video.channelTitle,
    slug: '',
    permalink: '',
  };
  tokens.permalink = generator.makePermalink(rules.urls.page, tokens);
  return tokens;
}

function listTags({ tags }: Video, exclude: string[], { cleanTag }: Generator): string[] {
  const excluded = exclude.map((tag) => tag.toLowerCase());
  return tags.flatMap((tag) => {
    const cleaned = cleanTag(tag);
    return cleaned === null || excluded.includes(cleaned.toLowerCase()) ? [] : [cleaned];
  });
}

/** All tokens of a video's page. */
export function addSlug(tokens: Tokens, slug: string): Tokens {
  return { ...tokens, slug };
}

/** The slug that the config wants for a video, before clashes: the title's, or what the field `slug` is set to. */
export function findWantedSlug(video: Video, tokens: Tokens, rules: Rules): string {
  const ofTitle = makeSlug(video.title, video.id);
  const template = rules.fields.find(({ key }) => key === 'slug')?.value;
  if (typeof template !== 'string') return ofTitle;
  return fillText(template, addSlug(tokens, ofTitle)) || ofTitle;
}
