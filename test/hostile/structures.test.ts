import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { UserError } from '../../src/model/error.ts';
import { readVideo } from '../../src/youtube/read-video.ts';
import type { MethodName } from '../api/methods.ts';
import { makeVideoId } from '../api/resources.ts';
import { startLoopbackApi } from '../api/server.ts';
import { makeWorld, setState } from '../api/world.ts';
import { listPages, readFiles, readText, writeFiles } from '../e2e/files.ts';
import { makeSnapshot } from '../e2e/snapshot.ts';
import { assertProperty, readParameters } from '../history/parameters.ts';
import { fetchFrom } from '../youtube/harness.ts';
import { importSnapshot, inFolder } from './site.ts';
import { mutate, mutations } from './structures.ts';

const here = 'test/hostile/structures.test.ts';
const healthy = makeVideoId(0);
const idShape = /^[A-Za-z0-9_-]{11}$/;

function expectNoPollution(): void {
  const stray: string[] = [];
  for (const key in {}) stray.push(key);
  expect([stray, Object.keys(Object.prototype)]).toEqual([[], []]);
}

test('a snapshot of any structure: no crash, nothing outside, and every odd video is reported', {
  timeout: 0,
}, async () => {
  const snapshot = JSON.parse(
    makeSnapshot([{}, { tags: ['a', 'b'], thumbnails: ['high'] }, { broadcast: 'live', thumbnails: [] }], {
      unavailable: [{ videoId: makeVideoId(7), reason: 'deleted' }],
    }),
  );
  const [first] = snapshot.items;
  await assertProperty(
    fc.asyncProperty(mutations, fc.boolean(), async (steps, isWhole) => {
      // Either everything is at risk, or all but the first video and the frame: then that one must be imported.
      const text = isWhole
        ? mutate(snapshot, steps)
        : JSON.stringify({ ...snapshot, items: 'ITEMS' }).replace('"ITEMS"', () => {
            const items = mutate(snapshot.items.slice(1), steps);
            return items.startsWith('[{') ? items.replace('[', () => `[${JSON.stringify(first)},`) : '[]';
          });
      await inFolder(async (folder) => {
        const result = await importSnapshot(folder, text, { file: '{videoId}.md' });
        expectNoPollution();
        if ('refusal' in result) return expect(isWhole).toBe(true);
        const { plan, exitCode } = result;
        expect(plan.problems.length > 0 ? [1] : [0, 3]).toContain(exitCode);
        const pages = listPages(folder);
        for (const path of pages) expect(path.replace(/^pages\/|\.md$/g, '')).toMatch(idShape);
        if (!isWhole && text.includes(JSON.stringify(first))) expect(pages).toContain(`pages/${healthy}.md`);
        // What was imported is understood by the next import.
        const again = await importSnapshot(folder, text, { file: '{videoId}.md' });
        expect(again).toMatchObject({ exitCode, plan: { changes: [], problems: plan.problems } });
      });
    }),
    readParameters(200),
    here,
  );
});

const methods: MethodName[] = ['channels.list', 'playlistItems.list', 'videos.list'];

test('answers of any structure: no crash, and what comes out is a listing or a sentence', {
  timeout: 0,
}, async () => {
  const world = makeWorld(3);
  setState(world, makeVideoId(2), 'private');
  const api = await startLoopbackApi({ world, key: 'AIzaSecret-Loopback_Key-0123456789abcd' });
  try {
    const answers = await readAnswers(api.root, api.key, world.channels[0]?.uploads ?? '');
    await assertProperty(
      fc.asyncProperty(fc.constantFrom(...methods), mutations, async (method, steps) => {
        const body = JSON.parse(mutate(answers[method], steps));
        api.forget();
        api.faults = [{ method, at: 1, times: 99, what: { status: 200, body: { toJSON: () => body } } }];
        const outcome = await fetchFrom(api, undefined, { timeoutSeconds: 5 }).catch(
          (error: unknown) => error,
        );
        expectNoPollution();
        if (outcome instanceof UserError) return;
        if (outcome instanceof Error) throw outcome;
        const { listing } = outcome as Awaited<ReturnType<typeof fetchFrom>>;
        for (const { videoId } of listing.unavailable) expect(videoId).toMatch(idShape);
        for (const resource of listing.resources) {
          const read = readVideo(resource);
          if ('video' in read) expect(read.video.id).toMatch(idShape);
        }
      }),
      readParameters(150),
      here,
    );
  } finally {
    await api.close();
  }
});

async function readAnswers(root: string, key: string, uploads: string): Promise<Record<MethodName, unknown>> {
  const ask = async (path: string) =>
    (await fetch(`${root}/youtube/v3/${path}`, { headers: { 'x-goog-api-key': key } })).json();
  const part = 'part=snippet,contentDetails';
  return {
    'channels.list': await ask(`channels?${part},statistics&forHandle=@sample`),
    'playlistItems.list': await ask(`playlistItems?${part}&maxResults=50&playlistId=${uploads}`),
    'videos.list': await ask(`videos?${part},status&id=${makeVideoId(0)}&id=${makeVideoId(1)}`),
  };
}

test('a lockfile of any structure: no crash, and no word of a person is lost', { timeout: 0 }, async () => {
  const snapshot = makeSnapshot([{}, { tags: ['a', 'b'] }]);
  const path = `pages/${makeVideoId(1)}/index.md`;
  const mine = { title: 'title: Mine', description: 'description: Mine too', body: 'My own words.\n' };
  await inFolder(async (folder) => {
    await importSnapshot(folder, snapshot);
    const page = readText(folder, path)
      .replace(/^title: .*$/m, mine.title)
      .replace(/^description: .*$/m, mine.description)
      .replace(/\n---\n[\s\S]*$/, `\n---\n${mine.body}`);
    const lock = JSON.parse(readText(folder, 'tubematter-lock.json'));
    await assertProperty(
      fc.asyncProperty(mutations, fc.boolean(), async (steps, inLines) => {
        const text = mutate(lock, steps);
        writeFiles(folder, {
          [path]: page,
          // As one line, and as it is written: a line a video.
          'tubematter-lock.json': inLines
            ? text.replace(/("v[^"]{10}":\{"url)/g, '\n$1').replace(/\}\}$/, '\n}}\n')
            : text,
        });
        await importSnapshot(folder, snapshot);
        expectNoPollution();
        const after = existsSync(join(folder, path)) ? readText(folder, path) : '';
        for (const words of Object.values(mine)) expect(after).toContain(words);
        expect(
          Object.keys(readFiles(folder)).filter((file) => !/^(pages\/.*|tubematter-lock\.json)$/.test(file)),
        ).toEqual([]);
      }),
      readParameters(200),
      here,
    );
  });
});
