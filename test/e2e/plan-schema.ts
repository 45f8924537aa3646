import { z } from 'zod';

const value: z.ZodType = z.lazy(() =>
  z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(value), z.record(z.string(), value)]),
);
const videoId = z.string().regex(/^[A-Za-z0-9_-]{11}$/);
const path = z.string().regex(/\.md$/);
const page = { videoId, title: z.string(), path, url: z.string() };

const change = z
  .object({
    key: z.string(),
    reason: z.enum([
      'missing',
      'youtube-changed',
      'new-entry',
      'url-history',
      'pruned',
      'unavailable',
      'available-again',
    ]),
  })
  .and(
    z.discriminatedUnion('action', [
      z.object({
        action: z.literal('set'),
        before: value.optional(),
        after: value,
        timestamp: z.boolean().optional(),
      }),
      z.object({ action: z.literal('append'), entries: z.array(value).min(1) }),
      z.object({ action: z.literal('prune'), entries: z.array(z.string()).min(1) }),
      z.object({ action: z.literal('remove'), before: value }),
    ]),
  );

/** What `--json` prints, as the README describes it. A key that is not here fails: the shape is a contract. */
const planSchema = z.strictObject({
  version: z.literal(1),
  changes: z.array(
    z.discriminatedUnion('action', [
      z.strictObject({
        action: z.literal('create'),
        ...page,
        fields: z.array(z.strictObject({ key: z.string(), value, timestamp: z.boolean().optional() })),
        body: z.string(),
      }),
      z.strictObject({
        action: z.literal('update'),
        ...page,
        changes: z.array(change),
        body: z.string().optional(),
      }),
    ]),
  ),
  unchanged: z.int().nonnegative(),
  skipped: z.array(z.strictObject({ videoId, title: z.string(), reason: z.string() })),
  conflicts: z.array(
    z.strictObject({
      videoId,
      path,
      fields: z.array(
        z.strictObject({ key: z.string(), page: value.optional(), youtube: value, last: value }),
      ),
    }),
  ),
  clashes: z.array(
    z.strictObject({ videoId, path, wanted: z.string(), slug: z.string(), takenBy: z.string() }),
  ),
  missing: z.array(z.strictObject({ videoId, path, reason: z.enum(['private', 'deleted', 'unknown']) })),
  problems: z.array(z.looseObject({ code: z.string() })),
  fields: z.record(z.string(), z.strictObject({ added: z.int(), changed: z.int(), removed: z.int() })),
  units: z.int().nonnegative(),
  stopped: z
    .strictObject({ reason: z.string(), message: z.string(), hint: z.string(), left: z.int().nullable() })
    .nullable(),
});

/** Reads what `--json` printed. @throws where it is not of that shape */
export function parsePlan(text: string): z.infer<typeof planSchema> {
  return planSchema.parse(JSON.parse(text));
}
