import { test } from 'vitest';
import { readDocument } from '../docs/markdown.ts';
import { expectOnlyPublicVideos } from '../e2e/public-videos.ts';
import { buildAstro, findAstro } from './astro.ts';

const astro = await findAstro();
/** The collection and the route of the example. Astro builds drafts: that none is shown is this code's doing. */
const shown = [
  'src/content.config.ts',
  'src/pages/videos/[...slug].astro',
  'src/components/VideoPlayer.astro',
  'src/layouts/Videos.astro',
  'src/scripts/video-player.js',
  'src/styles/videos.css',
];
const files = {
  'astro.config.mjs': "export default { site: 'https://example.org' };\n",
  ...Object.fromEntries(shown.map((path) => [path, readDocument(`examples/astro/${path}`)])),
  'src/pages/index.astro': `---
import { getCollection } from 'astro:content';
const entries = await getCollection('videos', ({ data }) => !data.draft);
---
{entries.map(({ data }) => <a>{data.title}</a>)}
`,
  'src/content/videos/mine.md':
    '---\ntitle: Foxtrot of mine\nvideoId: v00000000x_\npubDate: 2020-01-01\ndraft: true\n---\n',
};

test.skipIf(astro === null)('Astro shows what may be public', async () => {
  await expectOnlyPublicVideos({
    files,
    output: 'dist',
    build: (folder) => astro && buildAstro(astro, folder),
  });
});
