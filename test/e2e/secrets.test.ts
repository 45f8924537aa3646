import { describe, expect, test } from 'vitest';
import { needCertificate } from '../api/certificate.ts';
import type { Fault } from '../api/faults.ts';
import { startProxy } from '../api/proxy.ts';
import { makeWorld } from '../api/world.ts';
import { readFiles } from './files.ts';
import { apiKey, leadTo, makeFolder, runTubematter, startApi } from './run.ts';

/** Everything that node, Google's client and what it uses may be asked to tell. */
const debug = {
  NODE_DEBUG: '*',
  DEBUG: '*',
  GOOGLE_SDK_NODE_LOGGING: 'all',
};
const answers: [name: string, what: Fault['what']][] = [
  ['a refusal of the key', 'keyInvalid'],
  ['a refusal of the project', 'serviceDisabled'],
  ['an empty body', 'empty'],
  // A proxy or a careless server may repeat the key.
  [
    'the key in JSON',
    {
      status: 400,
      body: { error: { code: 400, message: `Key ${apiKey} is odd`, errors: [{ reason: apiKey }] } },
    },
  ],
  ['the key in HTML', { status: 403, body: `<p>GET /youtube/v3/channels?key=${apiKey}</p>` }],
  [
    'the key in a redirect',
    { status: 302, body: '', headers: { location: `https://${apiKey}.example.test/${apiKey}` } },
  ],
];

/** `runTubematter` looks through what is printed; here is what is written. */
function expectNoKey(folder: string): void {
  for (const [path, text] of Object.entries(readFiles(folder))) {
    expect(`${path}${text}`.includes(apiKey), path).toBe(false);
  }
}

describe.concurrent('the API key is in nothing that is printed or written', () => {
  test.each(answers)('when YouTube answers with %s in the middle', async (_, what) => {
    const api = await startApi({ world: makeWorld(60) });
    api.faults.push({ method: 'playlistItems.list', at: 2, times: 99, what });
    const cwd = makeFolder();
    const args = ['import', '--channel', '@sample', '--save', 'saved.json', '--verbose', '--timeout', '60'];
    const { exitCode } = await runTubematter(args, { cwd, env: { ...leadTo(api), ...debug } });
    expect(exitCode).toBe(3);
    expect(Object.keys(readFiles(cwd))).toContain('saved.json');
    expectNoKey(cwd);
  });

  test.each<[name: string, env: Record<string, string>, exitCode: number]>([
    ['nothing listens', { YOUTUBE_API_ROOT: 'http://127.0.0.1:9' }, 3],
    ['the API root is that of an open network', { YOUTUBE_API_ROOT: 'http://api.example.com' }, 2],
    ['the API root holds it', { YOUTUBE_API_ROOT: `https://user:${apiKey}@127.0.0.1/${apiKey}` }, 2],
    ['the key cannot be one', { YOUTUBE_API_KEY: `${apiKey} ${apiKey}` }, 2],
    [
      'a proxy does not answer',
      { HTTPS_PROXY: 'http://127.0.0.1:9', YOUTUBE_API_ROOT: 'https://127.0.0.1:9' },
      3,
    ],
    ['nothing listens on https', { YOUTUBE_API_ROOT: 'https://127.0.0.1:9' }, 3],
  ])('when %s', async (_, env, exitCode) => {
    const cwd = makeFolder();
    const args = ['import', '--channel', '@sample', '--save', 'saved.json', '--verbose', '--timeout', '1'];
    const run = await runTubematter(args, { cwd, env: { YOUTUBE_API_KEY: apiKey, ...env, ...debug } });
    expect(run.exitCode).toBe(exitCode);
    expectNoKey(cwd);
  });

  test.each<[name: string, args: string[], config: string]>([
    ['a channel', ['import', '--channel', apiKey], ''],
    ['an unknown flag', ['import', `--api-key=${apiKey}`], ''],
    ['an unknown command', [apiKey], ''],
    ['a date', ['diff', '--since', apiKey], ''],
    ['a pattern', ['diff', '--match', `(${apiKey}`], ''],
    ['a snapshot', ['import', '--from', `${apiKey}.json`], ''],
    ['a config', ['import', '--config', `${apiKey}.yaml`], ''],
    ['a key of the config', ['import'], `youtube: { ${apiKey}: 1 }\n`],
    ['a value of the config', ['import'], `channel: ${apiKey}\n`],
    ['a part of the API root', ['import', '--channel', '@x', '--api-root', `https://x.test/${apiKey}`], ''],
  ])('when it is given as %s', async (_, args, config) => {
    const cwd = makeFolder(config === '' ? {} : { 'tubematter.config.yaml': config });
    const { exitCode, stdout, stderr } = await runTubematter([...args, '--verbose'], {
      cwd,
      env: { YOUTUBE_API_KEY: `${apiKey}\n` },
    });
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^tubematter: \S.*\n/);
  });

  test('when it travels over https, through a proxy or not', async (context) => {
    const certificate = needCertificate(context);
    const api = await startApi({ world: makeWorld(60), certificate });
    const { url: HTTPS_PROXY, seen } = await startProxy(null);
    const args = ['import', '--channel', '@sample', '--save', 'saved.json', '--verbose'];
    for (const proxy of [{}, { HTTPS_PROXY }]) {
      const cwd = makeFolder();
      const env = { ...leadTo(api), ...debug, NODE_EXTRA_CA_CERTS: certificate.file, ...proxy };
      const { exitCode, stderr } = await runTubematter(args, { cwd, env });
      expect(exitCode).toBe(0);
      // It is debugged indeed.
      expect(stderr).toMatch(/^(HTTP|NET|TLS) \d+: /m);
      expectNoKey(cwd);
    }
    expect(seen.length).toBeGreaterThan(1);
    expect(api.requests).not.toEqual([]);
    expect(api.requests.every(({ headers }) => headers['x-goog-api-key'] === apiKey)).toBe(true);
  });

  test.each([301, 302, 303, 307, 308])('when a server sends it elsewhere with %i', async (status) => {
    const world = makeWorld(60);
    const [api, elsewhere] = [await startApi({ world }), await startApi({ world })];
    const location = (method: string) => `${elsewhere.root}/youtube/v3/${method}`;
    const redirect = (method: string) => ({ status, body: '', headers: { location: location(method) } });
    api.faults.push({ method: 'playlistItems.list', at: 1, times: 9, what: redirect('playlistItems') });
    const { exitCode, stderr } = await runTubematter(['import', '--channel', '@sample'], {
      cwd: makeFolder(),
      env: leadTo(api),
    });
    expect([exitCode, elsewhere.requests]).toEqual([2, []]);
    expect(stderr).toContain('The API answered with a redirect');
  });

  test('when all goes well', async () => {
    const api = await startApi({ world: makeWorld(60) });
    const cwd = makeFolder();
    const args = ['--channel', '@sample', '--save', 'saved.json', '--verbose'];
    for (const command of ['import', 'diff', 'fetch']) {
      expect(
        (await runTubematter([command, ...args], { cwd, env: { ...leadTo(api), ...debug } })).exitCode,
      ).toBe(0);
    }
    expect(api.requests.filter(({ url }) => url.includes(apiKey))).toEqual([]);
    expectNoKey(cwd);
  });
});
