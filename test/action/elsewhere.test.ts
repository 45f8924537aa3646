import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { upload } from '../api/world.ts';
import { apiKey } from '../e2e/run.ts';
import { startGitlab } from './gitlab.ts';
import { fillIn, makePlace, repository, root } from './place.ts';
import { runBash } from './runner.ts';

test('the GitLab job opens a merge request, goes on from it, and writes its text anew', async () => {
  const place = await makePlace(['--content', 'content/videos', '--workflow', 'gitlab']);
  const { api, git, origin, clone, env } = place;
  const gitlab = await startGitlab('token');
  const written = readFileSync(join(clone, '.gitlab/tubematter.gitlab-ci.yml'), 'utf8');
  const runPipeline = async (text = fillIn(written), token = 'token') => {
    const job = parse(text)['import-videos'];
    const cwd = mkdtempSync(join(root, 'pipeline-'));
    git('clone', '--quiet', '--branch', 'main', origin, cwd);
    const result = { stdout: '', stderr: '' };
    const own = {
      CI_API_V4_URL: gitlab.url,
      CI_PROJECT_ID: '12',
      CI_PROJECT_DIR: cwd,
      CI_PROJECT_URL: origin.replace(/\.git$/, ''),
      CI_SERVER_HOST: 'gitlab.example.org',
      CI_COMMIT_SHA: git('rev-parse', 'origin/main'),
      TUBEMATTER_TOKEN: token,
      YOUTUBE_API_KEY: apiKey,
    };
    const code = await runBash(job.script.join('\n'), {
      cwd,
      env: { ...job.variables, BASE: 'main', ...env, ...own },
      result,
    });
    git('fetch', '--quiet', 'origin');
    return { code, ...result };
  };
  const pages = () =>
    git('ls-tree', '-r', '--name-only', 'origin/tubematter/import')
      .split('\n')
      .filter((path) => path.endsWith('/index.md'));

  expect(await runPipeline(written)).toMatchObject({
    code: 1,
    stdout: expect.stringMatching(
      /^TUBEMATTER_REPOSITORY is not set\. Set it in \S+\.yml to the URL of .*\.\n$/,
    ),
  });
  // A request of a fork, from a branch of the same name.
  gitlab.requests.push({ ...gitlab.template, iid: 4, source_project_id: 99 });
  expect(await runPipeline()).toMatchObject({ code: 0 });
  expect(pages()).toHaveLength(2);
  expect(git('ls-tree', '-r', '--name-only', 'origin/tubematter/import')).not.toContain('report');
  expect(gitlab.requests[1]).toMatchObject({
    ...gitlab.template,
    title: 'Videos: 2 new',
    description: expect.stringMatching(/^# Videos: 2 new\n/),
    remove_source_branch: 'true',
  });

  place.commit({ 'README.md': 'A better site.\n' });
  upload(api.world, 40, { title: 'A new one' });
  expect(await runPipeline()).toMatchObject({ code: 0 });
  expect(pages()).toHaveLength(3);
  expect(git('show', 'origin/tubematter/import:README.md')).toBe('A better site.');
  expect(gitlab.requests).toMatchObject([{ title: '' }, { title: 'Videos: 3 new', notes: [] }]);
  const before = git('rev-parse', 'origin/tubematter/import');
  expect(await runPipeline()).toMatchObject({ code: 0 });
  expect(git('rev-parse', 'origin/tubematter/import')).toBe(before);

  // A conflict needs a person: the merge request gets a note.
  const [id = ''] = api.world.videos.keys();
  git('switch', '--quiet', 'tubematter/import');
  const page = join('content/videos', id, 'index.md');
  const edited = readFileSync(join(clone, page), 'utf8').replace(/^title: .*$/m, 'title: By hand');
  place.commit({ [page]: edited });
  const snippet = api.world.videos.get(id)?.resource.snippet;
  if (snippet) snippet.title = 'Another title';
  expect(await runPipeline()).toMatchObject({ code: 0 });
  expect(gitlab.requests[1]?.notes).toEqual([expect.stringContaining('### Conflicts')]);
  // Both sides changed a page: it is named, and nothing is done.
  git('fetch', '--quiet', 'origin');
  git('reset', '--quiet', '--hard', 'origin/tubematter/import');
  place.commit({ 'README.md': 'One way.\n' });
  git('switch', '--quiet', 'main');
  place.commit({ 'README.md': 'Another way.\n' });
  expect(await runPipeline()).toMatchObject({
    code: 1,
    stdout: expect.stringContaining('README.md was changed on both sides. Merge main into tubematter/import'),
  });
  git('push', '--quiet', '--force', 'origin', 'origin/tubematter/import~1:tubematter/import');

  expect((await runPipeline(fillIn(written), 'wrong')).code).not.toBe(0);
  api.quotaLeft = 0;
  expect((await runPipeline()).code).not.toBe(0);
  // Closed: the next run begins anew.
  api.quotaLeft = Number.POSITIVE_INFINITY;
  for (const request of gitlab.requests) request.state = 'closed';
  expect(await runPipeline()).toMatchObject({ code: 0 });
  expect(git('rev-parse', 'origin/tubematter/import~1')).toBe(git('rev-parse', 'origin/main'));
  expect(gitlab.requests[2]).toMatchObject({ title: 'Videos: 3 new', state: 'opened' });
  // Its branch was deleted, and it is still open: the branch begins anew.
  git('push', '--quiet', 'origin', '--delete', 'tubematter/import');
  expect(await runPipeline()).toMatchObject({ code: 0 });
  expect([pages().length, gitlab.requests.length]).toEqual([3, 3]);

  // A person pushes while a run works: their commit stays, and the run fails.
  git('switch', '--quiet', '--detach', 'origin/tubematter/import');
  git('commit', '--quiet', '--allow-empty', '--message', 'A person was here');
  const push = `git -C '${clone}' push --quiet origin HEAD:refs/heads/tubematter/import`;
  upload(api.world, 41, { title: 'One more' });
  const meanwhile = fillIn(written).replace(/^( *)if \[ -z "\$number" \] && git diff/m, `$1${push}\n$&`);
  expect(meanwhile).toContain(push);
  expect((await runPipeline(meanwhile)).code).not.toBe(0);
  expect(git('log', '-1', '--format=%s', 'origin/tubematter/import')).toBe('A person was here');
  expect(await runPipeline()).toMatchObject({ code: 0 });
  expect(git('log', '--format=%s', 'origin/main..origin/tubematter/import')).toContain('A person was here');
});

test('the cron recipe imports and pushes, is silent where all is well, and passes an exit code on', async () => {
  const place = await makePlace(['--content', 'content/videos', '--workflow', 'none']);
  const { api, git, origin, clone, env } = place;
  mkdirSync(join(env['HOME'] ?? '', '.config'));
  writeFileSync(join(env['HOME'] ?? '', '.config/tubematter.env'), `export YOUTUBE_API_KEY=${apiKey}\n`);
  git('branch', '--set-upstream-to=origin/main');
  const runCron = async (flags = '') => {
    const result = { stdout: '', stderr: '' };
    const script = `exec sh '${join(repository, 'examples/cron.sh')}' ${flags}`;
    const code = await runBash(script, {
      cwd: root,
      env: { ...env, SITE: clone, TUBEMATTER: repository, REPORT: join(root, 'report.md') },
      result,
    });
    return { code, ...result };
  };
  expect(await runCron()).toEqual({
    code: 0,
    stdout: expect.stringMatching(/^Videos: 2 new\n\n[^#<]*^2 created/m),
    stderr: '',
  });
  expect(git('ls-tree', '-r', '--name-only', 'origin/main')).toMatch(/index\.md/);
  expect(git('log', '-1', '--format=%s', 'origin/main')).toBe('Videos: 2 new');
  expect(readFileSync(join(root, 'report.md'), 'utf8')).toMatch(/^# Videos: 2 new\n/);
  const before = git('rev-parse', 'origin/main');
  expect(await runCron()).toEqual({ code: 0, stdout: '', stderr: '' });
  expect(git('rev-parse', 'origin/main')).toBe(before);

  // The report is not lost with a push that fails, and the next night pushes.
  const hook = join(origin, 'hooks/pre-receive');
  writeFileSync(hook, '#!/bin/sh\nexit 1\n', { mode: 0o755 });
  upload(api.world, 40, { title: 'A new one' });
  expect(await runCron()).toMatchObject({
    code: 1,
    stdout: expect.stringMatching(/^Videos: 1 new\n/),
    stderr: expect.stringContaining('pre-receive hook declined'),
  });
  expect(git('rev-parse', 'origin/main')).toBe(before);
  rmSync(hook);
  expect(await runCron()).toEqual({ code: 0, stdout: '', stderr: '' });
  expect(git('log', '-1', '--format=%s', 'origin/main')).toBe('Videos: 1 new');

  upload(api.world, 41, { title: 'Another new one' });
  expect(await runCron('--config "./*.config.yaml"')).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^Videos: 1 new\n\n[^#<]*^1 created/m),
  });
  api.quotaLeft = 0;
  expect(await runCron()).toMatchObject({ code: 3, stdout: expect.stringMatching(/quota/), stderr: '' });
});
