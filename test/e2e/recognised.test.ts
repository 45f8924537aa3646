import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeVideoId } from '../api/resources.ts';
import { type Files, readFiles } from './files.ts';
import { makeFolder, runTubematter } from './run.ts';
import { makeSnapshot } from './snapshot.ts';

const config = { 'tubematter.config.yaml': 'content: content/videos\n' };
const [own, other] = [makeVideoId(0), makeVideoId(1)];

/** Imports two videos. */
async function importInto(files: Files, prepare: (cwd: string) => void = () => {}, args: string[] = []) {
  const cwd = makeFolder({ ...config, ...files, '../channel.json': makeSnapshot([{}, {}]) });
  prepare(cwd);
  const outcome = await runTubematter(['import', '--from', '../channel.json', ...args], { cwd });
  return { ...outcome, cwd, files: readFiles(cwd) };
}

const page = (front: string) => `---\ntitle: Mine\n${front}\n---\nText.\n`;

describe.concurrent('pages of others', () => {
  test('translations are no error: the main language follows, the others stay', async () => {
    const text = page(`videoId: ${own}\nduration: 1`);
    const { exitCode, files } = await importInto({
      'hugo.toml': 'defaultContentLanguage = "de"\n',
      'content/videos/a/index.en.md': text,
      'content/videos/a/index.de.md': text,
      'content/videos/a/transcript.de.md': text,
    });
    expect(exitCode).toBe(0);
    expect(files['content/videos/a/index.en.md']).toBe(text);
    expect(files['content/videos/a/transcript.de.md']).toBe(text);
    expect(files['content/videos/a/index.de.md']).not.toContain('duration: 1\n');
    expect(files).not.toHaveProperty([`content/videos/${own}/index.md`]);
  });

  test('outside the content folder bring a warning, but not their translations', async () => {
    const { exitCode, stderr } = await importInto({ 'content/talks/a.md': page(`youtube: youtu.be/${own}`) });
    expect(exitCode).toBe(0);
    expect(stderr).toContain(
      '1 page outside content/videos is about a video that has a page there, too: content/talks/a.md.',
    );
    const shown = { 'content/posts/a.md': `---\ntitle: Mine\n---\n{{< youtube ${own} >}}\n` };
    const about =
      '1 page outside content/videos is about a video that has a page there, too: content/posts/a.md.';
    expect((await importInto(shown)).stderr).toContain(about);
    const languages = {
      'tubematter.config.yaml': 'content: content/en/videos\n',
      'content/de/videos/a.md': page(`videoId: ${own}`),
    };
    expect((await importInto(languages)).stderr).not.toContain('outside');
  });

  test('that a link leads to, or in UTF-16, are reported and left alone', async () => {
    const wide = Buffer.from(`\ufeff${page(`ytid: ${other}`)}`, 'utf16le');
    const before = { 'real/a.md': page(`videoId: ${own}`), 'content/videos/wide.md': wide };
    const { exitCode, stdout, files } = await importInto(before, (cwd) => {
      symlinkSync('../../real', join(cwd, 'content/videos/linked'));
    });
    expect(exitCode).toBe(1);
    expect(stdout).toContain('linked/a.md: it is reached by a link that leads out of the content folder.');
    expect(stdout).toContain('wide.md: it is UTF-16 text; save it as UTF-8.');
    expect(stdout).toContain('0 created, 0 updated');
    expect(files['real/a.md']).toBe(before['real/a.md']);
    expect(files['content/videos/wide.md']).toBe(wide.toString('latin1'));
  });

  test('that name a video under another key stop a page for it, until it is allowed', async () => {
    const before = { 'content/videos/a.md': page(`videoId: ${own}\ntrailer: https://youtu.be/${other}`) };
    const { exitCode, stdout } = await importInto(before);
    expect(exitCode).toBe(1);
    expect(stdout).toContain(`videos/a.md: trailer names the video ${other}, so no page was made for it.`);
    const allowed = await importInto(before, undefined, ['--allow-duplicates']);
    expect(allowed.exitCode).toBe(0);
    expect(allowed.files).toHaveProperty([`content/videos/${other}/index.md`]);
  });

  test('that name a video in a map get no second page', async () => {
    const before = {
      'content/videos/a.md': page(`video: { youtubeId: ${own} }`),
      'content/videos/b.md': page(`youtube:\n  id: ${other}`),
    };
    const { exitCode, stdout, files } = await importInto(before);
    expect([exitCode, stdout]).toEqual([0, expect.stringContaining('0 created, 2 updated')]);
    expect(files['content/videos/a.md']).not.toContain('videoId');
    expect(files['content/videos/b.md']).not.toContain('videoId');
  });

  test('of several videos follow the first, and the second gets no page', async () => {
    const { exitCode, stdout, files } = await importInto({
      'content/videos/a.mdx': page(`videoId: # two\n  - ${own}\n  - ${other}\nduration: 1`),
    });
    expect(exitCode).toBe(0);
    expect(stdout).toContain('Skipped 1: on a page that follows another video');
    expect(files['content/videos/a.mdx']).toContain(`videoId: # two\n  - ${own}\n  - ${other}\n`);
    expect(files['content/videos/a.mdx']).not.toContain('duration: 1\n');
  });

  test('with a value that is no id are reported', async () => {
    const { exitCode, stdout } = await importInto({ 'content/videos/a.md': page('youtubeId: dQw4') });
    expect(exitCode).toBe(1);
    expect(stdout).toContain('videos/a.md: youtubeId names no video: dQw4.');
    expect((await importInto({ 'content/videos/a.md': page('video_id: 76979871') })).exitCode).toBe(0);
  });

  test('have the keys that the config names', async () => {
    const { exitCode, files } = await importInto({
      'tubematter.config.yaml':
        'content: content/videos\npages: { id: [media.clip, clip] }\nfields: { videoId: false, ResourceId: false, clip: "{videoId}" }\n',
      'content/videos/a.md': page(`media: { clip: ${own} }`),
    });
    expect(exitCode).toBe(0);
    expect(files['content/videos/a.md']).not.toMatch(/^(clip|videoId|ResourceId):/m);
    expect(files[`content/videos/${other}/index.md`]).toContain(`clip: ${other}\n`);
  });
});

test('a config with whose pages no import would find again is refused', async () => {
  const fields = 'fields: { videoId: false, ResourceId: false, clip: "{videoId}" }\n';
  const { exitCode, stderr } = await importInto({ 'tubematter.config.yaml': fields });
  expect(exitCode).toBe(2);
  expect(stderr).toContain('Name it in `pages.id` in the config.');
});
