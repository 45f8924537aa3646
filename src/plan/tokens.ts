import type { Generator } from '../generators/generator.ts';
import { makeRecord } from '../model/record.ts';
import type { Rules } from '../model/rules.ts';
import { tighten } from '../model/tighten.ts';
import type { Value } from '../model/value.ts';
import type { Video } from '../model/video.ts';
import { fillText, type Tokens } from '../text/template.ts';
import { makeSlug } from './slug.ts';

/** A name that templates may use. */
interface Token {
  /** What it stands for, in the documentation. */
  meaning: string;
  /**
   * A timestamp is unquoted in front matter, and may be written in several ways. A text is what people type: it is
   * escaped in bodies, and not allowed in URLs.
   */
  type?: 'timestamp' | 'text';
  /** Its value for a video; null: not known, so that the field is left alone. */
  read(video: Video, rules: Rules, generator: Generator): Value;
}

/** The tokens of templates. Validation and documentation read this table too. */
export const tokens = {
  videoId: { meaning: 'the video id', read: ({ id }) => id },
  title: { meaning: "the video's title", type: 'text', read: ({ title }) => title },
  description: {
    meaning: 'the first sentence or paragraph of its description, up to 160 characters',
    type: 'text',
    read: ({ summary }) => summary,
  },
  date: {
    meaning: 'when it was published, as 2020-04-14T19:09:07Z',
    type: 'timestamp',
    read: ({ publishedAt }) => publishedAt,
  },
  year: {
    meaning: 'the year of publication, four digits',
    read: ({ publishedAt }) => publishedAt.slice(0, 4),
  },
  month: {
    meaning: 'the month of publication, two digits',
    read: ({ publishedAt }) => publishedAt.slice(5, 7),
  },
  day: { meaning: 'the day of publication, two digits', read: ({ publishedAt }) => publishedAt.slice(8, 10) },
  duration: { meaning: 'its length in seconds', read: ({ durationSeconds }) => durationSeconds },
  isShort: {
    meaning: 'whether it is a Short; not there if YouTube does not say enough',
    read: ({ isShort }) => isShort,
  },
  tags: {
    meaning: 'its tags, without the excluded ones and slashes at their ends',
    type: 'text',
    read: (video, { tags }, generator) => listTags(video, tags.exclude, generator),
  },
  category: { meaning: 'the name of its YouTube category', read: ({ category }) => category },
  categories: {
    meaning: 'the same as a list of one',
    read: ({ category }) => (category === null ? [] : [category]),
  },
  preview: { meaning: 'the URL of its widest thumbnail', read: ({ thumbnailUrl }) => thumbnailUrl },
  // These two depend on the page and are filled in later.
  slug: { meaning: "the page's slug", read: () => '' },
  permalink: {
    meaning: '`urls.page` with `:slug` left for the site generator to fill in',
    read: () => '',
  },
  watchUrl: {
    meaning: 'the URL of the video on YouTube',
    read: ({ id }) => `https://www.youtube.com/watch?v=${id}`,
  },
  privacy: { meaning: '`public` or `unlisted`', read: ({ privacy }) => privacy },
  channelId: { meaning: "the channel's id", read: ({ channelId }) => channelId },
  channelTitle: {
    meaning: "the channel's title",
    type: 'text',
    read: ({ channelTitle }) => channelTitle,
  },
} satisfies Record<string, Token>;

const declared = Object.entries<Token>(tokens);

/** What the tokens stand for on one video's page, its slug left empty. */
export function makeTokens(video: Video, rules: Rules, generator: Generator): Tokens {
  const values: Tokens = makeRecord();
  for (const [name, token] of declared) values[name] = token.read(video, rules, generator);
  values['permalink'] = generator.makePermalink(rules.urls.page, values);
  return values;
}

const listNames = (wanted: Token['type']) =>
  declared.flatMap(([name, { type }]) => (type === wanted ? [name] : []));

/** The tokens that are texts. */
export const textTokens: readonly string[] = listNames('text');

const timestampTemplates = new Set<Value>(listNames('timestamp').map((name) => `{${name}}`));

/** Whether a field's template is a timestamp: the token declares it; nothing is guessed. */
export function isTimestampTemplate(template: Value): boolean {
  return timestampTemplates.has(template);
}

function listTags({ tags }: Video, exclude: ReadonlySet<string>, { cleanTag }: Generator): string[] {
  const cleaned = tags.map(cleanTag);
  return tighten(cleaned.filter((tag): tag is string => tag !== null && !exclude.has(tag.toLowerCase())));
}

/** All tokens of a video's page. */
export function addSlug(tokens: Tokens, slug: string): Tokens {
  return { ...tokens, slug };
}

/** The same for a page into whose permalink the generator fills no slug. */
export function writeOutSlug(tokens: Tokens, { urls }: Rules, generator: Generator): Tokens {
  const template = urls.page.replaceAll('{slug}', () => String(tokens['slug']));
  return { ...tokens, permalink: generator.makePermalink(template, tokens) };
}

/**
 * The slug that the config wants for a video, before clashes: the title's, or what the field `slug` is set to.
 *
 * @param ofTitle the slug of the title, if not by today's rule
 */
export function findWantedSlug(
  video: Video,
  tokens: Tokens,
  rules: Rules,
  ofTitle = makeSlug(video.title, video.id, rules.slugs),
): string {
  const template = rules.fields.find(({ key }) => key === 'slug')?.value;
  if (typeof template !== 'string') return ofTitle;
  return fillText(template, addSlug(tokens, ofTitle)) || ofTitle;
}
