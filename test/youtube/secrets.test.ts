import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { makeHeaderAdapter } from '../../src/youtube/request-header.ts';
import { serialiseSnapshot } from '../../src/youtube/snapshot.ts';
import { errorAnswers } from '../api/error-bodies.ts';
import type { Fault } from '../api/faults.ts';
import { makeWorld } from '../api/world.ts';
import { fetchFrom, key, sampleChannel, withApi } from './harness.ts';

const faults: Fault['what'][] = [
  ...(Object.keys(errorAnswers) as (keyof typeof errorAnswers)[]),
  'reset',
  'truncated',
  'short',
  'bad-json',
  'empty',
  'not-modified',
  'missing-items',
  'wrong-shape',
  'redirect',
  // A server that repeats the key.
  {
    status: 400,
    body: { error: { code: 400, message: `API key ${key} is odd`, errors: [{ reason: key }] } },
  },
  { status: 500, body: `<p>GET /youtube/v3/videos?key=${key}</p>` },
  { status: 302, body: '', headers: { location: `https://${key}.example.test/${key}` } },
];

describe('the API key', () => {
  it.each(faults.flatMap((what) => [1, 2].map((at) => ({ what, at }))))(
    'is in nothing that comes out: $what at $at',
    async ({ what, at }) => {
      const method = at === 1 ? 'channels.list' : 'playlistItems.list';
      await withApi({ world: makeWorld(60), faults: [{ method, at, times: 99, what }] }, async (api) => {
        expectNoKey(await fetchFrom(api).catch((error: unknown) => error));
      });
    },
  );

  it('is in no error when nothing listens, the root is odd or the key cannot be sent', async () => {
    const root = await withApi({ world: makeWorld(1) }, async (api) => api.root);
    await withApi({ world: makeWorld(1) }, async (api) => {
      const options = [
        { apiRoot: root },
        { apiRoot: `http://${key}.example.test` },
        { apiKey: `${key}\n${key}` },
      ];
      for (const option of options) {
        const outcome = await fetchFrom(api, sampleChannel, option).catch((error: unknown) => error);
        if ('apiRoot' in option && option.apiRoot !== root) continue;
        expectNoKey(outcome);
      }
    });
  });

  it('is in no error when a run is aborted', async () => {
    await withApi(
      { world: makeWorld(60), faults: [{ method: 'videos.list', at: 1, what: 'hang' }] },
      async (api) => {
        const outcome = await fetchFrom(api, sampleChannel, { signal: AbortSignal.timeout(100) }).catch(
          (error) => error,
        );
        expect(outcome).toBeInstanceOf(Error);
        expectNoKey(outcome);
      },
    );
  });

  it('is not in the options of a request, which NODE_DEBUG=http prints', async () => {
    const sent: unknown[] = [];
    const url = new URL('http://127.0.0.1/');
    const send = (options: unknown) => Promise.resolve(sent.push(options));
    await makeHeaderAdapter({ name: 'x-goog-api-key', value: key })({ url }, send);
    expect(sent).toHaveLength(1);
    expect(inspect(sent)).not.toContain(key);
  });

  it('is not in a snapshot', async () => {
    await withApi({ world: makeWorld(60) }, async (api) => {
      const { listing } = await fetchFrom(api);
      expect(serialiseSnapshot(listing)).not.toContain(key);
    });
  });
});

/** Looks through the message, the stack, the causes and whatever else `inspect` and JSON can reach. */
function expectNoKey(value: unknown): void {
  const seen = inspect(value, { depth: 20, showHidden: true, getters: true });
  const stack = value instanceof Error ? `${value.stack}${value.message}` : '';
  // Not `not.toContain`: its failure would print all of it.
  const [, after] = (seen + stack).split(new RegExp(key, 'i'));
  expect(after?.slice(0, 100)).toBeUndefined();
}
