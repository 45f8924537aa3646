import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeVideoId } from '../api/resources.ts';
import { type Files, readFiles, readText } from './files.ts';
import { parsePlan } from './plan-schema.ts';
import { makeFolder, runTubematter } from './run.ts';
import { makeSnapshot } from './snapshot.ts';

const [first = '', second = '', third = ''] = [0, 1, 2].map(makeVideoId);
const config = { 'tubematter.config.yaml': 'content: c\n' };
const page = (body: string, front = '') => `---\ntitle: Mine # kept\n${front}---\n${body}\n`;
const shown = { 'c/a.md': page(`Hello.\r\n\n{{< youtube ${first} >}}`), 'c/plain.md': page('Nothing.') };

async function run(args: string[], files: Files) {
  const cwd = makeFolder({ ...config, ...files, '../s.json': makeSnapshot([{}, {}, {}]) });
  const outcome = await runTubematter(args, { cwd });
  return { ...outcome, cwd, before: files, files: readFiles(cwd) };
}

describe.concurrent('adopt', () => {
  test('writes the id into pages that show one video, and nothing else', async () => {
    const { exitCode, stdout, files, cwd } = await run(['adopt'], {
      ...shown,
      'c/b.mdx': page('import X from "x"', `links:\r\n- https://youtu.be/${second}\r\n`),
      'c/_index.md': page(`{{< youtube ${third} >}}`),
    });
    expect(exitCode).toBe(0);
    expect(stdout).toContain('0 created, 2 updated, 0 unchanged');
    expect(files['c/a.md']).toBe(shown['c/a.md'].replace('---\nH', `videoId: ${first}\n---\nH`));
    expect(files['c/b.mdx']).toContain(`videoId: ${second}`);
    expect(files['c/plain.md']).toBe(shown['c/plain.md']);
    expect(files['c/_index.md']).not.toContain('videoId');
    expect(files).not.toHaveProperty(['tubematter-lock.json']);
    const imported = await runTubematter(['import', '--from', '../s.json', '--json'], { cwd });
    const { changes } = parsePlan(imported.stdout);
    expect(changes.map(({ action, path }) => `${action} ${path}`).sort()).toEqual([
      `create ${third}/index.md`,
      'update a.md',
      'update b.mdx',
    ]);
  });

  test('shows the diffs with --dry-run, and the plan with --json', async () => {
    const { exitCode, stdout, files } = await run(['adopt', '--dry-run'], shown);
    expect(exitCode).toBe(0);
    expect(stdout).toContain(`+++ b/a.md`);
    expect(stdout).toContain(`+videoId: ${first}\n`);
    expect(stdout).toContain('1 would be updated');
    expect(files['c/a.md']).toBe(shown['c/a.md']);
    const json = await run(['adopt', '--dry-run', '--json'], shown);
    expect(parsePlan(json.stdout).changes).toMatchObject([
      { action: 'update', videoId: first, path: 'a.md', changes: [{ key: 'videoId', after: first }] },
    ]);
  });

  test('writes the key by which new pages name their video', async () => {
    const { files } = await run(['adopt'], {
      ...shown,
      'tubematter.config.yaml':
        "content: c\npreset: minimal\nfields: { videoId: false, youtubeId: { value: '{videoId}', update: if-missing } }\n",
    });
    expect(files['c/a.md']).toBe(shown['c/a.md'].replace('---\nH', `youtubeId: ${first}\n---\nH`));
  });

  test.each([
    ['youtube', 'https://youtu.be/{videoId}', `https://youtu.be/${first}`],
    ['youtube', '{watchUrl}', `https://www.youtube.com/watch?v=${first}`],
    ['params.youtube', '{watchUrl}', `https://www.youtube.com/watch?v=${first}`],
    ['clip', 'https://youtu.be/{videoId}', `https://youtu.be/${first}`],
    ['youtubeId', '{title} https://youtu.be/{videoId}', first],
  ])('writes into %s what new pages have there, by %s', async (key, value, written) => {
    const { exitCode, files } = await run(['adopt'], {
      ...shown,
      'tubematter.config.yaml': `content: c\npreset: minimal\npages: { id: [${key === 'clip' ? key : ''}] }\nfields: { videoId: false, ${key}: { value: '${value}', update: if-missing } }\n`,
    });
    expect(exitCode).toBe(0);
    const lines = key
      .split('.')
      .map((part, at) => `${'  '.repeat(at)}${part}:`)
      .join('\n');
    expect(files['c/a.md']).toBe(shown['c/a.md'].replace('---\nH', `${lines} ${written}\n---\nH`));
  });

  test('writes the first key of pages.id', async () => {
    const { files } = await run(['adopt'], {
      ...shown,
      'tubematter.config.yaml': 'content: c\npages: { id: [youtube_id] }\n',
    });
    expect(files['c/a.md']).toContain(`youtube_id: ${first}\n`);
  });

  test.each<[string, Files, string]>([
    [
      'a page that shows two videos',
      { 'c/x.md': page(`{{< youtube ${second} >}}\n{{< youtube ${third} >}}`) },
      `c/x.md: it shows several videos (${second}, ${third})`,
    ],
    [
      'a video in a key and another in the body',
      { 'c/x.md': page(`{{< youtube ${second} >}}`, `trailer: https://youtu.be/${third}\n`) },
      'c/x.md: it shows several videos',
    ],
    [
      'a video that two pages show',
      { 'c/x.md': page(`{{< youtube ${second} >}}`), 'c/y.md': page(`https://youtu.be/${second}`) },
      `c/x.md and c/y.md: these pages show the video ${second}`,
    ],
    [
      'a page that cannot be read',
      { 'c/x.md': `---\ntitle: Mine\n\nhttps://youtu.be/${second}\n` },
      'c/x.md:1: the front matter has no closing "---"',
    ],
    [
      'a page whose front matter is a list',
      { 'c/x.md': `---\n- https://youtu.be/${second}\n---\n` },
      'c/x.md:1: the front matter is not a list of keys and values',
    ],
    [
      'an Org page',
      { 'hugo.toml': 'title = "Site"\n', 'c/x.org': `#+title: Mine\n\nhttps://youtu.be/${second}\n` },
      `c/x.org: it shows the video ${second}, and tubematter reads no id from an Org page`,
    ],
    [
      'a page whose id is none',
      { 'c/x.md': page(`https://youtu.be/${second}`, 'videoId: oops\n') },
      'c/x.md: videoId names no video: oops.',
    ],
  ])('leaves %s alone, says so and exits 1', async (_, files, words) => {
    const outcome = await run(['adopt'], { ...shown, ...files });
    expect(outcome.exitCode).toBe(1);
    expect(outcome.stdout).toContain(words);
    expect(outcome.stdout).toContain('1 updated');
    for (const [path, text] of Object.entries(files)) expect(outcome.files[path]).toBe(text);
  });

  test.each([
    ['LF line ends', '', `https://youtu.be/${first}\n`, `---\nvideoId: ${first}\n---\n`],
    [
      'CRLF line ends',
      '',
      `\r\nHello\r\n***\nhttps://youtu.be/${first}`,
      `---\r\nvideoId: ${first}\r\n---\r\n`,
    ],
    ['a byte order mark', '\ufeff', `https://youtu.be/${first}\n`, `---\nvideoId: ${first}\n---\n`],
    ['a line of four dashes', '', `----\nhttps://youtu.be/${first}\n`, `---\nvideoId: ${first}\n---\n`],
    [
      'TOML for new pages',
      '\ufeff',
      `https://youtu.be/${first}\r\n`,
      `+++\r\nvideoId = "${first}"\r\n+++\r\n`,
      'format: toml\n',
    ],
    [
      'JSON for new pages',
      '\ufeff',
      `\n{{< youtube ${first} >}}`,
      `{\n  "videoId": "${first}"\n}\n`,
      'format: json\n',
    ],
  ])('puts front matter above a page that has none, with %s', async (_, mark, body, block, format = '') => {
    const { exitCode, stdout, cwd } = await run(['adopt'], {
      'tubematter.config.yaml': `content: c\n${format}`,
      'c/x.md': mark + body,
    });
    expect(exitCode).toBe(0);
    expect(stdout).toContain('0 created, 1 updated');
    expect(readText(cwd, 'c/x.md')).toBe(mark + block + body);
    const again = await runTubematter(['adopt'], { cwd });
    expect(again.stdout).toContain('0 updated, 1 unchanged');
  });

  test('names an invalid page that names a video, as an import does', async () => {
    const cwd = makeFolder({ ...config, ...shown });
    const bytes = Buffer.from(`https://youtu.be/${second}\n\xff\n`, 'latin1');
    writeFileSync(join(cwd, 'c/x.md'), bytes);
    const { exitCode, stdout } = await runTubematter(['adopt'], { cwd });
    expect(exitCode).toBe(1);
    expect(stdout).toContain('c/x.md: it is not valid UTF-8 text. It was left alone.');
    expect(readFileSync(join(cwd, 'c/x.md'))).toEqual(bytes);
  });

  test('advises only what there is, of a video that two pages show', async () => {
    const { stdout } = await run(['adopt'], {
      'c/x.md': page(`{{< youtube ${second} >}}`),
      'c/y.md': `https://youtu.be/${second}\n`,
    });
    expect(stdout.replace(/\s+/g, ' ')).toContain('tubematter import --allow-duplicates.');
  });

  test('has nothing to say of a video that has a page, and takes the main one of translations', async () => {
    const { exitCode, files } = await run(['adopt'], {
      'c/own.md': page('Mine.', `youtube: ${first}\n`),
      'c/blog.md': page(`{{< youtube ${first} >}}`),
      'c/t/index.en.md': page(`{{< youtube ${second} >}}`),
      'c/t/index.de.md': page(`{{< youtube ${second} >}}`),
    });
    expect(exitCode).toBe(0);
    expect(files['c/blog.md']).not.toContain('videoId');
    expect(files['c/t/index.de.md']).not.toContain('videoId');
    expect(files['c/t/index.en.md']).toContain(`videoId: ${second}\n`);
  });

  test('needs a content folder', async () => {
    const { exitCode, stderr } = await run(['adopt'], {});
    expect(exitCode).toBe(2);
    expect(stderr).toContain('it does not exist');
  });
});

test('an import names pages that adopt would take, makes none for their videos, and makes the others', async () => {
  const files = { ...shown, 'c/two.md': page(`{{< youtube ${second} >}}\n{{< youtube ${third} >}}`) };
  const stopped = await run(['import', '--from', '../s.json'], files);
  expect(stopped.exitCode).toBe(1);
  expect(stopped.stdout).toContain(`c/a.md: it shows the video ${first} but does not name it`);
  expect(stopped.stdout).toContain('2 created, 0 updated');
  const allowed = await run(['import', '--from', '../s.json', '--allow-duplicates'], files);
  expect(allowed.exitCode).toBe(0);
  expect(allowed.stdout).toContain('3 created, 0 updated');
});
