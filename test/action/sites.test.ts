import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { makeVideoId } from '../api/resources.ts';
import { readText } from '../e2e/files.ts';
import { runTubematter } from '../e2e/run.ts';
import { fillIn, makePlace, readService, runNight } from './place.ts';

const second = { file: 'tubematter-sites-two.yml' };

test('a second init adds a job: each site has its own branch, request and issue, and a change in one makes one', async () => {
  const place = await makePlace(['--content', 'content/videos', '--workflow', 'github'], 4);
  const { api, clone, git } = place;
  const site = join(clone, 'sites/two');
  mkdirSync(site, { recursive: true });
  const flags = ['--channel', '@sample', '--content', 'content/videos', '--workflow'];
  await runTubematter(['init', ...flags, 'github'], { cwd: site });
  await runTubematter(['init', ...flags, 'gitlab', '--force'], { cwd: site });
  const [one, two] = ['tubematter.yml', second.file].map((name) =>
    parse(readText(clone, `.github/workflows/${name}`)),
  );
  expect([one.name, one.concurrency]).toEqual(['Import videos', 'tubematter']);
  expect([two.name, two.concurrency]).toEqual(['Import videos (sites/two)', 'tubematter-sites-two']);
  const job = parse(readText(clone, '.gitlab/tubematter-sites-two.gitlab-ci.yml'))['import-videos-sites-two'];
  expect([job.resource_group, job.variables.BRANCH]).toEqual([
    'tubematter-sites-two',
    'tubematter/import-sites-two',
  ]);
  for (const [folder, ids] of [
    [clone, [0, 1]],
    [site, [2, 3]],
  ] as const) {
    const videos = ids.map(makeVideoId).join(', ');
    writeFileSync(join(folder, 'tubematter.config.yaml'), `preset: minimal\nvideos: [${videos}]\n`);
  }
  place.commit({});

  expect((await runNight(place)).asked).toEqual(['gh pr create']);
  expect(await runNight(place, { ...second, key: 'wrong' })).toMatchObject({ asked: ['gh issue create'] });
  // The other site is well: that closes no issue of this one.
  expect((await runNight(place)).asked).toEqual(['gh pr edit 1']);
  expect((await runNight(place, second)).asked).toEqual(['gh pr create', 'gh issue close 2']);
  const { pulls, issues } = readService(place);
  expect(pulls).toMatchObject([
    { head: 'tubematter/import', title: 'Videos: 2 new' },
    { head: 'tubematter/import-sites-two', title: 'Videos: 2 new (sites/two)' },
  ]);
  expect(issues).toMatchObject([
    { title: 'tubematter: the last import needs attention (sites/two)', state: 'closed' },
  ]);
  const changed = (branch: string) =>
    git('diff', '--name-only', 'origin/main', `origin/${branch}`).split('\n');
  expect(changed('tubematter/import').filter((path) => path.startsWith('sites/'))).toEqual([]);
  expect(changed('tubematter/import-sites-two').filter((path) => !path.startsWith('sites/two/'))).toEqual([]);

  for (const { number } of pulls) place.gh('pr', 'merge', String(number), '--squash');
  const snippet = api.world.videos.get(makeVideoId(2))?.resource.snippet;
  if (snippet) snippet.title = 'Another title';
  expect((await runNight(place)).asked).toEqual([]);
  expect((await runNight(place, second)).asked).toEqual(['gh pr create']);
  expect(readService(place).pulls.at(-1)).toMatchObject({
    title: 'Videos: 1 changed (sites/two)',
    state: 'open',
  });
});

test('one workflow for all sites writes the text of its one request anew each night', async () => {
  const place = await makePlace(['--content', 'content/videos', '--workflow', 'github'], 4);
  for (const number of [1, 2]) {
    const site = join(place.clone, 'clients', String(number));
    mkdirSync(site, { recursive: true });
    const config = `preset: minimal\ncontent: content\nvideos: [${makeVideoId(number)}]\n`;
    writeFileSync(join(site, 'tubematter.config.yaml'), config);
  }
  place.commit({});
  const text = fillIn(readText(place.clone, '.github/workflows/tubematter.yml')).replace(
    '--save "$RUNNER_TEMP/videos.json"',
    '--config "clients/*/tubematter.config.yaml"',
  );
  expect((await runNight(place, { text })).asked).toEqual(['gh pr create']);
  const snippet = place.api.world.videos.get(makeVideoId(2))?.resource.snippet;
  if (snippet) snippet.title = 'Another title';
  expect((await runNight(place, { text })).asked).toEqual(['gh pr edit 1']);
  expect(readService(place).pulls).toMatchObject([
    { title: 'Videos: 1 changed', body: expect.stringContaining('## `clients/2`') },
  ]);
});
