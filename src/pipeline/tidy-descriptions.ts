import type { Batch } from '../model/batch.ts';
import { UserError } from '../model/error.ts';
import type { Video } from '../model/video.ts';
import { summariseDescription } from '../youtube/summarise-description.ts';
import { tidyDescription } from '../youtube/tidy-description.ts';
import { forEachInTime } from './pattern-timeout.ts';

/**
 * Removes from all descriptions what the config's `description` names.
 *
 * @param signal aborts: it rejects with the signal's reason
 * @throws UserError if a pattern takes longer than a second on one description
 */
export async function tidyDescriptions(batches: Batch[], signal: AbortSignal): Promise<Batch[]> {
  const tidied: Batch[] = [];
  for (const batch of batches) {
    const { cut, drop } = batch.rules.description;
    const videos = new Map<string, Video>();
    const tidy = (video: Video) => {
      const description = tidyDescription(video.description, batch.rules.description);
      const isSame = description === video.description;
      videos.set(
        video.id,
        isSame ? video : { ...video, description, summary: summariseDescription(description) },
      );
    };
    if (cut.length + drop.length > 0) await forEachInTime(batch.videos, tidy, refuseSlow, signal);
    tidied.push({ ...batch, videos: batch.videos.map((video) => videos.get(video.id) ?? video) });
  }
  return tidied;
}

function refuseSlow({ id }: Video): never {
  throw new UserError(
    `A pattern of description.cut or description.drop takes longer than a second on the description of ${id}.`,
    'Write it without a repetition inside a repetition, such as (a+)+.',
  );
}
