import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { writeFiles } from '../e2e/files.ts';
import { runTubematter } from '../e2e/run.ts';
import { findHugo, hugoVariables, runHugo } from './hugo.ts';
import { configurations, makeSite } from './oracle-sites.ts';

const root = mkdtempSync(join(tmpdir(), 'tubematter-first-import-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** Of each configuration. */
const pageCount = Number(process.env['ORACLE_PAGES'] ?? 12);
const seed = Number(process.env['FUZZ_SEED'] ?? 1) + 50;

const layouts = Object.fromEntries(
  ['_default/single', '_default/list', '_default/video', 'single', 'list', 'video'].map((name) => [
    `layouts/${name}.html`,
    '{{ .Title }}',
  ]),
);

const idOf = (number: number) => `vid${String(number).padStart(8, '0')}`;

const makeVideo = (id: string, title: string) => ({
  kind: 'youtube#video',
  id,
  snippet: {
    publishedAt: '2020-01-02T10:00:00Z',
    channelId: 'UCkYqhFNmhCzkefHsHS652hw',
    title,
    description: 'About it.',
    thumbnails: {},
    channelTitle: 'C',
    categoryId: '28',
    liveBroadcastContent: 'none',
  },
  contentDetails: { duration: 'PT5M' },
  status: { uploadStatus: 'processed', privacyStatus: 'public' },
});

const cases = hugoVariables.flatMap((variable) =>
  [...configurations.keys()].map((at) => ({ variable, at, name: configurations[at]?.name })),
);

test.for(cases)(
  'a first import moves no page that Hugo ($variable) serves: $name',
  async ({ variable, at }, context) => {
    const hugo = findHugo(variable);
    if ('reason' in hugo) return context.skip(hugo.reason);
    const { files } = makeSite(at, pageCount, seed);
    const pages = Object.keys(files).filter((path) => path.endsWith('.md') && !path.includes('_index'));
    const folder = mkdtempSync(join(root, 'site-'));
    const withIds = pages.map((path, number) => [
      path,
      (files[path] ?? '').replace('---\n', `---\nvideoId: ${idOf(number)}\n`),
    ]);
    const content = configurations[at]?.folders?.[0] ?? 'content';
    writeFiles(folder, {
      ...files,
      ...Object.fromEntries(withIds),
      ...layouts,
      'tubematter.config.json': JSON.stringify({ content, urls: { page: '/videos/{slug}' } }),
      'snapshot.json': JSON.stringify({
        items: pages.map((_, number) => makeVideo(idOf(number), `Video number ${number}`)),
      }),
    });
    const build = (name: string) => {
      const { exitCode, stdout, stderr } = runHugo(hugo.path, folder, ['--destination', name]);
      expect(exitCode, stdout + stderr).toBe(0);
    };
    build('before');
    await runTubematter(['import', '--from', 'snapshot.json'], { cwd: folder });
    build('after');
    const { exitCode, stdout } = await runTubematter(['check', '--built', 'after', '--before', 'before'], {
      cwd: folder,
    });
    expect([exitCode, stdout]).toEqual([0, expect.stringMatching(/ 0 dead\.\n$/)]);
    rmSync(folder, { recursive: true });
  },
);
