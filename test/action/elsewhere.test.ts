import { chmodSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { upload } from '../api/world.ts';
import { apiKey } from '../e2e/run.ts';
import { fillIn, makePlace, repository, root } from './place.ts';
import { runBash } from './runner.ts';

test('the GitLab job opens a merge request by push options, and goes on from its branch', async () => {
  const place = await makePlace(['--content', 'content/videos', '--workflow', 'gitlab']);
  const { api, git, origin, clone, env } = place;
  writeFileSync(
    join(origin, 'hooks/pre-receive'),
    '#!/bin/sh\nenv | grep ^GIT_PUSH_OPTION_ > push-options\nexit 0\n',
  );
  chmodSync(join(origin, 'hooks/pre-receive'), 0o755);
  const written = readFileSync(join(clone, '.gitlab/tubematter.yml'), 'utf8');
  const runPipeline = async (text = fillIn(written)) => {
    const job = parse(text)['import-videos'];
    const cwd = mkdtempSync(join(root, 'pipeline-'));
    git('clone', '--quiet', '--branch', 'main', origin, cwd);
    const result = { stdout: '', stderr: '' };
    const own = {
      CI_PROJECT_DIR: cwd,
      CI_PROJECT_URL: origin.replace(/\.git$/, ''),
      CI_SERVER_HOST: 'gitlab.example.org',
      CI_COMMIT_SHA: git('rev-parse', 'main'),
      CI_DEFAULT_BRANCH: 'main',
      TUBEMATTER_TOKEN: 'token',
      YOUTUBE_API_KEY: apiKey,
    };
    const code = await runBash(job.script.join('\n'), {
      cwd,
      env: { ...job.variables, ...env, ...own },
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
  expect(await runPipeline()).toMatchObject({ code: 0 });
  expect(pages()).toHaveLength(2);
  const options = readFileSync(join(origin, 'push-options'), 'utf8');
  for (const option of ['create', 'remove_source_branch', 'target=main', 'title=Import videos']) {
    expect(options).toContain(`=merge_request.${option}`);
  }

  place.commit({ 'README.md': 'A better site.\n' });
  upload(api.world, 40, { title: 'A new one' });
  expect(await runPipeline()).toMatchObject({ code: 0 });
  expect(pages()).toHaveLength(3);
  expect(git('show', 'origin/tubematter/import:README.md')).toBe('A better site.');
  const before = git('rev-parse', 'origin/tubematter/import');
  expect(await runPipeline()).toMatchObject({ code: 0 });
  expect(git('rev-parse', 'origin/tubematter/import')).toBe(before);

  api.quotaLeft = 0;
  expect((await runPipeline()).code).not.toBe(0);
});

test('the cron recipe imports and pushes, is silent where all is well, and passes an exit code on', async () => {
  const place = await makePlace(['--content', 'content/videos', '--workflow', 'none']);
  const { api, git, clone, env } = place;
  mkdirSync(join(env['HOME'] ?? '', '.config'));
  writeFileSync(join(env['HOME'] ?? '', '.config/tubematter.env'), `export YOUTUBE_API_KEY=${apiKey}\n`);
  git('branch', '--set-upstream-to=origin/main');
  const runCron = async () => {
    const result = { stdout: '', stderr: '' };
    const script = `exec sh '${join(repository, 'examples/cron.sh')}'`;
    const code = await runBash(script, {
      cwd: root,
      env: { ...env, SITE: clone, TUBEMATTER: repository },
      result,
    });
    return { code, ...result };
  };
  await runCron();
  expect(git('ls-tree', '-r', '--name-only', 'origin/main')).toMatch(/index\.md/);
  const before = git('rev-parse', 'origin/main');
  expect(await runCron()).toEqual({ code: 0, stdout: '', stderr: '' });
  expect(git('rev-parse', 'origin/main')).toBe(before);
  api.quotaLeft = 0;
  expect(await runCron()).toMatchObject({ code: 3, stdout: expect.stringMatching(/quota/), stderr: '' });
});
