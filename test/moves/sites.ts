import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { buildAstro, findAstro } from '../astro/astro.ts';
import type { Files } from '../e2e/files.ts';
import { findEleventy, runEleventy } from '../eleventy/eleventy.ts';
import { findHugo, runHugo } from '../hugo/hugo.ts';
import { hasJekyll, runJekyll } from '../jekyll/jekyll.ts';

/** A small site of one generator. */
export interface Kind {
  /** What is there beside the pages of videos. */
  files: Files;
  /** The folder of these pages. */
  content: string;
  /** What the config says beside what all sites say. */
  config: string;
  /** Fields, in the config's braces. */
  fields?: string;
  /** The front matter key by which a person gives a page a URL; null: there is none. */
  urlKey: string | null;
  /** The front matter key of the live redirects. */
  liveKey: string;
  /** The folder of the built site. */
  output: string;
  build(folder: string): unknown;
}

const [astro, eleventy] = await Promise.all([findAstro(), findEleventy()]);

const hugoFiles = {
  'layouts/_default/single.html': '<h1>{{ .Title }}</h1>{{ .Content }}',
  'layouts/_default/list.html': '{{ range .Site.RegularPages }}<a>{{ .Title }}</a>{{ end }}',
};
const hugoConfig =
  "baseURL = 'https://example.org/'\ndisableKinds = ['taxonomy', 'term', 'RSS', 'sitemap', '404']\n";

function makeHugo(variable: 'HUGO' | 'HUGO_NEW'): Kind | null {
  const hugo = findHugo(variable);
  if ('reason' in hugo) return null;
  return {
    files: { ...hugoFiles, 'hugo.toml': `${hugoConfig}[permalinks]\nvideos = '/videos/:slug/'\n` },
    content: 'content/videos',
    config: 'preset: minimal\nurls: { page: "/videos/{slug}" }\n',
    urlKey: 'url',
    liveKey: 'aliases',
    output: 'public',
    build: (folder) => {
      const { exitCode, stdout, stderr } = runHugo(hugo.path, folder, []);
      expect(exitCode, stdout + stderr).toBe(0);
    },
  };
}

const hugo = makeHugo('HUGO');
/** As the default config has it: each page has its `url`, and its lists hold that, too. The site is below /repo. */
const seed: Kind | null = hugo && {
  ...hugo,
  files: { ...hugoFiles, 'hugo.toml': hugoConfig.replace('.org/', '.org/repo/') },
  content: 'content/resources/videos',
  config: '',
};

const jekyllConfig =
  'plugins: [jekyll-redirect-from]\nexclude: [tubematter.config.yaml, tubematter-lock.json]\n';
const jekyll: Kind | null = !hasJekyll()
  ? null
  : {
      files: {
        '_config.yml': `theme: null
collections: { videos: { output: true, permalink: /videos/:slug/ } }
${jekyllConfig}`,
        '_layouts/default.html': '<h1>{{ page.title }}</h1>{{ content }}',
        'index.html': '---\n---\nHome',
        'videos.html': '---\npermalink: /videos/\n---\nAll videos',
      },
      content: '_videos',
      config: 'generator: jekyll\n',
      urlKey: 'permalink',
      liveKey: 'redirect_from',
      output: '_site',
      build: (folder) => expect(runJekyll(folder)).toMatchObject({ exitCode: 0 }),
    };

/** Posts, with the date in file name and URL. */
const jekyllPosts: Kind | null = jekyll && {
  ...jekyll,
  files: { ...jekyll.files, '_config.yml': `theme: null\n${jekyllConfig}` },
  content: '_posts',
  config: 'generator: jekyll\ncontent: _posts\nfile: "{year}-{month}-{day}-{slug}.md"\n',
  fields: ', permalink: false',
};

const eleventySite: Kind | null =
  eleventy === null
    ? null
    : {
        files: {
          'eleventy.config.mjs':
            'export default (config) => {\n  config.addPassthroughCopy("_redirects");\n  return { dir: { input: "src" } };\n};\n',
          'src/_includes/page.njk': '<h1>{{ title }}</h1>{{ content | safe }}',
          'src/index.njk': 'Home',
          'src/all.njk': '---\npermalink: /videos/\n---\nAll videos',
          'src/videos/videos.json': '{ "layout": "page.njk", "permalink": "/videos/{{ slug }}/" }',
        },
        content: 'src/videos',
        config: 'generator: eleventy\ncontent: src/videos\nredirects: { netlify: _redirects }\n',
        urlKey: 'permalink',
        liveKey: 'aliases',
        output: '_site',
        build: async (folder) => expect(await runEleventy(eleventy, folder)).toMatchObject({ exitCode: 0 }),
      };

const astroSite: Kind | null = astro && {
  files: {
    'package.json': '{ "type": "module" }',
    'astro.config.mjs': `import redirects from './redirects.json' with { type: 'json' };
export default { site: 'https://example.org', base: '/repo', redirects };
`,
    'src/content.config.ts': `import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';
const videos = defineCollection({ loader: glob({ base: './src/content/videos', pattern: '**/*.md' }) });
export const collections = { videos };
`,
    'src/pages/videos/[...slug].astro': `---
import { getCollection } from 'astro:content';
export async function getStaticPaths() {
  const pages = await getCollection('videos', ({ data }) => !data.draft);
  return pages.map((page) => ({ params: { slug: page.id }, props: { page } }));
}
---
<h1>{Astro.props.page.data.title}</h1>
`,
    'src/pages/videos/index.astro': 'All videos',
    'src/pages/index.astro': 'Home',
    'src/pages/resources/index.astro': 'All resources',
  },
  content: 'src/content/videos',
  config: 'generator: astro\nredirects: { astro: redirects.json }\n',
  urlKey: null,
  liveKey: 'aliases',
  output: 'dist',
  build: (folder) => buildAstro(astro, folder),
};

/** Null: it cannot be built here. */
export const kinds = {
  hugo,
  seed,
  newHugo: makeHugo('HUGO_NEW'),
  jekyll,
  jekyllPosts,
  eleventy: eleventySite,
  astro: astroSite,
  /** The same with stub files in place of Astro's own redirects. */
  astroStubs: astroSite && {
    ...astroSite,
    files: { ...astroSite.files, 'astro.config.mjs': "export default { site: 'https://example.org' };\n" },
    config: 'generator: astro\nredirects: { html: public }\n',
  },
};

/** Builds a site into an empty folder. */
export async function buildAnew(folder: string, { build, output }: Kind): Promise<void> {
  rmSync(join(folder, output), { recursive: true, force: true });
  await build(folder);
}
