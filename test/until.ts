import { setTimeout as sleep } from 'node:timers/promises';

/** However slow the machine is: what has not happened by then will not. */
export const longestMilliseconds = 60_000;

/**
 * Waits until something holds, looking again after a pause.
 *
 * @throws where it does not hold within a minute
 */
export async function until(holds: () => boolean, pauseMilliseconds = 2): Promise<void> {
  for (const end = Date.now() + longestMilliseconds; !holds(); await sleep(pauseMilliseconds)) {
    if (Date.now() > end) throw new Error(`It never came to hold: ${holds}`);
  }
}
