import { test } from 'vitest';
import { readBlocks, readDocument } from '../docs/markdown.ts';
import { expectOnlyPublicVideos } from '../e2e/public-videos.ts';
import { buildAstro, findAstro } from './astro.ts';

const astro = await findAstro();
/** The collection and the route that the README shows. Astro builds drafts: that none is shown is this code's doing. */
const readme = readDocument('README.md');
const shown = ['js', 'astro'].flatMap((language) => readBlocks(readme, language));
const files = {
  'astro.config.mjs': "export default { site: 'https://example.org' };\n",
  ...Object.fromEntries(shown.map((text) => [/^\/\/ (src\/.*)/m.exec(text)?.[1] ?? '', text])),
  'src/pages/index.astro': `---
import { getCollection } from 'astro:content';
const entries = await getCollection('videos', ({ data }) => !data.draft);
---
{entries.map(({ data }) => <a>{data.title}</a>)}
`,
  'src/content/videos/mine.md': '---\ntitle: Foxtrot of mine\nvideoId: v00000000x_\ndraft: true\n---\n',
};

test.skipIf(astro === null)(
  'Astro shows what may be public',
  async () => {
    await expectOnlyPublicVideos({
      files,
      output: 'dist',
      build: (folder) => astro && buildAstro(astro, folder),
    });
  },
  120_000,
);
