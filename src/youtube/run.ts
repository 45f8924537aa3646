import type { WaitEvent } from '../model/listing.ts';
import type { RequestLimits } from './api.ts';
import { ApiError, type Failure, makeFailure } from './api-error.ts';
import { type Method, unitsByMethod } from './quota.ts';
import { type Backoff, defaultBackoff, sendWithRetries } from './retry.ts';

/** What one run may spend, and what it has spent. */
export interface Run {
  /**
   * Sends a request with retries, within the run's time and quota limit.
   *
   * @param method says what each try costs
   * @throws ApiError if it fails for good, or the run has been stopped
   */
  request<T>(method: Method, send: (limits: RequestLimits) => Promise<T>): Promise<T>;
  /** False if this many more units would exceed the quota limit. */
  canAfford(units: number): boolean;
  /** @throws ApiError if this many more units would exceed the quota limit */
  requireUnits(units: number): void;
  /** Ends the run: no more requests are sent. The first failure is kept. */
  stop(failure: Failure): void;
  failure(): Failure | null;
  /** Quota units spent. Every request that is sent counts, no matter what comes back: Google charges invalid ones too. */
  units(): number;
}

export interface RunOptions {
  /** Units that the run never spends more of; null: no limit but Google's. */
  quotaLimit: number | null;
  /** Units that count towards the limit already. */
  unitsSpent?: number | undefined;
  /** For the whole run. A single request may take a tenth of it, from 1 to 30 seconds. */
  timeoutSeconds: number;
  /** Ends the run: it rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
  onWait?: ((event: WaitEvent) => void) | undefined;
  backoff?: Backoff | undefined;
}

/** Starts the clock of a run. */
export function startRun(options: RunOptions): Run {
  const { quotaLimit, unitsSpent = 0, timeoutSeconds, signal, onWait, backoff = defaultBackoff } = options;
  const end = performance.now() + timeoutSeconds * 1000;
  const timeLeft = () => end - performance.now();
  const longestRequest = limitRequest(timeoutSeconds);
  const stopped = new AbortController();
  let failure: Failure | null = null;
  let units = 0;

  const canAfford = (more: number) => quotaLimit === null || unitsSpent + units + more <= quotaLimit;
  const requireUnits = (more: number) => {
    if (!canAfford(more)) throw new ApiError(makeQuotaLimitFailure(quotaLimit));
  };

  const sendOnce = <T>(method: Method, send: (limits: RequestLimits) => Promise<T>): Promise<T> => {
    if (failure) throw new ApiError(failure);
    requireUnits(unitsByMethod[method]);
    if (timeLeft() <= 0) throw new ApiError(makeFailure('deadline', 'The run timed out (--timeout).'));
    units += unitsByMethod[method];
    return send({ timeoutMilliseconds: Math.ceil(Math.min(longestRequest, timeLeft())), signal });
  };

  return {
    request: (method, send) =>
      sendWithRetries(async () => sendOnce(method, send), {
        method,
        backoff,
        timeLeft,
        stopped: stopped.signal,
        signal,
        onWait,
      }),
    canAfford,
    requireUnits,
    stop: (reason) => {
      failure ??= reason;
      stopped.abort();
    },
    failure: () => failure,
    units: () => units,
  };
}

/** The failure of a run that has spent its quota. */
function makeQuotaLimitFailure(quotaLimit: number | null): Failure {
  return makeFailure(
    'quota-limit',
    `The quota limit of ${quotaLimit} units (--quota-limit) does not allow another request.`,
    'Run the same command again with a higher limit.',
  );
}

/** One request may take a tenth of the run's time, so that there is time to try again: from 1 to 30 seconds. */
function limitRequest(timeoutSeconds: number): number {
  return Math.min(30_000, Math.max(1000, timeoutSeconds * 100));
}
