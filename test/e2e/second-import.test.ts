import { stringify as writeToml } from 'smol-toml';
import { expect, test } from 'vitest';
import { stringify as writeYaml } from 'yaml';
import { makeVideoId } from '../api/resources.ts';
import { type Files, readStamps } from './files.ts';
import { makeFolder, runTubematter } from './run.ts';
import { makeSnapshot } from './snapshot.ts';

/** The generators, each with what it needs to know the URLs of its pages. */
const generators: Record<string, { config: object; content: string; opening: string; files: Files }> = {
  'no generator': { config: {}, content: 'content/resources/videos', opening: '{', files: {} },
  Hugo: {
    config: { generator: 'hugo', preset: 'minimal' },
    content: 'content/videos',
    opening: '{',
    files: { 'hugo.toml': "baseURL = 'https://example.org/'\npermalinks.videos = '/videos/:slug/'\n" },
  },
  Jekyll: {
    config: { generator: 'jekyll' },
    content: '_videos',
    opening: '',
    files: { '_config.yml': 'collections: { videos: { output: true } }\nexclude: [tubematter-lock.json]\n' },
  },
  Eleventy: {
    config: { generator: 'eleventy' },
    content: 'videos',
    opening: '---json',
    files: { 'eleventy.config.js': 'module.exports = () => ({});\n' },
  },
  Astro: {
    config: { generator: 'astro' },
    content: 'src/content/videos',
    opening: '',
    files: {
      'astro.config.mjs': 'export default {};\n',
      'src/content.config.ts':
        "import { glob } from 'astro/loaders';\nconst videos = defineCollection({ loader: glob({ base: './src/content/videos', pattern: '**/*.md' }) });\nexport const collections = { videos };\n",
      'src/pages/videos/[...slug].astro':
        "---\nexport async function getStaticPaths() {\n  const pages = await getCollection('videos');\n  return pages.map((page) => ({ params: { slug: page.id } }));\n}\n---\n",
    },
  },
};

/** Which formats each generator reads. */
const reads: Record<string, string[]> = {
  'no generator': ['yaml', 'toml', 'json'],
  Hugo: ['yaml', 'toml', 'json'],
  Jekyll: ['yaml'],
  Eleventy: ['yaml', 'json'],
  Astro: ['yaml', 'toml'],
};

const titles = ['Round "and" again', 'Flat', 'Ünï: çödé', 'Mine'];
const later = ['Flat', 'Round "and" again', 'Ünï: çödé, now', 'Mine, too'];

const snapshot = (names: string[]) =>
  makeSnapshot(names.map((title, at) => ({ title, id: makeVideoId(at), tags: [`tag: ${at}`, 'all'] })));

/** A page that was there before, with lists under all names that they ever have. */
const mine = {
  videoId: makeVideoId(3),
  title: 'My own',
  slug: 'own-slug',
  aliases: ['/own', '/Own/Two/'],
  redirect_from: ['/own', '/other.html'],
  params: { kept: true, duration: 3 },
};

function writePage(format: string, opening: string): string {
  if (format === 'yaml') return `---\n# mine\n${writeYaml(mine)}---\nBody\n`;
  if (format === 'toml') return `+++\n# mine\n${writeToml(mine)}+++\nBody\n`;
  const block = `${JSON.stringify(mine, null, 2)}\n`;
  return opening === '{' ? `${block}Body\n` : `${opening}\n${block}---\nBody\n`;
}

function makeSite(name: string, format: string): string {
  const { config, content, opening, files } = generators[name] ?? {};
  const whole = {
    ...config,
    format,
    redirects: { netlify: 'rules/_redirects', json: 'rules/all.json' },
    fields: {
      slug: { update: 'until-edited' },
      'params.duration': { value: '{duration}', update: 'always' },
      'params.labels': { value: '{tags}', update: 'append' },
      'params.deep.seen': { value: '{date}', update: 'if-missing' },
    },
  };
  return makeFolder({
    ...files,
    'tubematter.config.json': JSON.stringify(whole),
    '../first.json': snapshot(titles),
    '../later.json': snapshot(later),
    [`${content}/mine.md`]: writePage(format, opening ?? ''),
  });
}

const combinations = Object.keys(generators).flatMap((name) =>
  ['yaml', 'toml', 'json'].map((format) => ({ name, format, isRead: reads[name]?.includes(format) })),
);

test.each(combinations.filter(({ isRead }) => isRead))(
  '$name, $format: a second import touches nothing',
  async ({ name, format }) => {
    const cwd = makeSite(name, format);
    const importFrom = async (file: string) => {
      const { exitCode, stdout, stderr } = await runTubematter(['import', '--from', file], { cwd });
      expect(exitCode, stdout + stderr).toBe(0);
      return stdout;
    };
    const expectRest = async (file: string) => {
      const stamps = readStamps(cwd);
      expect(await importFrom(file)).toMatch(/^0 created, 0 updated, 4 unchanged/m);
      expect(readStamps(cwd)).toEqual(stamps);
    };
    expect(await importFrom('../first.json')).toMatch(/^3 created, 1 updated/m);
    await expectRest('../first.json');
    expect(await importFrom('../later.json')).toMatch(/^0 created, [34] updated/m);
    await expectRest('../later.json');
  },
);

test.each(combinations.filter(({ isRead }) => !isRead))(
  '$name, $format: the config says that it is not read',
  async ({ name, format }) => {
    const cwd = makeSite(name, format);
    const stamps = readStamps(cwd);
    const { exitCode, stderr } = await runTubematter(['import', '--from', '../first.json'], { cwd });
    const advice = `Set \`format\` to ${reads[name]?.join(' or ')}.`;
    const message = `tubematter: ${name} does not read front matter in ${format.toUpperCase()}.\n${advice}\n`;
    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: message });
    expect(readStamps(cwd)).toEqual(stamps);
  },
);
