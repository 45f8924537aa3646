import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { Answers } from '../../src/init/choices.ts';
import { readRepository } from '../../src/init/repository.ts';
import { makeWorkflow } from '../../src/init/workflow.ts';
import { upload } from '../api/world.ts';
import { apiKey, runTubematter } from '../e2e/run.ts';
import { fillIn, makePlace, readExample, runNight } from './place.ts';

const answers: Answers = {
  content: 'content/videos',
  url: '/videos/{slug}',
  preset: 'seed',
  workflow: 'github',
  repository: null,
  existing: null,
  keepsScript: false,
};

describe('the GitHub workflow', { timeout: 120_000 }, () => {
  test('opens one pull request, goes on from it, and begins anew when it is merged', async () => {
    const place = await makePlace(['--content', 'content/videos', '--workflow', 'github']);
    const { api, git, clone } = place;
    const pages = (branch: string) =>
      git('ls-tree', '-r', '--name-only', branch)
        .split('\n')
        .filter((path) => path.endsWith('/index.md'));

    const first = await runNight(place);
    expect([first.failed, first.stderr]).toEqual([false, expect.not.stringContaining(apiKey)]);
    expect(first.asked).toEqual([
      expect.stringMatching(/^gh pr create --base main --head tubematter\/import /),
    ]);
    expect(pages('origin/tubematter/import')).toHaveLength(2);
    expect(pages('origin/main')).toHaveLength(0);
    expect(git('show', '--stat', '--format=', 'origin/tubematter/import')).toMatch(/tubematter-lock\.json/);

    // A person fixes a page on the branch, the site goes on, and YouTube too.
    const [page = ''] = pages('origin/tubematter/import');
    git('switch', '--quiet', 'tubematter/import');
    const mended = readFileSync(join(clone, page), 'utf8').replace(/^title: .*$/m, 'title: By hand');
    place.commit({ [page]: mended });
    git('switch', '--quiet', 'main');
    place.commit({ 'README.md': 'A better site.\n' });
    upload(api.world, 40, { title: 'A new one' });

    const second = await runNight(place, { pullRequest: '7' });
    expect([second.failed, second.asked]).toEqual([false, [expect.stringMatching(/^gh pr comment 7 /)]]);
    expect(pages('origin/tubematter/import')).toHaveLength(3);
    expect(git('show', `origin/tubematter/import:${page}`)).toContain('title: By hand');
    expect(git('show', 'origin/tubematter/import:README.md')).toBe('A better site.');

    const before = git('rev-parse', 'origin/tubematter/import');
    const third = await runNight(place, { pullRequest: '7' });
    expect([third.failed, third.asked, third.stdout]).toEqual([
      false,
      [],
      expect.stringContaining('Nothing changed.'),
    ]);
    expect(git('rev-parse', 'origin/tubematter/import')).toBe(before);

    // Merged as one commit, and the branch left behind.
    git('merge', '--quiet', '--squash', 'origin/tubematter/import');
    place.commit({});
    upload(api.world, 41, { title: 'One more' });
    const fourth = await runNight(place);
    expect([fourth.failed, fourth.asked]).toEqual([false, [expect.stringMatching(/^gh pr create /)]]);
    expect(git('rev-parse', 'origin/tubematter/import~1')).toBe(git('rev-parse', 'origin/main'));
    expect(pages('origin/tubematter/import')).toHaveLength(4);
  });

  test('with the action in it does the same, and its report is the description', async () => {
    const place = await makePlace(['--content', 'content/videos', '--workflow', 'none']);
    const text = makeWorkflow(
      { ...answers, repository: readRepository('https://github.com/owner/tubematter') },
      'tubematter-lock.json',
      place.clone,
      '1.2.3',
    )?.text;
    expect(parse(text ?? '').jobs.import.steps).toContainEqual(
      expect.objectContaining({ name: 'Import', uses: 'owner/tubematter@v1.2.3' }),
    );
    const first = await runNight(place, { text });
    expect([first.outcomes['Import'], first.asked]).toEqual([
      'success',
      [expect.stringMatching(/^gh pr create --base main --head tubematter\/import /)],
    ]);
    expect(readFileSync(`${place.env['GH_LOG']}.body`, 'utf8')).toMatch(
      /^# Videos: 2 new\n\n## What the import changed\n[\s\S]*### Created \(2\)/,
    );
    const second = await runNight(place, { text, pullRequest: '7' });
    expect([second.failed, second.asked]).toEqual([false, []]);
    const wrongKey = await runNight(place, { text, key: 'wrong', pullRequest: '7' });
    expect([wrongKey.failed, wrongKey.outcomes['Import'], wrongKey.asked]).toEqual([true, 'failure', []]);
  });

  test('the drift example is green while pages and channel are alike, and red when they differ', async () => {
    const place = await makePlace(['--content', 'content/videos', '--workflow', 'none']);
    const text = fillIn(readExample('github-drift.yml')).replace('drift:\n', 'import:\n');
    const { api, clone, env, commit } = place;
    await runTubematter(['import'], { cwd: clone, env: { ...env, YOUTUBE_API_KEY: apiKey } });
    commit({});
    expect((await runNight(place, { text })).failed).toBe(false);
    upload(api.world, 40, { title: 'A new one' });
    const drifted = await runNight(place, { text });
    expect(drifted.outcomes).toMatchObject({
      'Audit the pages and their URLs': 'success',
      'Compare with the channel': 'failure',
    });
    expect(drifted.stderr).toContain('::warning title=Drift::An import would create 1 page ');
  });

  test('keeps what was done when the quota ends early, and is red', async () => {
    const place = await makePlace(['--content', 'content/videos', '--workflow', 'github'], 120);
    // Of seven requests, five: whatever their order, at least one is for a batch of videos.
    place.api.quotaLeft = 5;
    const { failed, outcomes, asked, git } = { ...place, ...(await runNight(place)) };
    expect([failed, outcomes['Import'], outcomes['Open or update the pull request']]).toEqual([
      true,
      'failure',
      'success',
    ]);
    expect(asked).toEqual([expect.stringMatching(/^gh pr create /)]);
    expect(git('ls-tree', '-r', '--name-only', 'origin/tubematter/import')).toMatch(/index\.md/);
  });

  test.each([
    ['as init writes it', null],
    ['as the drift example has it', readExample('github-drift.yml').replace('drift:\n', 'import:\n')],
  ])('stops with one sentence until it is filled in where tubematter comes from, %s', async (_, text) => {
    const place = await makePlace(['--content', 'content/videos', '--workflow', 'github']);
    const written = readFileSync(join(place.clone, '.github/workflows/tubematter.yml'), 'utf8');
    const { failed, outcomes, stdout, asked } = await runNight(place, { text: text ?? written });
    expect([failed, outcomes['Get tubematter'], asked]).toEqual([true, 'failure', []]);
    expect(new Set(Object.values(outcomes))).toEqual(new Set(['success', 'failure', 'skipped']));
    expect(stdout).toMatch(
      /^::error title=tubematter::TUBEMATTER_REPOSITORY is not set\. Set it .*to the URL of .*\.\n$/,
    );
    expect(place.api.requests).toEqual([]);
  });

  test('opens nothing where it cannot run, or where the branches conflict', async () => {
    const place = await makePlace(['--content', 'content/videos', '--workflow', 'github']);
    const wrongKey = await runNight(place, { key: 'wrong' });
    expect([wrongKey.failed, wrongKey.asked]).toEqual([true, []]);
    expect(place.git('branch', '--remotes')).not.toContain('tubematter/import');

    await runNight(place);
    place.git('switch', '--quiet', 'tubematter/import');
    place.commit({ 'README.md': 'One way.\n' });
    const before = place.git('rev-parse', 'HEAD');
    place.git('switch', '--quiet', 'main');
    place.commit({ 'README.md': 'Another way.\n' });
    const conflict = await runNight(place, { pullRequest: '7' });
    expect([conflict.failed, conflict.asked]).toEqual([true, []]);
    expect(conflict.outcomes).toMatchObject({
      Import: 'skipped',
      'Open or update the pull request': 'skipped',
    });
    expect(place.git('rev-parse', 'origin/tubematter/import')).toBe(before);
  });
});
