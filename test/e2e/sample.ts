import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { VideoResource } from '../api/resources.ts';
import { makeWorld, type World } from '../api/world.ts';

/** The snapshot of the sample channel that the package ships. */
export const sampleFile = fileURLToPath(new URL('../../fixtures/sample-channel.json', import.meta.url));

interface SampleItem extends VideoResource {
  player?: { embedWidth: string; embedHeight: string };
}

/** The sample channel as the API would give it, under the handle `@sample`. */
export function makeSampleWorld(): World {
  const { items, channelId, channelTitle } = JSON.parse(readFileSync(sampleFile, 'utf8')) as {
    items: SampleItem[];
    channelId: string;
    channelTitle: string;
  };
  const world = makeWorld(0, { id: channelId, title: channelTitle });
  const [uploads] = world.playlists.values();
  for (const resource of items.toReversed()) {
    const { player } = resource;
    const picture: [number, number] | null = player
      ? [Number(player.embedWidth), Number(player.embedHeight)]
      : null;
    world.videos.set(resource.id, { resource, picture, state: 'public' });
    uploads?.items.push(resource.id);
  }
  return world;
}
