import { expect, test } from 'vitest';
import { hasJekyll, listBuilt } from '../jekyll/jekyll.ts';
import { readText } from './files.ts';
import { makeFolder, runTubematter } from './run.ts';
import { makeSnapshot } from './snapshot.ts';

const id = 'v000000001_';
const channel = { '../channel.json': makeSnapshot([{ id, title: 'A talk' }]) };
const config = (generator: string, content: string) => ({
  'tubematter.config.yaml': `generator: ${generator}\ncontent: ${content}\n`,
});
const collection = 'collections: { videos: { output: true } }\n';

test.each([
  ['a document of Jekyll', 'jekyll', '_videos', { '_config.yml': collection }, ':slug'],
  // Jekyll knows no such token there: all pages would be one.
  ['a page of Jekyll outside collections', 'jekyll', 'videos', { '_config.yml': '' }, 'a-talk'],
  ['a page of Eleventy', 'eleventy', 'src/videos', { 'eleventy.config.js': '' }, '{{ slug }}'],
  [
    'a page of Eleventy that fills nothing into Markdown',
    'eleventy',
    'src/videos',
    { 'eleventy.config.js': 'export default () => ({ markdownTemplateEngine: false });' },
    'a-talk',
  ],
])('the permalink of %s', async (_, generator, content, files, slug) => {
  const cwd = makeFolder({ ...config(generator, content), ...files, ...channel });
  await runTubematter(['import', '--from', '../channel.json'], { cwd });
  expect(readText(cwd, `${content}/a-talk.md`)).toContain(`permalink: /videos/${slug}/\n`);
  expect(readText(cwd, 'tubematter-lock.json')).toContain('"url":"/videos/a-talk/"');
  const again = await runTubematter(['diff', '--from', '../channel.json'], { cwd });
  expect(again.exitCode).toBe(0);
});

test.skipIf(!hasJekyll())('pages outside collections are built where the import says', async () => {
  const cwd = makeFolder({
    ...config('jekyll', 'videos'),
    '_config.yml': 'exclude: [tubematter*]\n',
    ...channel,
  });
  await runTubematter(['import', '--from', '../channel.json'], { cwd });
  expect([...listBuilt(cwd).values()]).toContain('/videos/a-talk/index.html');
});
