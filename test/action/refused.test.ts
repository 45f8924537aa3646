import { readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { upload } from '../api/world.ts';
import { apiKey, runTubematter } from '../e2e/run.ts';
import { makePlace, type Place, readService, runNight } from './place.ts';

const branch = 'tubematter/import';

/** A merged site, and a request with a new page and one that changes. */
async function startRequest() {
  const place = await makePlace(['--content', 'content/videos', '--workflow', 'github']);
  await runNight(place);
  place.gh('pr', 'merge', '1', '--squash', '--delete-branch');
  const id = upload(place.api.world, 40, { title: 'Nobody wants this page' });
  const [changed] = [...place.api.world.videos.values()];
  if (!changed) throw new Error('no video');
  changed.resource.snippet.title = 'Nobody wants this title';
  changed.resource.snippet['description'] = 'But this text.';
  await runNight(place);
  const find = (text: string) =>
    place.git('grep', '-l', text, `origin/${branch}`, '--', '*.md').split(':')[1];
  return { place, id, fresh: find(id) ?? '', retitled: find(changed.resource.id) ?? '' };
}

function refuse({ git, clone, commit }: Place, fresh: string, retitled: string): void {
  git('switch', '--quiet', branch);
  rmSync(join(clone, dirname(fresh)), { recursive: true });
  const [restored = ''] = /^title: .*$/m.exec(git('show', `origin/main:${retitled}`)) ?? [];
  const text = git('show', `HEAD:${retitled}`).replace(/^title: .*$/m, restored);
  commit({ [retitled]: `${text}\n` });
}

describe('what is refused on the branch', () => {
  test('is no longer listed, and folded', async () => {
    const { place, id, fresh, retitled } = await startRequest();
    expect(readService(place).pulls[1]?.title).toBe('Videos: 1 new, 1 changed');
    refuse(place, fresh, retitled);
    const { failed } = await runNight(place);
    const { title, body = '' } = readService(place).pulls[1] ?? {};
    expect([failed, title]).toEqual([false, 'Videos: 1 changed']);
    const [listed = '', folded = ''] = body.split('<summary>Refused on this branch (2)</summary>');
    expect(listed).toContain('But this text.');
    expect(listed).not.toMatch(/this page|`title`/);
    expect(folded).toContain(
      `[\`Nobody wants this page\`](https://www.youtube.com/watch?v=${id}) \`${fresh}\`: the page\n`,
    );
    expect(folded).toContain(`\`${retitled}\`: \`title\`\n`);
  });

  test('is all that a request has: its title says so', async () => {
    const place = await makePlace(['--content', 'content/videos', '--workflow', 'github']);
    await runNight(place);
    place.gh('pr', 'merge', '1', '--squash', '--delete-branch');
    const id = upload(place.api.world, 40, { title: 'Nobody wants this page' });
    await runNight(place);
    place.git('switch', '--quiet', branch);
    place.git('pull', '--quiet', 'origin', branch);
    rmSync(join(place.clone, 'content/videos', id), { recursive: true });
    place.commit({});
    await runNight(place);
    expect(readService(place).pulls[1]?.title).toBe('Videos: 1 refused');
  });

  // Merged on the same day, or after a night.
  test.each(['--squash', '--merge'])('never was live: its URLs are not missed (%s)', async (way) => {
    const { place, fresh, retitled } = await startRequest();
    refuse(place, fresh, retitled);
    if (way === '--merge') {
      const { stdout, stderr } = await runNight(place);
      expect(stdout + stderr).not.toMatch(/nothing serves/i);
    }
    place.gh('pr', 'merge', '2', way, '--delete-branch');
    expect(await runNight(place)).toMatchObject({ failed: false, asked: [] });
    upload(place.api.world, 41, { title: 'One more' });
    const night = await runNight(place);
    expect([night.failed, night.stdout + night.stderr]).toEqual([
      false,
      expect.not.stringMatching(/nothing serves/i),
    ]);
    expect(readService(place).pulls.at(-1)?.title).toBe('Videos: 1 new');
    place.gh('pr', 'merge', '3', '--squash');
    place.git('switch', '--quiet', 'main');
    place.git('pull', '--quiet', 'origin', 'main');
    const { exitCode, stdout } = await runTubematter(['check'], {
      cwd: place.clone,
      env: { ...place.env, YOUTUBE_API_KEY: apiKey },
    });
    expect([exitCode, stdout]).toEqual([0, expect.not.stringMatching(/Nothing serves/)]);
  });

  test('was live if it is removed once it was merged', async () => {
    const { place, fresh } = await startRequest();
    place.gh('pr', 'merge', '2', '--squash', '--delete-branch');
    place.git('switch', '--quiet', 'main');
    place.git('pull', '--quiet', 'origin', 'main');
    rmSync(join(place.clone, dirname(fresh)), { recursive: true });
    place.commit({});
    expect(await runNight(place)).toMatchObject({ failed: false, asked: ['gh pr create'] });
    const { title, body } = readService(place).pulls[2] ?? {};
    expect([title, body]).toEqual([
      'Videos: 1 removed page',
      expect.stringContaining('### Pages that you removed (1)'),
    ]);
  });
});

test('a page that is gone where a lockfile came whole may have been live', async () => {
  const place = await makePlace(['--content', 'content/videos', '--workflow', 'github']);
  const env = { ...place.env, YOUTUBE_API_KEY: apiKey };
  await runTubematter(['import'], { cwd: place.clone, env });
  const [id = ''] = place.api.world.videos.keys();
  rmSync(join(place.clone, 'content/videos', id), { recursive: true });
  place.commit({});
  await runNight(place);
  expect(readService(place).pulls[0]?.title).toBe('Videos: 1 removed page');
});

describe('a text says what the whole branch changes', () => {
  test('also where each night makes a few new pages', async () => {
    const place = await makePlace(['--content', 'content/videos', '--workflow', 'github'], 4);
    const file = join(place.clone, 'tubematter.config.yaml');
    place.commit({ 'tubematter.config.yaml': `${readFileSync(file, 'utf8')}filters: { maxNew: 1 }\n` });
    const titles: unknown[] = [];
    for (let night = 0; night < 2; night++) {
      await runNight(place);
      titles.push(readService(place).pulls[0]?.title);
    }
    expect(titles).toEqual(['Videos: 1 new', 'Videos: 2 new']);
  });

  test('also what YouTube no longer says, where the branch has a file, and a page that it deletes', async () => {
    const { place, id, fresh, retitled } = await startRequest();
    const [changed, other] = [...place.api.world.videos.values()];
    if (!changed || !other) throw new Error('no video');
    const page = place.git('grep', '-l', other.resource.id, 'origin/main', '--', '*.md').split(':')[1] ?? '';
    // The title goes back, and the new video leaves.
    changed.resource.snippet.title =
      /^title: "?(.*?)"?$/m.exec(place.git('show', `origin/main:${retitled}`))?.[1] ?? '';
    place.api.world.videos.delete(id);
    place.git('switch', '--quiet', branch);
    const text = place.git('show', `HEAD:${retitled}`).replace(/^title: .*$/m, 'title: Mine');
    place.git('mv', dirname(retitled), 'content/videos/renamed');
    rmSync(join(place.clone, dirname(page)), { recursive: true });
    place.commit({ 'content/videos/renamed/index.md': `${text}\n\nA person’s sentence.\n` });
    await runNight(place);
    const { title, body = '' } = readService(place).pulls[1] ?? {};
    expect(title).toBe('Videos: 1 new, 1 changed, 1 gone, 1 removed page');
    expect(body).toContain(`[\`${fresh}\`]`);
    expect(body).toMatch(/### Gone: the pages stay \(1\)\n+- .*Nobody wants this page/);
    expect(body).toMatch(/### Pages that you removed \(1\)/);
    expect(body).toContain('`content/videos/renamed/index.md`');
    expect(body).toMatch(/`title` \(changed on this branch\): .*`Mine`/);
    expect(body).toContain('  - the body (changed on this branch)\n');
    expect(body).toMatch(/`description` \(changed on YouTube\): .*But this text/);
    expect(body).not.toContain('<summary>Refused on this branch');
  });

  test('also of problems: those that were solved there are gone', async () => {
    const { place, retitled } = await startRequest();
    const broken = 'content/videos/broken.md';
    place.git('switch', '--quiet', 'main');
    place.git('pull', '--quiet', 'origin', 'main');
    place.commit({ [broken]: '---\nvideoId: [\n---\n' });
    await runNight(place);
    expect(readService(place).pulls[1]?.title).toBe('Videos: 1 new, 1 changed, 1 problem');
    place.git('switch', '--quiet', branch);
    place.git('pull', '--quiet', 'origin', branch);
    place.commit({ [broken]: '---\ntitle: Not about a video\n---\n', [retitled]: '---\nvideoId: {\n---\n' });
    await runNight(place);
    const { title, body = '' } = readService(place).pulls[1] ?? {};
    expect(title).toBe('Videos: 1 new, 1 problem');
    expect(body).toContain(`${retitled}:3: `);
    expect(body).not.toMatch(/broken\.md|Refused on this branch \(/);
  });

  test('as to redirects too', async () => {
    const place = await makePlace(['--content', 'content/videos', '--workflow', 'github']);
    const [config, file] = ['tubematter.config.yaml', 'static/_redirects'];
    const text = readFileSync(join(place.clone, config), 'utf8');
    place.commit({ [config]: `${text}redirects: { netlify: ${file} }\n` });
    await runNight(place);
    place.git('switch', '--quiet', branch);
    place.git('pull', '--quiet', 'origin', branch);
    const written = readFileSync(join(place.clone, file), 'utf8');
    place.commit({ [file]: written.slice(written.indexOf('\n') + 1) });
    expect(await runNight(place)).toMatchObject({ failed: true });
    const [broken] = readService(place).pulls;
    expect([broken?.title, broken?.body]).toEqual([
      'Videos: 2 new, 1 problem',
      expect.not.stringContaining('Files of redirects that change'),
    ]);
  });

  test('and stays as it was after a night that the quota cut short', async () => {
    const { place } = await startRequest();
    const [, before] = readService(place).pulls;
    place.api.quotaLeft = 1;
    expect(await runNight(place)).toMatchObject({ failed: true, asked: [] });
    expect(readService(place).pulls[1]).toEqual(before);
  });
});
