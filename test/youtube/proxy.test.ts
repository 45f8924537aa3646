import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { makeWorld } from '../api/world.ts';
import { fetchFrom, key, withApi } from './harness.ts';

/** A proxy on loopback that opens tunnels, or answers CONNECT with a status. Gives what it saw. */
async function withProxy<T>(
  refusal: string | null,
  action: (url: string, seen: string[]) => Promise<T>,
): Promise<T> {
  const seen: string[] = [];
  const server: Server = createServer();
  server.on('connect', (request, socket, head) => {
    seen.push(`${request.method} ${request.url} ${JSON.stringify(request.headers)}`);
    if (refusal !== null) {
      socket.end(`HTTP/1.1 ${refusal}\r\ncontent-type: text/html\r\ncontent-length: 13\r\n\r\n<p>No way</p>`);
      return;
    }
    const [host, port] = String(request.url).split(':');
    const target = connect(Number(port), host, () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      target.write(head);
      target.pipe(socket).pipe(target);
    });
    target.on('error', () => socket.destroy());
    socket.on('error', () => target.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    return await action(`http://user:word@127.0.0.1:${(server.address() as AddressInfo).port}`, seen);
  } finally {
    server.close();
    server.closeAllConnections();
  }
}

describe('a proxy', () => {
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  it('is used, and sees the tunnel but not the key', async () => {
    await withProxy(null, async (url, seen) => {
      await withApi({ world: makeWorld(60) }, async (api) => {
        vi.stubEnv('HTTPS_PROXY', url);
        const { listing } = await fetchFrom(api);
        expect(listing).toMatchObject({ complete: true, units: 5 });
        expect(seen.length).toBeGreaterThan(0);
        expect(seen.join()).not.toContain(key);
        expect(api.requests.every(({ headers }) => headers['x-goog-api-key'] === key)).toBe(true);
      });
    });
  });

  it.each(['407 Proxy Authentication Required', '403 Forbidden'])(
    'that answers %s is named as the cause',
    async (refusal) => {
      await withProxy(refusal, async (url) => {
        await withApi({ world: makeWorld(60) }, async (api) => {
          vi.stubEnv('HTTPS_PROXY', url);
          const error = await fetchFrom(api).catch((thrown: unknown) => thrown);
          expect(error).toMatchObject({ name: 'UserError', hint: expect.stringContaining('HTTPS_PROXY') });
          expect(String(error)).toContain('No way');
          expect(JSON.stringify(error)).not.toContain('word');
        });
      });
    },
  );

  it('that does not run is named in the hint, without its password', async () => {
    const dead = await withProxy(null, async (url) => url);
    await withApi({ world: makeWorld(60) }, async (api) => {
      vi.stubEnv('HTTPS_PROXY', dead);
      const { listing } = await fetchFrom(api);
      expect(listing.stopped).toMatchObject({
        reason: 'network',
        hint: expect.stringContaining('HTTPS_PROXY'),
      });
      expect(JSON.stringify(listing)).not.toContain('word');
    });
  });
});
