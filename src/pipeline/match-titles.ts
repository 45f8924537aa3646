import type { Batch } from '../model/batch.ts';
import { UserError } from '../model/error.ts';
import type { Problem } from '../model/problem.ts';
import type { Video } from '../model/video.ts';
import { forEachInTime } from './pattern-timeout.ts';

/** After this many, blame the pattern: a whole channel would take hours. */
const mostSlowTitles = 10;

/**
 * Finds which titles of each batch its pattern matches.
 *
 * @param signal aborts: it rejects with the signal's reason
 * @returns the batches, and a problem for each title that takes longer than a second, which counts as not matched
 * @throws UserError after ten slow titles
 */
export async function matchTitles(
  batches: Batch[],
  signal: AbortSignal,
): Promise<{ batches: Batch[]; problems: Problem[] }> {
  const problems: Problem[] = [];
  const matched: Batch[] = [];
  for (const batch of batches) {
    const { match } = batch.rules.filters;
    if (match === null) {
      matched.push(batch);
      continue;
    }
    const { matching, slow } = await matchBatch(batch, match, signal);
    matched.push({ ...batch, matching });
    problems.push(...slow.map((videoId): Problem => ({ code: 'slow-match', videoId })));
  }
  return { batches: matched, problems };
}

async function matchBatch(
  { videos }: Batch,
  pattern: RegExp,
  signal: AbortSignal,
): Promise<{ matching: Set<string>; slow: string[] }> {
  const matching = new Set<string>();
  const slow: string[] = [];
  const match = ({ id, title }: Video) => {
    if (pattern.test(title)) matching.add(id);
  };
  const noteSlow = ({ id }: Video) => {
    slow.push(id);
    if (slow.length === mostSlowTitles) throw makeSlowError(slow);
  };
  await forEachInTime(videos, match, noteSlow, signal);
  return { matching, slow };
}

function makeSlowError(slow: string[]): UserError {
  return new UserError(
    `The pattern of --match takes longer than a second on each of ${slow.length} titles, such as that of ${slow[0]}.`,
    'Write it without a repetition inside a repetition, such as (a+)+.',
  );
}
