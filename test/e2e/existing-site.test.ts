import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeVideoId, type VideoSpec } from '../api/resources.ts';
import { type Files, listPages, readFiles, readText, writeFiles } from './files.ts';
import { parsePlan } from './plan-schema.ts';
import { makeFolder, runTubematter } from './run.ts';
import { makeSnapshot } from './snapshot.ts';

const content = 'content/resources/videos';

/** A page as the sites look that tubematter is for: imported long ago, edited since, with a rich history of URLs. */
const wheelPage = `---
title: 'Round Again: What Holds a Wheel Together, and What Does Not'
description: Spokes, hubs and rims. Every question that came up at our evening in the workshop's yard, with an answer.
date: 2020-06-02T18:30:09Z
weight: 1000
ResourceId: Wh33l_Day-1
ResourceType: videos
ResourceImport: true
ResourceImportSource: Youtube
videoId: Wh33l_Day-1
url: /resources/videos/:slug
slug: round-again-what-holds-a-wheel-together-and-what-does-not
layout: video
aliases:
- /resources/Wh33l_Day-1
- /resources/videos/round-again-what-holds-a-wheel-together-and-what-does-not
- /resources/videos/2nd-june-2020-workshop-evening-bring-your-wheel
aliasesArchive:
- /resources/videos/nd-june-workshop-evening-bring-your-wheel
- /resources/videos/2nd-june-2020-workshop-evening-bring-your-wheel
- /resources/2nd-june-2020-workshop-evening-bring-your-wheel
- /resources/videos/round-again-what-holds-a-wheel-together-and-what-does-not
- round-again-what-holds-a-wheel-together-and-what-does-not
preview: https://i.ytimg.com/vi/Wh33l_Day-1/high.jpg
duration: 2112
isShort: false
tags:
- Wheel Builders
sitemap:
  filename: sitemap.xml
  priority: 0.6
source: youtube
resourceTypes:
- video
categories:
- Wheels

---
A wheel is a tent: it stands because everything in it pulls. 

### Hubs first

- **Loose**: you hear it. 
- **Tight**: you feel it.

Is it the rim? No\u00e2\u20ac\u201dit is the spokes.
`;
const wheelVideo: VideoSpec = {
  id: 'Wh33l_Day-1',
  title: '2nd June 2020: Workshop Evening \\ Bring your Wheel',
  publishedAt: '2020-06-02T18:30:09Z',
  duration: 'PT35M12S',
  thumbnails: ['default', 'medium', 'high'],
};

async function importOver(files: Files, specs: VideoSpec[], args: string[] = []) {
  const cwd = makeFolder({ ...files, '../channel.json': makeSnapshot(specs) });
  const outcome = await runTubematter(['import', '--from', '../channel.json', ...args], { cwd });
  return { cwd, ...outcome };
}

/** Lines that one text has and the other has not, and where. */
function compareLines(before: string, after: string): { at: number; before: string; after: string }[] {
  const lines = after.split('\n');
  expect(before.split('\n')).toHaveLength(lines.length);
  return before
    .split('\n')
    .flatMap((line, at) => (line === lines[at] ? [] : [{ at, before: line, after: lines[at] ?? '' }]));
}

describe.concurrent('a page that is there', () => {
  const path = `${content}/2020/wheels/index.md`;

  test('stays as it is, byte for byte, where YouTube has nothing new', async () => {
    const { cwd, exitCode, stdout } = await importOver({ [path]: wheelPage }, [wheelVideo]);
    expect(stdout).toBe('0 created, 0 updated, 1 unchanged, 0 skipped, 0 problems (0 quota units)\n');
    expect(exitCode).toBe(0);
    expect(readText(cwd, path)).toBe(wheelPage);
    expect(listPages(cwd)).toEqual([path]);
  });

  test('changes in one line where the video is a second longer, with a lockfile and without', async () => {
    const { cwd } = await importOver({ [path]: wheelPage }, [{ ...wheelVideo, duration: 'PT35M13S' }]);
    const change = { before: 'duration: 2112', after: 'duration: 2113' };
    expect(compareLines(wheelPage, readText(cwd, path))).toEqual([expect.objectContaining(change)]);

    writeFiles(cwd, { '../channel.json': makeSnapshot([wheelVideo]) });
    await runTubematter(['import', '--from', '../channel.json'], { cwd });
    expect(readText(cwd, path)).toBe(wheelPage);
  });

  test('gets a body where it has none if the config says so, which the summary counts', async () => {
    const head = wheelPage.slice(0, wheelPage.lastIndexOf('---\n') + 4);
    const untouched = await importOver({ [path]: head }, [wheelVideo]);
    expect(untouched.stdout).toMatch(/^0 created, 0 updated, 1 unchanged/);
    const filling = { 'tubematter.config.yaml': 'body: { update: if-missing }\n' };
    const { cwd, stdout } = await importOver({ [path]: head, ...filling }, [wheelVideo]);
    expect(stdout).toContain('Body written on 1 page that had none\n');
    expect(readText(cwd, path).slice(0, head.length)).toBe(head);
    expect(readText(cwd, path).slice(head.length)).toMatch(/^Description of .*\n\n\[Watch on YouTube\]/);

    const config = { 'tubematter.config.yaml': "body: ''\n" };
    const left = await importOver({ [path]: head, ...config }, [wheelVideo, { title: 'New' }]);
    expect(left.stdout).toMatch(/^1 created, 0 updated, 1 unchanged/);
    expect(readText(left.cwd, path)).toBe(head);
    expect(readText(left.cwd, `${content}/v000000001_/index.md`)).toMatch(/\n---\n$/);
  });

  const edits: Record<string, (text: string) => string> = {
    'with CRLF': (text) => text.replaceAll('\n', '\r\n'),
    'with a byte order mark': (text) => `\uFEFF${text}`,
    'with both': (text) => `\uFEFF${text.replaceAll('\n', '\r\n')}`,
    'with another case of keys': (text) =>
      text.replace('videoId:', 'VideoID:').replace('duration:', 'Duration:').replace('aliases:', 'Aliases:'),
    'with ResourceId alone': (text) =>
      text.replace('ResourceId:', 'resourceId:').replace(/^videoId:.*\n/m, ''),
    'with comments and odd spaces': (text) =>
      text
        .replace('duration: 2112', 'duration:   2112   # seconds')
        .replace('aliases:', 'aliases: # live\n# none'),
    'without a newline at its end': (text) => text.trimEnd(),
    'of 20 MB': (text) => `${text}${'A wheel --- is a tent. '.repeat(870_000)}\n`,
  };
  test.each(Object.entries(edits))('%s is edited in that line only', async (name, edit) => {
    const page = edit(wheelPage);
    const { cwd, exitCode } = await importOver({ [path]: page }, [{ ...wheelVideo, duration: 'PT35M13S' }]);
    const expected = name.includes('alone')
      ? page.replace('url: /res', 'videoId: Wh33l_Day-1\nurl: /res').replace('2112', '2113')
      : page.replace('2112', '2113');
    expect(readText(cwd, path) === expected, readText(cwd, path).slice(0, 2000)).toBe(true);
    expect(exitCode).toBe(0);
    expect(listPages(cwd)).toEqual([path]);
  });
});

describe('the first run over an existing site', () => {
  const makePage = (number: number, extra = '') =>
    `---\ntitle: Page ${number}\nvideoId: v00000000${number}_\nduration: ${number === 1 ? 5 : 601}\n${extra}---\nMine.\n`;
  const files = {
    [`${content}/one.md`]: makePage(1),
    [`${content}/two.md`]: makePage(2, 'weight: 7\ntags: []\n'),
    [`${content}/three.md`]: makePage(3, 'ResourceImport: false\nweight: 3\n'),
    [`${content}/_index.md`]: '---\ntitle: Videos\n---\n',
    [`${content}/notes.txt`]: 'videoId: v000000004_\n',
  };
  const specs = [...Array.from({ length: 4 }, () => ({ tags: ['oak'] })), { broadcast: 'upcoming' as const }];

  test('counts what would change by field, constants left out, and writes nothing', async () => {
    const { cwd, exitCode, stdout, stderr } = await importOver(files, specs, ['--dry-run']);
    expect(stdout).toContain('1 would be created, 3 would be updated, 0 unchanged, 1 skipped, 0 problems');
    expect(stdout).toMatch(/^ {2}ResourceId +added on 3 pages$/m);
    expect(stdout).toMatch(/^ {2}tags +added on 2 pages$/m);
    expect(stdout).not.toMatch(/ResourceImport|weight|layout|sitemap/);
    expect(stdout).toMatch(/^ {2}duration +changed on 1 page$/m);
    expect(stdout).toMatch(/^Skipped 1: not yet broadcast \(filters\.premieres\)$/m);
    expect(stdout).not.toContain('title');
    expect(stderr).toContain('on the 3 pages found, what differs from YouTube counts as your edit');
    expect(exitCode).toBe(0);
    expect(readFiles(cwd)).toEqual(readFiles(makeFolder(files)));
  });

  test('gives the same counts to programs, and then does it', async () => {
    const { cwd, exitCode, stdout } = await importOver(files, specs, ['--json']);
    const plan = parsePlan(stdout);
    expect(plan.fields).toMatchObject({
      ResourceId: { added: 3, changed: 0, removed: 0 },
      tags: { added: 2 },
      duration: { changed: 1 },
    });
    expect(plan.changes.map(({ action }) => action).sort()).toEqual(['create', 'update', 'update', 'update']);
    expect(exitCode).toBe(0);
    expect(readText(cwd, `${content}/one.md`)).toMatch(
      /^title: Page 1$.*^duration: 601$.*\n---\nMine\.\n$/ms,
    );
    expect(readText(cwd, `${content}/three.md`)).toMatch(/^ResourceImport: false$.*^weight: 3$/ms);
    expect(readText(cwd, `${content}/_index.md`)).toBe(files[`${content}/_index.md`]);
    const again = await runTubematter(['import', '--from', '../channel.json'], { cwd });
    expect(again.stdout).toContain('0 created, 0 updated, 4 unchanged');
  });

  test('gives it back with fields that the config drops', async () => {
    const config = 'fields:\n  ResourceId: false\n  tags: false\n';
    const { stdout } = await importOver({ ...files, 'tubematter.config.yaml': config }, specs, ['--dry-run']);
    expect(stdout).not.toMatch(/ResourceId |tags/);
    expect(stdout).toMatch(/^ {2}description +added on 3 pages$/m);
  });
});

describe('a conflict', () => {
  test('is named with both values, and the page keeps its own', async () => {
    const spec = { id: 'Wh33l_Day-2', title: 'First title' };
    const { cwd } = await importOver({}, [spec]);
    const path = `${content}/Wh33l_Day-2/index.md`;
    writeFiles(cwd, {
      [path]: readText(cwd, path).replace('title: First title', 'title: My own title'),
      '../channel.json': makeSnapshot([{ ...spec, title: 'Second title' }]),
    });
    const before = readText(cwd, path);
    const { stdout: json } = await runTubematter(['diff', '--from', '../channel.json', '--json'], { cwd });
    expect(parsePlan(json).conflicts).toEqual([
      expect.objectContaining({
        fields: [{ key: 'title', page: 'My own title', youtube: 'Second title', last: 'First title' }],
      }),
    ]);
    const { stdout } = await runTubematter(['import', '--from', '../channel.json'], { cwd });
    expect(stdout).toContain(
      '  content/resources/videos/Wh33l_Day-2/index.md "Second title" title\n    yours      My own title\n    YouTube\'s  Second title\n',
    );
    expect(readText(cwd, path)).toBe(before);
  });
});

test('an error stands alone, with paths from here: nothing of the lockfile that is not there hides it', async () => {
  const page = `---\nvideoId: ${makeVideoId(0)}\n---\n`;
  const cwd = makeFolder({
    '.git/HEAD': '',
    'tubematter.config.yaml': 'content: videos\n',
    'videos/a.md': page,
  });
  const { stderr } = await runTubematter(['import', '--from', '../tubematter.config.yaml'], {
    cwd: join(cwd, 'videos'),
  });
  expect(stderr).toMatch(/^tubematter: \.\.\/tubematter\.config\.yaml is not JSON\.\n[^\n]*\n$/);
  const config = ['check', '--config', 'new.yaml'];
  writeFiles(cwd, { 'new.yaml': 'content: new\n' });
  expect((await runTubematter(config, { cwd })).stderr).toMatch(
    /does not exist\.\nThe first import makes it\./,
  );
});

test('a content folder without the pages that the lockfile knows is doubted; one that does not exist is refused', async () => {
  const cwd = makeFolder({ '../channel.json': makeSnapshot([{}, {}]) });
  const args = ['import', '--from', '../channel.json', '--content'];
  expect((await runTubematter([...args, 'pages'], { cwd })).stderr).toBe('');
  for (const command of [args, ['diff', ...args.slice(1)]]) {
    const refused = await runTubematter([...command, 'pagse'], { cwd });
    expect([refused.exitCode, refused.stdout]).toEqual([2, '']);
    expect(refused.stderr).toMatch(
      /^tubematter: There is no folder pagse, but the lockfile \S+ knows 2 pages\. Nothing was changed\.\nCheck `content`.*--allow-missing/,
    );
    expect(existsSync(join(cwd, 'pagse'))).toBe(false);
  }
  const allowed = await runTubematter([...args, 'pagse', '--allow-missing', '--dry-run'], { cwd });
  expect(allowed.exitCode).toBe(0);
  mkdirSync(join(cwd, 'pagse'));
  const { exitCode, stdout, stderr } = await runTubematter([...args, 'pagse'], { cwd });
  expect([exitCode, stdout]).toEqual([
    0,
    expect.stringContaining('0 created, 0 updated, 0 unchanged, 2 skipped'),
  ]);
  expect(stderr).toMatch(
    /^The lockfile \S+ knows 2 pages, but none is below pagse\. Is that the right folder\?/,
  );
});
