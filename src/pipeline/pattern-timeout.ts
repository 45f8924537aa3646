import { setImmediate } from 'node:timers/promises';
import { runInNewContext } from 'node:vm';

const longestMilliseconds = 1000;

/**
 * Applies a pattern of the user's to each item. A pattern such as `(a+)+$` can take forever on one text, and the
 * process hears no signal meanwhile; so it runs under a timeout.
 *
 * @param act may be called twice with an item if it was interrupted
 * @param noteSlow gets each item that takes longer than a second; it may throw
 * @param signal aborts: it rejects with the signal's reason
 */
export async function forEachInTime<Item>(
  items: readonly Item[],
  act: (item: Item) => void,
  noteSlow: (item: Item) => void,
  signal: AbortSignal,
): Promise<void> {
  let next = 0;
  const actOnRest = () => {
    for (; next < items.length; next++) act(items[next] as Item);
  };
  while (next < items.length) {
    const first = next;
    if (isFinishedInTime(actOnRest)) break;
    // The item that was interrupted gets a whole second of its own before it counts as slow.
    if (next === first) noteSlow(items[next++] as Item);
    // A signal is heard only between two calls.
    await setImmediate();
    signal.throwIfAborted();
  }
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
