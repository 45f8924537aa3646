import * as v from 'valibot';
import { object } from '../model/validation.ts';
import { type Api, openApi } from './api.ts';
import { ApiError, type Failure } from './api-error.ts';
import { cleanLine } from './clean-text.ts';
import { type ChannelSource, findChannel, guessUploads } from './find-channel.ts';
import type { LookUpOptions } from './look-up-videos.ts';
import { type Run, startRun } from './run.ts';

/** A channel as its owner recognises it. */
export interface KnownChannel {
  id: string;
  title: string | null;
  /** The titles of its newest videos, at most 50, the newest first. */
  newest: string[];
}

/**
 * Asks YouTube about a channel. Costs one unit if its id is known and it has videos, otherwise two.
 *
 * @returns why YouTube did not answer, if it did not
 * @throws UserError if YouTube knows no such channel, or for an API root to which no credential is sent; the reason of
 *   `options.signal`
 */
export async function lookUpChannel(
  source: ChannelSource,
  options: LookUpOptions,
): Promise<KnownChannel | Failure> {
  const api = await openApi(options.credential, options.apiRoot);
  const run = startRun(options);
  try {
    if (source.kind === 'channel') {
      const newest = await listNewest(guessUploads(source.id), api, run);
      if (newest[0]) return describe(source.id, newest[0].channelTitle, newest);
    }
    const { id, title, uploads } = await findChannel(source, null, api, run, () => {});
    return describe(id, title, source.kind === 'channel' ? [] : await listNewest(uploads, api, run));
  } catch (error) {
    if (error instanceof ApiError) return error.failure;
    throw error;
  }
}

const itemSchema = object({
  snippet: object({ title: v.string(), channelTitle: v.nullish(v.string(), null) }),
  contentDetails: object({ videoPublishedAt: v.string() }),
});

/** The uploads list of a channel without uploads does not exist. Private videos are on it without a time. */
async function listNewest(uploads: string, api: Api, run: Run) {
  try {
    const { items } = await run.request('playlistItems.list', (limits) =>
      api.listPlaylistItems(uploads, null, limits),
    );
    return items.flatMap((item) => {
      const read = v.safeParse(itemSchema, item);
      return read.success ? [read.output.snippet] : [];
    });
  } catch (error) {
    if (error instanceof ApiError && error.failure.kind === 'not-found') return [];
    throw error;
  }
}

function describe(id: string, title: string | null, newest: { title: string }[]): KnownChannel {
  return {
    id,
    title: title === null ? null : cleanLine(title),
    newest: newest.map((video) => cleanLine(video.title)),
  };
}
