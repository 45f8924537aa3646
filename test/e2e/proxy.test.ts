import { describe, expect, type TestContext, test } from 'vitest';
import { needCertificate } from '../api/certificate.ts';
import { startProxy } from '../api/proxy.ts';
import { makeWorld } from '../api/world.ts';
import { listPages } from './files.ts';
import { apiKey, leadTo, makeFolder, runTubematter, startApi } from './run.ts';

const args = ['import', '--channel', '@sample'];

describe('a proxy', () => {
  const run = async (context: TestContext, proxy: Record<string, string>, more: string[] = []) => {
    const certificate = needCertificate(context);
    const api = await startApi({ world: makeWorld(60), certificate });
    const cwd = makeFolder();
    const env = { ...leadTo(api), NODE_EXTRA_CA_CERTS: certificate.file, ...proxy };
    const outcome = await runTubematter([...args, ...more], { cwd, env });
    return { ...outcome, api, pages: listPages(cwd).length };
  };

  test('opens a tunnel, and sees neither the key nor anything else in it', async (context) => {
    const { url, seen } = await startProxy(null);
    const { exitCode, pages, api } = await run(context, { HTTPS_PROXY: url });
    expect([exitCode, pages]).toEqual([0, 60]);
    expect(seen[0]).toMatch(/^CONNECT 127\.0\.0\.1:\d+ /);
    expect(seen.length).toBeGreaterThan(1);
    expect(seen.join('').includes(apiKey)).toBe(false);
    expect(api.requests).not.toEqual([]);
    expect(api.requests.every(({ headers }) => headers['x-goog-api-key'] === apiKey)).toBe(true);
  });

  test.for(['407 Proxy Authentication Required', '403 Forbidden'])(
    'that answers %s is named as the cause',
    async (refusal, context) => {
      const { url } = await startProxy(refusal);
      const { exitCode, stderr, pages, api } = await run(context, { HTTPS_PROXY: url });
      expect([exitCode, pages, api.requests]).toEqual([2, 0, []]);
      expect(stderr).toMatch(/No way.*\n.*HTTPS_PROXY/);
      expect(stderr).not.toContain('word');
    },
  );

  test('that does not run is named in the hint, without its password', async (context) => {
    const { url, close } = await startProxy(null);
    close();
    const { exitCode, stdout, stderr } = await run(context, { https_proxy: url }, ['--timeout', '10']);
    expect([exitCode, stdout]).toEqual([3, expect.stringContaining('the connection was refused')]);
    expect(stdout + stderr).not.toContain('word');
  });

  test('that is not an address is said at once', async (context) => {
    const { exitCode, stdout, stderr } = await run(context, { HTTPS_PROXY: 'no address' });
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toBe(
      'tubematter: The proxy that HTTPS_PROXY names is not an address.\nGive one such as http://proxy.example:8080.\n',
    );
  });
});

test('plain http on loopback goes past a proxy: it would see the key', async () => {
  const { url, seen } = await startProxy(null);
  const api = await startApi({ world: makeWorld(1) });
  const env = { ...leadTo(api), HTTPS_PROXY: url, HTTP_PROXY: url };
  const { exitCode } = await runTubematter(args, { cwd: makeFolder(), env });
  expect([exitCode, api.requests.length, seen]).toEqual([0, 3, []]);
});

test('a server whose certificate nobody vouches for is refused, and gets no key', async (context) => {
  const certificate = needCertificate(context);
  const api = await startApi({ world: makeWorld(1), certificate });
  const { exitCode, stderr } = await runTubematter(args, { cwd: makeFolder(), env: leadTo(api) });
  expect([exitCode, api.requests]).toEqual([2, []]);
  expect(stderr).toMatch(/connection to YouTube is not trusted .*\n.*NODE_EXTRA_CA_CERTS/);
});
