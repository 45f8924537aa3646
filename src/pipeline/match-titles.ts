import { setImmediate } from 'node:timers/promises';
import { runInNewContext } from 'node:vm';
import type { Batch } from '../model/batch.ts';
import { UserError } from '../model/error.ts';
import type { Problem } from '../model/problem.ts';

const longestMilliseconds = 1000;
/** After this many the pattern is at fault: a channel of such titles would take hours. */
const mostSlowTitles = 10;

/**
 * Says of each batch which titles its pattern matches. A pattern such as `(a+)+$` can take forever on one title, and
 * nothing in the process hears a signal meanwhile; so all titles are matched under a timeout, which interrupts it.
 *
 * @param signal ends the matching: it rejects with the signal's reason
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
  let next = 0;
  const matchRest = () => {
    for (let video = videos[next]; video !== undefined; video = videos[++next]) {
      if (pattern.test(video.title)) matching.add(video.id);
    }
  };
  while (next < videos.length) {
    const first = next;
    if (isFinishedInTime(matchRest)) break;
    // The title that was interrupted gets a whole second of its own before it counts as slow.
    if (next === first) slow.push(videos[next++]?.id ?? '');
    if (slow.length === mostSlowTitles) throw makeSlowError(slow);
    // A signal is heard between two calls only.
    await setImmediate();
    signal.throwIfAborted();
  }
  return { matching, slow };
}

/** @returns false if it was interrupted */
function isFinishedInTime(run: () => void): boolean {
  try {
    runInNewContext('run()', { run }, { timeout: longestMilliseconds });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return false;
    throw error;
  }
}

function makeSlowError(slow: string[]): UserError {
  return new UserError(
    `The pattern of --match takes longer than a second on each of ${slow.length} titles, such as that of ${slow[0]}.`,
    'Write it without a repetition inside a repetition, such as (a+)+.',
  );
}
