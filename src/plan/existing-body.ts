import type { Generator } from '../generators/generator.ts';
import { readKey } from '../model/front-matter.ts';
import { isImported, type LockfileEntry } from '../model/lockfile.ts';
import type { VideoPage } from '../model/page.ts';
import type { BodySource } from '../model/plan.ts';
import type { Rules } from '../model/rules.ts';
import type { Video } from '../model/video.ts';
import { makeBodySource, renderBody } from './body-template.ts';
import { addSlug, makeTokens } from './tokens.ts';

/** An existing page. */
interface BodyState {
  page: VideoPage;
  /** What the lockfile knew of it, under its former id if it has one. */
  last: LockfileEntry | undefined;
  /** The id under which its video was uploaded before. */
  formerId: string | undefined;
  slug: string;
}

/**
 * Plans the body of an existing page: it gets one if it has none and the config says so, and a new one if its video was
 * uploaded again.
 *
 * @param body what a new page of the video would have
 * @returns null if the body stays
 */
export function planBody(
  body: BodySource,
  state: BodyState,
  video: Video,
  rules: Rules,
  generator: Generator,
): BodySource | null {
  const { page, last, formerId } = state;
  const isFilled = rules.body.update === 'if-missing' && page.bodyIsEmpty && !isImported(last);
  const renew = () =>
    formerId === undefined ? null : renewBody(body, state, formerId, video, rules, generator);
  const planned = isFilled ? body : renew();
  return planned === null || renderBody(planned, generator) === '' ? null : planned;
}

/**
 * An untouched body leads to the video that is gone. If the lockfile has no hash of it, it is compared with what the
 * template makes from all that is known of the former video, assuming the same description.
 */
function renewBody(
  body: BodySource,
  { page: { data }, last, slug }: BodyState,
  formerId: string,
  video: Video,
  rules: Rules,
  generator: Generator,
): BodySource {
  if (last?.body !== undefined) return { ...body, replaces: last.body };
  const former = { ...video, id: formerId };
  const { template, tokens } = makeBodySource(
    rules.body.template,
    former,
    addSlug(makeTokens(former, rules, generator), slug),
  );
  return { ...body, replaces: { template, tokens: { ...tokens, ...readFormerTokens(data, last, rules) } } };
}

/** What the lockfile, else the page, says of the former video, for fields that are a token and nothing else. */
function readFormerTokens(
  data: VideoPage['data'],
  last: LockfileEntry | undefined,
  { fields }: Rules,
): BodySource['tokens'] {
  const known = fields.flatMap(({ key, value }) => {
    const [, token] = /^\{(\w+)\}$/.exec(String(value)) ?? [];
    const former = last?.values[key] ?? readKey(data, key) ?? null;
    // The page already has the new id, and only the first sentence of the description.
    const isTelling = token !== undefined && token !== 'videoId' && token !== 'description';
    return isTelling && former !== null ? [[token, former] as const] : [];
  });
  return Object.fromEntries(known);
}
