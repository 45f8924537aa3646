import { expect, test } from 'vitest';
import { expectOnlyPublicVideos } from '../e2e/public-videos.ts';
import { findEleventy, runEleventy } from './eleventy.ts';

const eleventy = await findEleventy();
const draft = 'permalink: false\neleventyExcludeFromCollections: true\n';
const files = {
  'eleventy.config.mjs': 'export default () => ({ dir: { input: "src" } });\n',
  'src/_includes/page.njk': '<h1>{{ title }}</h1>{{ content | safe }}',
  'src/index.njk': '{% for page in collections.all %}<a>{{ page.data.title }}</a>{% endfor %}',
  'src/videos/videos.json': '{ "layout": "page.njk" }',
  'src/videos/mine.md': `---\ntitle: Foxtrot of mine\nvideoId: v00000000x_\n${draft}---\n`,
};

test.skipIf(eleventy === null)('Eleventy shows what may be public', async () => {
  await expectOnlyPublicVideos({
    files,
    output: '_site',
    build: async (folder) => expect(await runEleventy(eleventy ?? '', folder)).toMatchObject({ exitCode: 0 }),
  });
});
