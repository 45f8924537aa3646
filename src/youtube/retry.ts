import { setTimeout as sleep } from 'node:timers/promises';
import type { WaitEvent } from '../model/listing.ts';
import { ApiError, type Failure, isPassing, makeFailure } from './api-error.ts';

/** How long the pauses between tries are. */
export interface Backoff {
  baseMilliseconds: number;
  /** The longest pause that we choose ourselves; a Retry-After may ask for more. */
  capMilliseconds: number;
  /** The least pause after a 429 without Retry-After. */
  rateMilliseconds: number;
  /** Tries of one request, the first one included. */
  tries: number;
}

/**
 * Exponential with full jitter (https://docs.aws.amazon.com/prescriptive-guidance/latest/cloud-design-patterns/retry-backoff.html).
 * Google asks for 30 seconds after a 429 (https://cloud.google.com/service-usage/docs/troubleshooting).
 */
export const defaultBackoff: Backoff = {
  baseMilliseconds: 250,
  capMilliseconds: 32_000,
  rateMilliseconds: 30_000,
  tries: 6,
};

export interface RetryOptions {
  /** For the wait events: `videos.list`. */
  method: string;
  backoff: Backoff;
  /** Milliseconds until the whole run has to end. */
  timeLeft: () => number;
  /** Ends a pause at once, with the failure that caused it: the run is over for another reason. */
  stopped: AbortSignal;
  /** Ends everything: the user pressed Ctrl-C. */
  signal: AbortSignal | undefined;
  onWait: ((event: WaitEvent) => void) | undefined;
}

/**
 * Sends a request until it succeeds, fails in a way that no retry fixes, or runs out of tries or time.
 *
 * @param send one try; rejects with an ApiError if it fails
 * @throws ApiError the last failure, or one of kind `deadline`
 */
export async function sendWithRetries<T>(send: () => Promise<T>, options: RetryOptions): Promise<T> {
  const { method, backoff, timeLeft, stopped, signal, onWait } = options;
  for (let attempt = 1; ; attempt++) {
    try {
      return await send();
    } catch (error) {
      if (!(error instanceof ApiError) || !isPassing(error.failure)) throw error;
      // The run is over: nothing is tried again.
      signal?.throwIfAborted();
      if (stopped.aborted) throw error;
      if (timeLeft() <= 0) throw outOfTime(error.failure);
      if (attempt === backoff.tries) throw outOfTries(error.failure, attempt);
      const milliseconds = choosePause(error.failure, attempt, backoff);
      if (milliseconds >= timeLeft()) throw outOfTime(error.failure);
      onWait?.({ method, attempt, seconds: milliseconds / 1000, why: error.failure.message });
      await pause(milliseconds, stopped, signal);
      if (stopped.aborted) throw error;
    }
  }
}

/**
 * How long to wait after a failed try, in milliseconds.
 *
 * @param attempt the try that failed, from 1
 * @param random gives a number from 0 up to 1
 */
export function choosePause(
  failure: Failure,
  attempt: number,
  backoff: Backoff,
  random: () => number = Math.random,
): number {
  const { baseMilliseconds, capMilliseconds, rateMilliseconds } = backoff;
  const jitter = random() * Math.min(capMilliseconds, baseMilliseconds * 2 ** (attempt - 1));
  if (failure.retryAfterSeconds !== null) return failure.retryAfterSeconds * 1000 + jitter;
  return failure.kind === 'rate' ? rateMilliseconds + jitter : jitter;
}

/** Node's timers count in 32 bits: a longer one would end at once. */
const longestTimer = 2 ** 31 - 1;

async function pause(
  milliseconds: number,
  stopped: AbortSignal,
  signal: AbortSignal | undefined,
): Promise<void> {
  const either = signal ? AbortSignal.any([stopped, signal]) : stopped;
  try {
    await sleep(Math.min(milliseconds, longestTimer), undefined, { signal: either });
  } catch {
    signal?.throwIfAborted();
  }
}

function outOfTime(failure: Failure): ApiError {
  return new ApiError(
    makeFailure(
      'deadline',
      `The run timed out (--timeout) before everything was read from YouTube. Last failure: ${failure.message}`,
      'Run the same command again later, or give it more time.',
    ),
  );
}

function outOfTries(failure: Failure, tries: number): ApiError {
  return new ApiError({ ...failure, message: `${failure.message} Gave up after ${tries} tries.` });
}
