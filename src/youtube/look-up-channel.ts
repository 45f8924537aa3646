import { openApi } from './api.ts';
import { ApiError } from './api-error.ts';
import { type Channel, type ChannelSource, findChannel } from './find-channel.ts';
import type { LookUpOptions } from './look-up-videos.ts';
import { startRun } from './run.ts';

export interface ChannelLookUp {
  /** Null if the question failed. */
  channel: Channel | null;
  /** Why it failed: one sentence. Null if it did not. */
  failure: string | null;
}

/**
 * Asks YouTube which channel a handle, a username or an id stands for. Costs one unit.
 *
 * @throws UserError if YouTube knows no such channel, or for an API root to which no credential is sent; the reason of
 *   `options.signal`
 */
export async function lookUpChannel(source: ChannelSource, options: LookUpOptions): Promise<ChannelLookUp> {
  const api = await openApi(options.credential, options.apiRoot);
  try {
    const channel = await findChannel(source, null, api, startRun(options), () => {});
    return { channel, failure: null };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return { channel: null, failure: error.failure.message };
  }
}
