import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/model/error.ts';
import { makeWorld, sampleChannelId, type World } from '../api/world.ts';
import { fetchFrom, withApi } from './harness.ts';

const handle = { kind: 'handle', handle: '@sample' } as const;
const username = { kind: 'username', username: 'sampleuser' } as const;
const strangerId = 'UCstrangerChannel_00001B';

/** The channel has another handle now; a stranger may have taken the old one. */
function renameChannel(stranger?: { handle: string; username: string }): World {
  const world = makeWorld(3, { handle: '@renamed', username: null });
  if (!stranger) return world;
  const other = makeWorld(2, { id: strangerId, title: 'A Stranger', ...stranger });
  world.channels.push(...other.channels);
  for (const [id, playlist] of other.playlists) world.playlists.set(id, playlist);
  return world;
}

describe('a channel that is known by its id', () => {
  it.each([handle, username])('is listed as always while %o leads to it', async (source) => {
    await withApi({ world: makeWorld(3) }, async (api) => {
      const { listing } = await fetchFrom(api, source, { knownChannelId: sampleChannelId });
      expect(listing).toMatchObject({ channelId: sampleChannelId, stopped: null, warnings: [], units: 3 });
    });
  });

  it.each([handle, username])('is listed by its id where YouTube knows no %o any more', async (source) => {
    await withApi({ world: renameChannel() }, async (api) => {
      const { listing } = await fetchFrom(api, source, { knownChannelId: sampleChannelId });
      expect(listing).toMatchObject({ source, channelId: sampleChannelId, stopped: null, units: 4 });
      expect(listing.resources).toHaveLength(3);
      expect(listing.warnings).toEqual([
        expect.stringMatching(
          /^YouTube no longer knows \S+; .* Write channel: UCsampleChannel_0000001A in the config\.$/,
        ),
      ]);
    });
  });

  it.each([handle, username])('stops the run where %o leads to a stranger', async (source) => {
    const world = renameChannel({ handle: '@sample', username: 'sampleuser' });
    await withApi({ world }, async (api) => {
      const running = fetchFrom(api, source, { knownChannelId: sampleChannelId });
      const error = await running.catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(UserError);
      const { message, hint } = error as UserError;
      expect(message).toMatch(
        /^\S+ now leads to another channel: UCstrangerChannel_00001B \(A Stranger\) instead of UCsampleChannel_0000001A\.$/,
      );
      expect(hint).toContain(`write channel: ${sampleChannelId} in the config`);
      expect(hint).toContain(`If ${strangerId} is right, write channel: ${strangerId}.`);
      // Nothing of the stranger's is asked for.
      expect(api.requests.map(({ method }) => method)).toEqual(['channels.list']);
    });
  });

  it('is unknown where its id is unknown too', async () => {
    await withApi({ world: renameChannel() }, async (api) => {
      const running = fetchFrom(api, handle, { knownChannelId: strangerId });
      await expect(running).rejects.toThrow(`YouTube knows neither @sample nor the channel ${strangerId}.`);
    });
  });

  it('is unknown by its old handle where nobody knows the id', async () => {
    await withApi({ world: renameChannel() }, async (api) => {
      await expect(fetchFrom(api, handle)).rejects.toThrow('YouTube knows no channel @sample.');
      expect(api.units()).toBe(1);
    });
  });

  it('keeps its id where it cannot be looked up this time', async () => {
    await withApi({ world: makeWorld(3) }, async (api) => {
      api.faults.push({ method: 'channels.list', at: 1, times: 9, what: 'backendError' });
      const { listing } = await fetchFrom(api, handle, { knownChannelId: sampleChannelId });
      expect(listing).toMatchObject({ channelId: sampleChannelId, stopped: { reason: 'network' } });
    });
  });
});

describe('units that were spent before', () => {
  it('count towards the quota limit, and not as those of this listing', async () => {
    await withApi({ world: makeWorld(115) }, async (api) => {
      const { listing } = await fetchFrom(api, undefined, { quotaLimit: 20, unitsSpent: 15 });
      expect(listing).toMatchObject({ units: 5, stopped: { reason: 'quota-limit' } });
      expect(listing.stopped?.message).toContain('The quota limit of 20 units');
      expect(api.units()).toBe(5);
    });
  });
});
