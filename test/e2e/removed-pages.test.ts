import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeVideoId, type VideoSpec } from '../api/resources.ts';
import { readFiles, readText, writeFiles } from './files.ts';
import { parsePlan } from './plan-schema.ts';
import { makeFolder, runTubematter } from './run.ts';
import { makeSnapshot } from './snapshot.ts';

const videos: VideoSpec[] = Array.from({ length: 3 }, (_, number) => ({ title: `Video ${number}` }));
const idOf = (number: number) => makeVideoId(number);
const pageOf = (number: number) => `content/resources/videos/${idOf(number)}/index.md`;
const urlsOf = (number: number) => [`/resources/videos/video-${number}`, `/resources/${idOf(number)}`];
const lockfile = 'tubematter-lock.json';

/** A site with a page for each video, and the command in it. */
async function importAll(config = '') {
  const cwd = makeFolder({ 'tubematter.config.yaml': config, '../channel.json': makeSnapshot(videos) });
  const run = (command: string, ...args: string[]) => {
    const from = command === 'check' || command === 'redirects' ? [] : ['--from', '../channel.json'];
    return runTubematter([command, ...from, ...args], { cwd });
  };
  await run('import');
  return { cwd, run };
}

describe.concurrent('a page that the user removed', () => {
  test('is named by the next import, in every report, and by no other', async () => {
    const { cwd, run } = await importAll();
    const page = readText(cwd, pageOf(1));
    rmSync(join(cwd, pageOf(1)));
    const before = readFiles(cwd);
    const removed = [{ videoId: idOf(1), title: 'Video 1', urls: urlsOf(1) }];

    const tried = await run('import', '--dry-run', '--json');
    expect(parsePlan(tried.stdout).removed).toEqual(removed);
    expect((await run('diff', '--json')).stdout).toBe(tried.stdout);
    expect(readFiles(cwd)).toEqual(before);

    const reports = ['md', 'html', 'json'].flatMap((type) => ['--report', `../report.${type}`]);
    const { exitCode, stdout } = await run('import', ...reports);
    expect(exitCode).toBe(0);
    const texts = [stdout, readText(cwd, '../report.md'), readText(cwd, '../report.html')];
    for (const text of texts) {
      for (const words of ['Video 1', ...urlsOf(1), 'urls.gone']) expect(text).toContain(words);
    }
    expect(parsePlan(readText(cwd, '../report.json')).removed).toEqual(removed);
    const noted = readText(cwd, lockfile);
    expect(noted).toMatch(/^\{"version":2,.*"removed":\{"[^"]+":"\d{4}-\d\d-\d\d"\}/);

    const again = await run('import', '--json');
    expect(parsePlan(again.stdout)).toMatchObject({ removed: [], changes: [], problems: [] });
    expect(readText(cwd, lockfile)).toBe(noted);

    // It comes back, and is removed once more.
    writeFiles(cwd, { [pageOf(1)]: page });
    expect(parsePlan((await run('import', '--json')).stdout)).toMatchObject({ removed: [], changes: [] });
    expect(readText(cwd, lockfile)).toBe(before[lockfile]);
    rmSync(join(cwd, pageOf(1)));
    expect(parsePlan((await run('import', '--json')).stdout).removed).toEqual(removed);
  });

  test('is a warning of check for each URL until another page or urls.gone has it', async () => {
    const { cwd, run } = await importAll();
    expect((await run('check', '--strict')).exitCode).toBe(0);
    rmSync(join(cwd, pageOf(1)));
    const check = async (...args: string[]) => {
      const { exitCode, stdout } = await run('check', '--json', ...args);
      const findings: { code: string; severity: string; file: string; message: string }[] =
        JSON.parse(stdout).findings;
      return { exitCode, findings };
    };
    // With or without an import in between.
    const { exitCode, findings } = await check();
    await run('import');
    expect(await check()).toEqual({ exitCode, findings });
    expect(exitCode).toBe(1);
    expect(findings).toMatchObject(
      urlsOf(1).map((url) => ({
        code: 'removed-page',
        severity: 'warning',
        file: '../../../tubematter-lock.json',
        message: expect.stringContaining(`Nothing serves ${url}, which the removed page of ${idOf(1)}`),
      })),
    );
    const { stderr } = await run('redirects', '--format', 'apache');
    expect(stderr).toMatch(/^2 URLs of removed pages will lead nowhere: `tubematter check` says which/);
    const strict = await check('--strict');
    expect(strict.findings.map(({ severity }) => severity)).toEqual(['error', 'error']);

    const [own = '', byId = ''] = urlsOf(1);
    const text = readText(cwd, pageOf(2));
    writeFileSync(join(cwd, pageOf(2)), text.replace(/^aliases:\n/m, `aliases:\n- ${own}/\n`));
    expect((await check()).findings).toMatchObject([{ message: expect.stringContaining(byId) }]);
    writeFileSync(join(cwd, 'tubematter.config.yaml'), `urls: { gone: [${byId}] }\n`);
    expect(await check('--strict')).toEqual({ exitCode: 0, findings: [] });

    const { stdout, stderr: warnings, exitCode: written } = await run('redirects', '--format', 'apache');
    expect([written, warnings]).toEqual([0, '']);
    expect(stdout).toContain(`RedirectMatch 301 "^${own}/?$" "/resources/videos/video-2/"`);
    expect(stdout).toContain(`RedirectMatch 410 "^${byId}/?$"`);
  });

  test('is not named at all where urls.gone covers it in time', async () => {
    const { cwd, run } = await importAll();
    const before = readText(cwd, lockfile);
    rmSync(join(cwd, pageOf(1)));
    writeFileSync(
      join(cwd, 'tubematter.config.yaml'),
      `urls: { gone: { ${urlsOf(1)[0]}: 410, ${urlsOf(1)[1]}: ${urlsOf(2)[0]} } }\n`,
    );
    expect(parsePlan((await run('import', '--json')).stdout).removed).toEqual([]);
    expect(readText(cwd, lockfile)).toBe(before);
  });

  test('whose page cannot be read is not removed', async () => {
    const { cwd, run } = await importAll();
    writeFileSync(join(cwd, pageOf(1)), readText(cwd, pageOf(1)).replace(/^title: /m, 'title: "'));
    const { exitCode, stdout } = await run('import', '--json');
    expect([exitCode, parsePlan(stdout).removed]).toEqual([1, []]);
    const { findings } = JSON.parse((await run('check', '--json')).stdout);
    expect(findings).toMatchObject([{ code: 'unreadable' }]);
  });
});

describe.concurrent('check without a whole lockfile', () => {
  test.each([
    [
      'damaged',
      (text: string) => text.replace(/^("\S{11}":.{9}).*$/m, '$1'),
      /The lockfile is damaged: line 2/,
    ],
    ['of a newer version', () => '{"version":99,"pages":{}}\n', /written by a newer tubematter/],
  ])('says so where it is %s, and checks the rest', async (_, damage, words) => {
    const { cwd, run } = await importAll();
    rmSync(join(cwd, pageOf(0)));
    writeFileSync(join(cwd, lockfile), damage(readText(cwd, lockfile)));
    writeFiles(cwd, { 'content/other.md': '---\nurl: /resources/videos/video-2\n---\n' });
    const { exitCode, stdout } = await run('check', '--json');
    expect(exitCode).toBe(1);
    const { findings } = JSON.parse(stdout);
    expect(findings.map(({ code }: { code: string }) => code)).toEqual(
      expect.arrayContaining(['lockfile-unread', 'same-url']),
    );
    expect(findings).toContainEqual(
      expect.objectContaining({ severity: 'warning', message: expect.stringMatching(words) }),
    );
  });

  test('says nothing where there is none', async () => {
    const { cwd, run } = await importAll();
    rmSync(join(cwd, lockfile));
    rmSync(join(cwd, pageOf(1)));
    expect((await run('check', '--strict')).exitCode).toBe(0);
  });

  test('says nothing of removed pages in a folder of which the lockfile knows none', async () => {
    const { cwd, run } = await importAll();
    writeFiles(cwd, { 'other/a.md': '---\ntitle: A\n---\n' });
    expect((await run('check', '--strict', '--content', 'other')).exitCode).toBe(0);
  });
});
