import { readFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import { listPages, readFiles, readStamps, readText, writeFiles } from './files.ts';
import { parsePlan } from './plan-schema.ts';
import { leadTo, makeFolder, type Outcome, runTubematter, startApi } from './run.ts';
import { makeSampleWorld, sampleFile } from './sample.ts';

const from = ['--from', sampleFile];
const content = 'content/resources/videos';
const pageOf = (videoId: string) => `${content}/${videoId}/index.md`;

let imported: string;
let first: Outcome;
let files: Record<string, string>;

/** A site to change, as the first import left it. */
function copyImported(changes: Record<string, (text: string) => string> = {}): string {
  const pages = Object.keys(files).filter((path) => !path.endsWith('/'));
  const cwd = makeFolder(
    Object.fromEntries(pages.map((path) => [path, readFileSync(`${imported}/${path}`)])),
  );
  for (const [path, change] of Object.entries(changes))
    writeFiles(cwd, { [path]: change(readText(cwd, path)) });
  return cwd;
}

beforeAll(async () => {
  imported = makeFolder();
  first = await runTubematter(['import', ...from], { cwd: imported });
  files = readFiles(imported);
});

describe.concurrent('the sample channel', () => {
  test('is imported with one summary and no word on stderr', () => {
    expect(first.exitCode).toBe(0);
    expect(first.stderr).toBe('');
    expect(first.stdout.trimEnd().split('\n').at(-1)).toBe(
      `${listPages(imported).length} created, 0 updated, 0 unchanged, 3 skipped, 0 problems (0 quota units)`,
    );
    expect(first.stdout).toContain(
      'the slug truing-a-wheel is taken by content/resources/videos/rHaZyHOdW7Y/index.md',
    );
    expect(Object.keys(files).filter((path) => !path.endsWith('/') && !path.endsWith('.md'))).toEqual([
      'tubematter-lock.json',
    ]);
  });

  test('is left untouched by a second import, the lockfile included', async () => {
    const stamps = readStamps(imported);
    const { exitCode, stdout } = await runTubematter(['import', ...from], { cwd: imported });
    expect(stdout).toContain(`0 created, 0 updated, ${listPages(imported).length} unchanged, 3 skipped`);
    expect(exitCode).toBe(0);
    expect(readStamps(imported)).toEqual(stamps);
    expect(readFiles(imported)).toEqual(files);
  });

  test('shows no drift after its import', async () => {
    const cwd = copyImported();
    const { exitCode, stdout } = await runTubematter(['diff', ...from], { cwd });
    expect(stdout).toMatch(/^0 would be created, 0 would be updated, \d+ unchanged/m);
    expect(exitCode).toBe(0);
  });

  test('is planned the same way whatever asks, and only import writes', async () => {
    const cwd = makeFolder();
    const [diff, dryRun, diffJson, dryJson] = await Promise.all(
      [['diff'], ['import', '--dry-run'], ['diff', '--json'], ['import', '--dry-run', '--json']].map((args) =>
        runTubematter([...args, ...from], { cwd }),
      ),
    );
    expect(readFiles(cwd)).toEqual({});
    expect([diff?.exitCode, dryRun?.exitCode, diffJson?.exitCode, dryJson?.exitCode]).toEqual([1, 0, 1, 0]);
    expect(diff?.stdout.endsWith(dryRun?.stdout ?? '-')).toBe(true);
    expect(diffJson?.stdout).toBe(dryJson?.stdout);
    const plan = parsePlan(diffJson?.stdout ?? '');
    expect(plan.changes.map(({ path }) => `${content}/${path}`).sort()).toEqual(listPages(imported));
    expect(plan.skipped.map(({ reason }) => reason).sort()).toEqual(['live', 'upcoming', 'upcoming']);
  });

  test('says with --json what it did', async () => {
    const cwd = makeFolder();
    const { exitCode, stdout, stderr } = await runTubematter(['import', '--json', ...from], { cwd });
    expect([exitCode, stderr]).toEqual([0, '']);
    expect(parsePlan(stdout).changes).toHaveLength(listPages(imported).length);
    expect(readFiles(cwd)).toEqual(files);
  });

  test('says nothing with --quiet', async () => {
    const cwd = makeFolder();
    const outcome = await runTubematter(['import', '--quiet', ...from], { cwd });
    expect(outcome).toEqual({ exitCode: 0, stdout: '', stderr: '' });
    expect(readFiles(cwd)).toEqual(files);
  });

  test('names each skipped video with --verbose', async () => {
    const { stdout } = await runTubematter(['diff', '--verbose', ...from], { cwd: copyImported() });
    expect(stdout).toMatch(/^ {2}UJGtPk-duF4 Now live: .* \(live right now \(filters\.live\)\)$/m);
    expect(stdout).toMatch(/^ {2}KD2C9yviPJA Next week, live: .* \(not yet broadcast/m);
  });
});

describe.concurrent('an edited page', () => {
  const path = pageOf('rHaZyHOdW7Y');

  test('drifts only where YouTube has the say, and the diff is one for git', async () => {
    const cwd = copyImported({ [path]: (text) => text.replace(/^duration: .*$/m, 'duration: 1') });
    const { exitCode, stdout } = await runTubematter(['diff', ...from], { cwd });
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(
      /^--- a\/rHaZyHOdW7Y\/index\.md\n\+\+\+ b\/rHaZyHOdW7Y\/index\.md\n@@ -\d+,7 \+\d+,7 @@$/m,
    );
    expect(stdout.match(/^[-+](?![-+]).*$/gm)).toEqual(['-duration: 1', '+duration: 3870']);
    expect(stdout).toContain('1 would be updated');
    expect(stdout).toContain('  duration  changed on 1 page\n');
  });

  test('keeps what a person wrote', async () => {
    const cwd = copyImported({
      [path]: (text) => text.replace(/^title: .*$/m, 'title: Mine # and a remark'),
    });
    const before = readFiles(cwd);
    const { exitCode, stdout } = await runTubematter(['import', ...from], { cwd });
    expect([exitCode, stdout]).toEqual([0, expect.stringContaining('0 updated')]);
    expect(readFiles(cwd)).toEqual(before);
  });
});

describe.concurrent('colours', () => {
  test.each<[name: string, args: string[], env: Record<string, string>, isColoured: boolean]>([
    ['a pipe', [], {}, false],
    ['a pipe in CI', [], { CI: 'true' }, false],
    ['FORCE_COLOR', [], { FORCE_COLOR: '1' }, true],
    ['FORCE_COLOR=0', [], { FORCE_COLOR: '0' }, false],
    ['NO_COLOR', [], { NO_COLOR: '1', FORCE_COLOR: '1' }, false],
    ['--no-color', ['--no-color'], { FORCE_COLOR: '1' }, false],
  ])('%s', async (_, args, env, isColoured) => {
    const cwd = makeFolder();
    const { stdout } = await runTubematter(['diff', '--limit', '1', ...args, ...from], { cwd, env });
    expect(stripVTControlCharacters(stdout) !== stdout).toBe(isColoured);
    expect(stripVTControlCharacters(stdout)).toMatch(/^--- \/dev\/null\n\+\+\+ b\/\S+\n@@ /m);
  });
});

describe.concurrent('a channel that the API gives', () => {
  const startSample = (isOdd: boolean) =>
    startApi({ world: makeSampleWorld(), quirks: { reversed: isOdd, unknownFields: isOdd } });

  // The lockfile also keeps the handle that led to the channel, YouTube's counts, and the videos without a page.
  const readPages = ({ 'tubematter-lock.json': lockfile = '', ...pages }: Record<string, string>) => ({
    ...pages,
    lines: lockfile.match(/^"[\w-]{11}":\{.*\}/gm),
  });

  test('gives the same pages as its snapshot, which has the same bytes each time', async () => {
    const [api, other] = [await startSample(false), await startSample(false)];
    const cwd = makeFolder();
    const args = ['--channel', '@sample', '--save'];
    const run = await runTubematter(['import', ...args, '../saved.json'], { cwd, env: leadTo(api) });
    expect(run.exitCode).toBe(0);
    expect(readPages(readFiles(cwd))).toEqual(readPages(files));

    const replayed = makeFolder();
    expect(
      (await runTubematter(['import', '--from', `${cwd}/../saved.json`], { cwd: replayed })).exitCode,
    ).toBe(0);
    expect(readPages(readFiles(replayed))).toEqual(readPages(files));

    const fetched = await runTubematter(['fetch', ...args, '../fetched.json'], { cwd, env: leadTo(other) });
    expect([fetched.exitCode, fetched.stdout]).toEqual([0, '']);
    expect(fetched.stderr).toMatch(/^Fetched 44 videos, 3 quota units\.$/m);
    expect(readText(cwd, '../fetched.json')).toBe(readText(cwd, '../saved.json'));
    const printed = await runTubematter(['fetch', '--channel', '@sample', '--quiet'], {
      cwd,
      env: leadTo(other),
    });
    expect([printed.exitCode, printed.stdout]).toEqual([0, readText(cwd, '../saved.json')]);
  });

  test('gives the same pages whatever the order of the answers and what is new in them', async () => {
    const cwd = makeFolder();
    const env = leadTo(await startSample(true));
    expect((await runTubematter(['import', '--channel', '@sample'], { cwd, env })).exitCode).toBe(0);
    expect(readPages(readFiles(cwd))).toEqual(readPages(files));
  });
});
