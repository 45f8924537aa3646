import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeVideoId, type VideoSpec } from '../api/resources.ts';
import { readFiles, readText, writeFiles } from './files.ts';
import { parsePlan } from './plan-schema.ts';
import { makeFolder, runTubematter } from './run.ts';
import { makeSnapshot } from './snapshot.ts';

const [formerId, id] = [makeVideoId(0), makeVideoId(7)];
const page = `content/resources/videos/${formerId}/index.md`;
const lockfile = 'tubematter-lock.json';
const second = `content/resources/videos/${id}`;
/** The titles of the channel's videos, by number. */
const before = { 0: 'A wheel', 1: 'A frame' };
const after = { 1: 'A frame', 7: 'A wheel' };

function makeChannel(titles: Record<number, string>): string {
  const specs: VideoSpec[] = Array.from({ length: 8 }, (_, number) => ({
    title: titles[number] ?? '',
    ...(number === 7 && { publishedAt: '2024-06-01T00:00:00Z' }),
  }));
  const snapshot = JSON.parse(makeSnapshot(specs));
  const ids = Object.keys(titles).map((number) => makeVideoId(Number(number)));
  const items = snapshot.items.filter((item: { id: string }) => ids.includes(item.id));
  return JSON.stringify({ ...snapshot, items });
}

async function run(cwd: string, videos: Record<number, string>, ...args: string[]) {
  writeFiles(cwd, { '../channel.json': makeChannel(videos) });
  const { exitCode, stdout } = await runTubematter(
    ['import', '--from', '../channel.json', '--json', ...args],
    {
      cwd,
    },
  );
  return { exitCode, plan: parsePlan(stdout) };
}

/** What the terminal and both reports say of bodies. */
async function readBodyNotes(cwd: string) {
  const args = ['diff', '--stat', '--verbose', '--from', '../channel.json'];
  const { stdout } = await runTubematter([...args, '--report', '../r.md', '--report', '../r.html'], { cwd });
  return {
    terminal: stdout.match(/^.*\bbody\b.*$/gim),
    markdown: readText(cwd, '../r.md').match(/^.*\bbody\b.*$/gm),
    html: readText(cwd, '../r.html').match(/<bdi>body<.*?<span class="why">[^<]*/g),
  };
}

describe.concurrent('a video that was uploaded again', () => {
  test('is named; once the user has written its id into the page, the page goes on with it', async () => {
    const cwd = makeFolder({});
    await run(cwd, before);
    const named = await run(cwd, after, '--dry-run');
    expect(named.plan.reuploads).toMatchObject([{ formerId, videoId: id, path: `${formerId}/index.md` }]);

    const old = readText(cwd, page);
    writeFiles(cwd, { [page]: old.replace(`videoId: ${formerId}`, `videoId: ${id}`) });
    expect(await readBodyNotes(cwd)).toEqual({
      terminal: [
        '    the body (the video was uploaded again)',
        'Body updated on 1 page: its video was uploaded again',
      ],
      markdown: ['  - the body (the video was uploaded again)'],
      html: ['<bdi>body</bdi></code> <span class="why">the video was uploaded again'],
    });
    const taken = await run(cwd, after);
    expect(taken).toMatchObject({ exitCode: 0, plan: { missing: [], problems: [], reuploads: [] } });
    const text = readText(cwd, page);
    expect(text).toContain(`formerVideoIds:\n- ${formerId}\n`);
    expect(text).toContain(`- /resources/${formerId}\n- /resources/videos/a-wheel\n- /resources/${id}\n`);
    expect(text).toContain(`(https://www.youtube.com/watch?v=${id})`);
    expect(text).not.toContain(`watch?v=${formerId}`);

    const files = readFiles(cwd);
    const rest = await run(cwd, { ...after, 0: 'A wheel' });
    expect(rest.plan).toMatchObject({ changes: [], skipped: [{ videoId: formerId, reason: 'superseded' }] });
    expect(readFiles(cwd)).toEqual(files);
  });

  test('is still named when an import has made a second page, which need not exist yet', async () => {
    const cwd = makeFolder({});
    await run(cwd, before);
    const expected = [
      { formerId, videoId: id, path: `${formerId}/index.md`, newPath: `${id}/index.md`, title: 'A wheel' },
    ];
    expect((await run(cwd, after)).plan.reuploads).toEqual(expected);
    const later = await run(cwd, after);
    expect(later.plan).toMatchObject({ changes: [], reuploads: expected });
    const { stdout } = await runTubematter(['import', '--from', '../channel.json'], { cwd });
    expect(stdout).toContain(
      `give this page the video id ${id} and delete content/resources/videos/${id}/index.md if it exists`,
    );
  });

  test('keeps a body that the user has touched, and the URLs of a second page that they removed', async () => {
    const cwd = makeFolder({});
    await run(cwd, before);
    await run(cwd, after);
    rmSync(join(cwd, second), { recursive: true });
    const old = readText(cwd, page).replace(`videoId: ${formerId}`, `videoId: ${id}`);
    writeFiles(cwd, { [page]: `${old}\nMine.\n` });
    expect(await readBodyNotes(cwd)).toEqual({ terminal: null, markdown: null, html: null });
    expect((await run(cwd, after)).exitCode).toBe(0);
    const text = readText(cwd, page);
    expect(text).toContain(`watch?v=${formerId})\n\nMine.\n`);
    expect(text).toContain('- /resources/videos/a-wheel-2\n');
    expect(text).toContain(`- /resources/${id}\n`);
  });
});

/** The page with the new id, as a user leaves it. */
function takeNewId(cwd: string): void {
  writeFiles(cwd, { [page]: readText(cwd, page).replace(`videoId: ${formerId}`, `videoId: ${id}`) });
}

describe.concurrent('the body of a video that was uploaded again, of which the lockfile has no hash', () => {
  test.each([
    [
      'after a run that was killed before it wrote the lockfile',
      (cwd: string) => rmSync(join(cwd, lockfile)),
    ],
    [
      'after its line was lost',
      (cwd: string) => writeFiles(cwd, { [lockfile]: '{"version":2,"pages":{\n}}\n' }),
    ],
  ])('is known again %s', async (_, lose) => {
    const cwd = makeFolder({});
    await run(cwd, before);
    const written = readText(cwd, lockfile);
    lose(cwd);
    await run(cwd, before);
    expect(readText(cwd, lockfile)).toBe(written);
    takeNewId(cwd);
    expect(await run(cwd, after)).toMatchObject({ exitCode: 0, plan: { problems: [] } });
    expect(readText(cwd, page)).toContain(`(https://www.youtube.com/watch?v=${id})`);
  });

  const forget = (cwd: string) =>
    writeFiles(cwd, { [lockfile]: readText(cwd, lockfile).replaceAll(/,"body":"[^"]*"/g, '') });

  test('is replaced if it is what the template makes of the former video', async () => {
    const cwd = makeFolder({
      'tubematter.config.yaml': "body: '{title} ({date}) {watchUrl}'\n",
    });
    await run(cwd, before);
    forget(cwd);
    takeNewId(cwd);
    expect(await run(cwd, { ...after, 7: 'A better wheel' })).toMatchObject({ exitCode: 0 });
    expect(readText(cwd, page)).toMatch(/^A better wheel \(2024-06-01T00:00:00Z\) .*v000000007_$/m);
  });

  test('is left as it is if that cannot be known, and the summary says what to do', async () => {
    const cwd = makeFolder({});
    await run(cwd, before);
    forget(cwd);
    takeNewId(cwd);
    writeFiles(cwd, { [page]: `${readText(cwd, page)}Mine.\n` });
    writeFiles(cwd, { '../channel.json': makeChannel(after) });
    expect((await readBodyNotes(cwd)).terminal?.join()).toContain(
      `its body was left as it is, since you may have edited it, and still leads to the former video. Write ${id} for ${formerId} in it.`,
    );
    const tried = await run(cwd, after, '--dry-run');
    const { exitCode, plan } = await run(cwd, after);
    expect(tried).toEqual({ exitCode, plan });
    const problem = { code: 'former-body', path: `${formerId}/index.md`, formerId, videoId: id };
    expect([exitCode, plan.problems]).toEqual([1, [problem]]);
    expect(readText(cwd, page)).toContain(`(https://www.youtube.com/watch?v=${formerId})\nMine.\n`);
    expect((await run(cwd, after)).exitCode).toBe(0);
  });
});
