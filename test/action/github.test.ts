import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { Answers } from '../../src/init/choices.ts';
import { readRepository } from '../../src/init/repository.ts';
import { makeWorkflow } from '../../src/init/workflow.ts';
import { upload } from '../api/world.ts';
import { apiKey, runTubematter } from '../e2e/run.ts';
import { fillIn, makePlace, readExample, readService, runNight } from './place.ts';

const answers: Answers = {
  content: 'content/videos',
  url: '/videos/{slug}',
  preset: 'seed',
  workflow: 'github',
  repository: null,
  existing: null,
  keepsScript: false,
};

describe('the GitHub workflow', () => {
  test('opens one pull request, goes on from it, and begins anew when it is merged', async () => {
    const place = await makePlace(['--content', 'content/videos', '--workflow', 'github']);
    const { api, git, clone } = place;
    const pages = (branch: string) =>
      git('ls-tree', '-r', '--name-only', branch)
        .split('\n')
        .filter((path) => path.endsWith('/index.md'));

    const first = await runNight(place);
    expect([first.failed, first.stderr]).toEqual([false, expect.not.stringContaining(apiKey)]);
    expect(first.asked).toEqual(['gh pr create']);
    expect(readService(place).pulls).toMatchObject([
      { head: 'tubematter/import', base: 'main', title: 'Videos: 2 new', state: 'open' },
    ]);
    expect(git('log', '-1', '--format=%s', 'origin/tubematter/import')).toBe('Videos: 2 new');
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

    // Nothing that needs a person: no comment, and the text says what the whole branch changes.
    const second = await runNight(place);
    expect([second.failed, second.asked]).toEqual([false, ['gh pr edit 1']]);
    expect(readService(place).pulls).toMatchObject([
      { title: 'Videos: 3 new', body: expect.stringMatching(/^# Videos: 3 new\n/) },
    ]);
    expect(git('log', '-1', '--format=%s', 'origin/tubematter/import')).toBe('Videos: 1 new');
    expect(pages('origin/tubematter/import')).toHaveLength(3);
    expect(git('show', `origin/tubematter/import:${page}`)).toContain('title: By hand');
    expect(git('show', 'origin/tubematter/import:README.md')).toBe('A better site.');

    const before = git('rev-parse', 'origin/tubematter/import');
    const third = await runNight(place);
    expect([third.failed, third.asked]).toEqual([false, ['gh pr edit 1']]);
    expect(git('rev-parse', 'origin/tubematter/import')).toBe(before);

    // Merged as one commit, and the branch left behind.
    place.gh('pr', 'merge', '1', '--squash');
    const quiet = await runNight(place);
    expect([quiet.failed, quiet.asked, quiet.stdout]).toEqual([
      false,
      [],
      expect.stringContaining('Nothing new.'),
    ]);
    upload(api.world, 41, { title: 'One more' });
    const fourth = await runNight(place);
    expect([fourth.failed, fourth.asked]).toEqual([false, ['gh pr create']]);
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
    expect([first.outcomes['Import'], first.asked]).toEqual(['success', ['gh pr create']]);
    expect(readService(place).pulls[0]?.body).toMatch(
      /^# Videos: 2 new\n\n\| Created \| Unchanged \|\n[\s\S]*### Created \(2\)/,
    );
    const second = await runNight(place, { text });
    expect([second.failed, second.asked]).toEqual([false, ['gh pr edit 1']]);
    const wrongKey = await runNight(place, { text, key: 'wrong' });
    expect([wrongKey.failed, wrongKey.outcomes['Import'], wrongKey.asked]).toEqual([
      true,
      'failure',
      ['gh issue create'],
    ]);
  });

  test('of a site in a folder that has tubematter among its packages commits none of these', async () => {
    const place = await makePlace(['--content', 'content/videos', '--workflow', 'none']);
    const { clone, git } = place;
    mkdirSync(join(clone, 'docs'));
    git('mv', 'tubematter.config.yaml', 'docs');
    place.commit({
      'docs/package.json': '{ "devDependencies": { "tubematter": "1" } }\n',
      'docs/package-lock.json': '{}\n',
    });
    const text = makeWorkflow(answers, 'tubematter-lock.json', join(clone, 'docs'), '1.2.3')?.text;
    const { failed, asked } = await runNight(place, { text });
    expect([failed, asked]).toEqual([false, ['gh pr create']]);
    const [request] = readService(place).pulls;
    expect([request?.title, request?.body]).toEqual([
      'Videos: 2 new (docs)',
      expect.stringContaining('### Created (2)'),
    ]);
    const changed = git('diff', '--name-only', 'origin/main', 'origin/tubematter/import-docs').split('\n');
    expect(changed).toEqual([
      expect.stringMatching(/^docs\/content\/videos\/.*\/index\.md$/),
      expect.stringMatching(/^docs\/content\/videos\/.*\/index\.md$/),
      'docs/tubematter-lock.json',
    ]);
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
    // No issue: the next night goes on.
    expect(asked).toEqual(['gh pr create']);
    expect(readService(place).pulls[0]?.body).toContain('**Incomplete.**');
    expect(git('ls-tree', '-r', '--name-only', 'origin/tubematter/import')).toMatch(/index\.md/);
  });

  test.each([
    ['as init writes it', null, ['gh issue create']],
    ['as the drift example has it', readExample('github-drift.yml').replace('drift:\n', 'import:\n'), []],
  ])(
    'stops with one sentence until it is filled in where tubematter comes from, %s',
    async (_, text, told) => {
      const place = await makePlace(['--content', 'content/videos', '--workflow', 'github']);
      const written = readFileSync(join(place.clone, '.github/workflows/tubematter.yml'), 'utf8');
      const { failed, outcomes, stdout, asked } = await runNight(place, { text: text ?? written });
      expect([failed, outcomes['Get tubematter'], asked]).toEqual([true, 'failure', told]);
      expect(new Set(Object.values(outcomes))).toEqual(new Set(['success', 'failure', 'skipped']));
      expect(stdout).toMatch(
        /^::error title=tubematter::TUBEMATTER_REPOSITORY is not set\. Set it .*to the URL of .*\.\n/,
      );
      expect(place.api.requests).toEqual([]);
    },
  );

  test('opens no pull request where it cannot run, one issue for all such nights, and closes it', async () => {
    const place = await makePlace(['--content', 'content/videos', '--workflow', 'github']);
    expect(await runNight(place, { key: 'wrong' })).toMatchObject({
      failed: true,
      asked: ['gh issue create'],
    });
    expect(place.git('branch', '--remotes')).not.toContain('tubematter/import');
    expect(await runNight(place, { key: 'wrong' })).toMatchObject({ failed: true, asked: [] });
    expect(readService(place).issues).toMatchObject([
      {
        title: 'tubematter: the last import needs attention',
        state: 'open',
        body: expect.stringContaining('https://github.example.org/owner/site/actions/runs/1'),
      },
    ]);
    const { failed, asked } = await runNight(place);
    expect([failed, asked]).toEqual([false, ['gh pr create', 'gh issue close 1']]);
  });

  test('stops where both sides changed a page, and names it', async () => {
    const place = await makePlace(['--content', 'content/videos', '--workflow', 'github']);
    await runNight(place);
    place.git('switch', '--quiet', 'tubematter/import');
    place.commit({ 'README.md': 'One way.\n', 'Über uns.md': 'One way.\n' });
    const before = place.git('rev-parse', 'HEAD');
    place.git('switch', '--quiet', 'main');
    place.commit({ 'README.md': 'Another way.\n', 'Über uns.md': 'Another way.\n' });
    const conflict = await runNight(place);
    expect([conflict.failed, conflict.asked]).toEqual([true, ['gh issue create']]);
    expect(conflict.stdout).toContain(
      '\n::error title=Conflict::README.md was changed on both sides. Merge main into tubematter/import by hand',
    );
    expect(conflict.stdout).toContain('\n::error title=Conflict::Über uns.md was changed on both sides.');
    expect(conflict.outcomes).toMatchObject({
      Import: 'skipped',
      'Open or update the pull request': 'skipped',
    });
    expect(place.git('rev-parse', 'origin/tubematter/import')).toBe(before);
  });

  test('settles a lockfile that both sides changed, and forgets of neither what it says', async () => {
    const place = await makePlace(['--content', 'content/videos', '--workflow', 'github'], 6);
    const { api, git, clone, env } = place;
    await runNight(place);
    place.gh('pr', 'merge', '1', '--squash');
    const [first, second, ...others] = [...api.world.videos.values()];
    if (!first || !second) throw new Error('no videos');
    const { title } = first.resource.snippet;
    first.resource.snippet.title = 'Changed on the branch';
    await runNight(place);
    // A person imports on main: the neighbour's line changes, and a line joins beside that of the branch.
    first.resource.snippet.title = title;
    second.resource.snippet.title = 'Changed on main';
    git('pull', '--quiet', 'origin', 'main');
    const asked = await runTubematter(['import'], { cwd: clone, env: { ...env, YOUTUBE_API_KEY: apiKey } });
    expect(asked.stdout).toContain('1 updated');
    place.commit({});
    first.resource.snippet.title = 'Changed on the branch';
    for (const { resource } of others) resource.snippet.title = `${resource.snippet.title}, anew`;
    const night = await runNight(place);
    expect([night.failed, night.stderr]).toEqual([false, expect.not.stringContaining('amaged')]);
    const pull = readService(place).pulls[1];
    expect([pull?.title, pull?.comments]).toEqual(['Videos: 5 changed', []]);
    const lockfile = JSON.parse(git('show', 'origin/tubematter/import:tubematter-lock.json'));
    expect([first, second].map(({ resource }) => lockfile.pages[resource.id].fields.title)).toEqual([
      'Changed on the branch',
      'Changed on main',
    ]);
  });

  test('commits no bookkeeping of the lockfile alone, and the files of redirects', async () => {
    const place = await makePlace(['--content', 'content/videos', '--workflow', 'github']);
    const { api, git, clone } = place;
    const config = readFileSync(join(clone, 'tubematter.config.yaml'), 'utf8');
    place.commit({ 'tubematter.config.yaml': `${config}redirects: { lookup: routes.json }\n` });
    await runNight(place);
    expect(git('ls-tree', '--name-only', 'origin/tubematter/import').split('\n')).toContain('routes.json');
    place.gh('pr', 'merge', '1', '--squash');
    // A video that is on no page: the lockfile knows its id from now on.
    upload(api.world, 40, { title: 'Soon', broadcast: 'upcoming' });
    expect(await runNight(place)).toMatchObject({ failed: false, asked: [] });
    // Nor together with problems: these fail the run each night, and change nothing.
    git('pull', '--quiet', 'origin', 'main');
    place.commit({ 'content/videos/broken.md': '---\nvideoId: [\n---\n' });
    expect(await runNight(place)).toMatchObject({ failed: true, asked: ['gh issue create'] });
    git('rm', '--quiet', 'content/videos/broken.md');
    place.commit({});
    expect(await runNight(place)).toMatchObject({ failed: false, asked: ['gh issue close 2'] });
    upload(api.world, 41, { title: 'A new one' });
    expect(await runNight(place)).toMatchObject({ failed: false, asked: ['gh pr create'] });
    expect(git('show', 'origin/tubematter/import:tubematter-lock.json')).toContain('"unimported"');
  });
});
