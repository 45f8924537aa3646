import * as v from 'valibot';

const value: v.GenericSchema = v.lazy(() =>
  v.union([v.string(), v.number(), v.boolean(), v.null(), v.array(value), v.record(v.string(), value)]),
);
const videoId = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{11}$/));
const path = v.pipe(v.string(), v.regex(/\.(md|markdown|mdx|html)$/));
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const page = { videoId, title: v.string(), path, url: v.string() };

const about = {
  key: v.string(),
  reason: v.picklist([
    'missing',
    'youtube-changed',
    'new-entry',
    'url-history',
    'pruned',
    'new-upload',
    'unavailable',
    'available-again',
    'withheld',
    'published',
  ]),
};
const change = v.variant('action', [
  v.strictObject({
    ...about,
    action: v.literal('set'),
    before: v.optional(value),
    after: value,
    timestamp: v.optional(v.boolean()),
  }),
  v.strictObject({ ...about, action: v.literal('append'), entries: v.pipe(v.array(value), v.minLength(1)) }),
  v.strictObject({
    ...about,
    action: v.literal('prune'),
    entries: v.pipe(v.array(v.string()), v.minLength(1)),
  }),
  v.strictObject({ ...about, action: v.literal('remove'), before: value }),
]);

/** What `--json` prints, as the README describes it. A key that is not here fails: the shape is a contract. */
const planSchema = v.strictObject({
  version: v.literal(1),
  changes: v.array(
    v.variant('action', [
      v.strictObject({
        action: v.literal('create'),
        ...page,
        fields: v.array(v.strictObject({ key: v.string(), value, timestamp: v.optional(v.boolean()) })),
        body: v.string(),
      }),
      v.strictObject({
        action: v.literal('update'),
        ...page,
        movedFrom: v.optional(v.string()),
        changes: v.array(change),
        body: v.optional(v.string()),
      }),
    ]),
  ),
  unchanged: count,
  skipped: v.array(v.strictObject({ videoId, title: v.string(), reason: v.string() })),
  conflicts: v.array(
    v.strictObject({
      videoId,
      path,
      fields: v.array(
        v.strictObject({ key: v.string(), page: v.optional(value), youtube: value, last: value }),
      ),
    }),
  ),
  clashes: v.array(
    v.strictObject({ videoId, path, wanted: v.string(), slug: v.string(), takenBy: v.string() }),
  ),
  missing: v.array(
    v.strictObject({
      videoId,
      path,
      reason: v.picklist(['private', 'deleted', 'unknown', 'unlisted', 'not-in-snapshot']),
      goneSince: v.optional(v.pipe(v.string(), v.isoDate())),
    }),
  ),
  reuploads: v.array(v.strictObject({ path, title: v.string(), formerId: videoId, videoId, newPath: path })),
  kept: v.array(
    v.strictObject({
      videoId,
      path,
      reason: v.picklist(['url', 'url-unknown', 'rendering', 'empty', 'left']),
      keys: v.pipe(v.array(v.string()), v.minLength(1)),
    }),
  ),
  removed: v.array(
    v.strictObject({ videoId, title: v.string(), urls: v.pipe(v.array(v.string()), v.minLength(1)) }),
  ),
  redirects: v.array(
    v.strictObject({ path: v.string(), action: v.picklist(['create', 'update', 'remove']) }),
  ),
  problems: v.array(v.looseObject({ code: v.string() })),
  fields: v.record(v.string(), v.strictObject({ added: count, changed: count, removed: count })),
  units: count,
  stopped: v.nullable(
    v.strictObject({
      reason: v.string(),
      message: v.string(),
      hint: v.string(),
      left: v.nullable(v.pipe(v.number(), v.safeInteger())),
    }),
  ),
});

/** A plan as `--json` prints it. */
export type PlanJson = v.InferOutput<typeof planSchema>;

/** Reads what `--json` printed. @throws where it is not of that shape */
export function parsePlan(text: string): PlanJson {
  return v.parse(planSchema, JSON.parse(text));
}
