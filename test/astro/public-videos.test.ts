import { test } from 'vitest';
import { expectOnlyPublicVideos } from '../e2e/public-videos.ts';
import { buildAstro, findAstro } from './astro.ts';

const astro = await findAstro();
/** Astro builds drafts: that this site shows none is its own code's doing. */
const getPublic = "(await getCollection('videos')).filter(({ data }) => !data.draft)";
const files = {
  'astro.config.mjs': "export default { site: 'https://example.org' };\n",
  'src/content.config.ts': `import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';
export const collections = {
  videos: defineCollection({ loader: glob({ base: './src/content/videos', pattern: '**/*.md' }) }),
};
`,
  'src/pages/videos/[...slug].astro': `---
import { getCollection, render } from 'astro:content';
export async function getStaticPaths() {
  return ${getPublic}.map((entry) => ({ params: { slug: entry.id }, props: { entry } }));
}
const { entry } = Astro.props;
const { Content } = await render(entry);
---
<h1>{entry.data.title}</h1><Content />
`,
  'src/pages/index.astro': `---
import { getCollection } from 'astro:content';
const entries = ${getPublic};
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
