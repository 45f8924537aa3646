import { makeVideo, type VideoSpec } from '../api/resources.ts';
import { sampleChannelId } from '../api/world.ts';

/** A snapshot of a whole channel with these videos, the newest first. */
export function makeSnapshot(specs: VideoSpec[], changes: Record<string, unknown> = {}): string {
  return JSON.stringify({
    format: 'tubematter-snapshot',
    version: 1,
    source: { kind: 'channel', id: sampleChannelId },
    channelId: sampleChannelId,
    channelTitle: 'Sample Channel',
    complete: true,
    items: specs.map((spec, number) => describeVideo(number, spec)),
    unavailable: [],
    ...changes,
  });
}

/** A video as videos.list answers it: its picture is landscape where the spec says nothing else. */
function describeVideo(number: number, spec: VideoSpec): Record<string, unknown> {
  const { resource, picture } = makeVideo(number, spec, sampleChannelId, 'Sample Channel');
  if (picture === null) return { ...resource };
  const [width, height] = picture;
  return { ...resource, player: { embedWidth: String(width), embedHeight: String(height) } };
}
