import type { Generator } from '../generators/generator.ts';
import { readKey } from '../model/front-matter.ts';
import type { LockfileEntry } from '../model/lockfile.ts';
import type { VideoPage } from '../model/page.ts';
import type { BodySource } from '../model/plan.ts';
import type { Rules } from '../model/rules.ts';
import type { Video } from '../model/video.ts';
import { makeBodySource } from './body-template.ts';
import { addSlug, makeTokens } from './tokens.ts';

/** A page whose video was uploaded again. */
export interface RenewedPage {
  page: VideoPage;
  /** What the lockfile knew of it under its former id. */
  last: LockfileEntry | undefined;
  formerId: string;
}

/**
 * Plans the body of a page whose video was uploaded again: one that nobody has touched leads to the video that is gone.
 * If the lockfile has no hash of it, it is compared with what the template makes of all that is known of the former video;
 * the whole description is taken to be the same.
 *
 * @param body what a new page of the video would have
 */
export function renewBody(
  body: BodySource,
  { page, last, formerId }: RenewedPage,
  video: Video,
  rules: Rules,
  generator: Generator,
): BodySource {
  if (last?.body !== undefined) return { ...body, replaces: last.body };
  const former = { ...video, id: formerId };
  const { template, tokens } = makeBodySource(
    rules.body.template,
    former,
    addSlug(makeTokens(former, rules, generator), String(body.tokens['slug'])),
  );
  return { ...body, replaces: { template, tokens: { ...tokens, ...readFormerTokens(page, last, rules) } } };
}

/** What the lockfile, else the page, says of the former video, for fields that are a token and nothing else. */
function readFormerTokens(
  { data }: VideoPage,
  last: LockfileEntry | undefined,
  { fields }: Rules,
): BodySource['tokens'] {
  const known = fields.flatMap(({ key, value }) => {
    const [, token] = /^\{(\w+)\}$/.exec(String(value)) ?? [];
    const former = last?.values[key] ?? readKey(data, key) ?? null;
    // The page has the new id already, and of the description only the first sentence.
    const isTelling = token !== undefined && token !== 'videoId' && token !== 'description';
    return isTelling && former !== null ? [[token, former] as const] : [];
  });
  return Object.fromEntries(known);
}
