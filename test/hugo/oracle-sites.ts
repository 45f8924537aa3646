import fc from 'fast-check';

/** A site as files: its configuration and pages of all kinds. */
export interface OracleSite {
  name: string;
  files: Record<string, string>;
}

const base = "baseURL = 'https://example.org/'\n";
const twoLanguages = '[languages.en]\nweight = 1\n[languages.de]\nweight = 2\n';

/** Each decides URLs in another way. */
export const configurations: { name: string; files: Record<string, string>; folders?: string[] }[] = [
  { name: 'none', files: { 'hugo.toml': base } },
  {
    name: 'flat permalinks',
    files: {
      'hugo.toml': `${base}[permalinks]\nvideos = '/v/:year/:month/:slug/'\nmy-blog = '/:sections/:filename'\ntalks = '/:section/:title/'\n`,
    },
  },
  {
    name: 'permalinks by kind',
    files: {
      'hugo.yaml':
        'baseURL: https://example.org/\npermalinks:\n  page:\n    videos: /watch/:slugorfilename/\n    /: /top/:filename/\n    talks: /t/:sections[1:]/:sections[last]/:slug\n  section:\n    talks: /all/:slug\n',
    },
  },
  {
    name: 'permalinks with all of a date',
    files: {
      'config.toml': `${base}[permalinks]\nvideos = '/:year/:monthname/:day/:weekday/:weekdayname/:yearday/:slug'\n`,
    },
  },
  {
    name: 'permalinks by target',
    files: {
      'hugo.toml': `${base}[[permalinks]]\npattern = '/deep/:slug'\n[permalinks.target]\npath = '/talks/*/**'\n[[permalinks]]\npattern = '/p/:contentbasename'\n[permalinks.target]\nkind = 'page'\npath = '{/videos/**,/talks/**}'\n`,
    },
  },
  {
    name: 'uglyURLs',
    files: {
      'hugo.json': '{"baseURL":"https://example.org/","uglyURLs":true,"permalinks":{"videos":"/u/:slug/"}}',
    },
  },
  { name: 'uglyURLs of a section', files: { 'hugo.toml': `${base}[uglyURLs]\nvideos = true\n` } },
  {
    name: 'letter case',
    files: { 'hugo.toml': `${base}disablePathToLower = true\n[permalinks]\nvideos = '/V/:slug/'\n` },
  },
  {
    name: 'without accents',
    files: { 'hugo.toml': `${base}removePathAccents = true\n[permalinks]\nvideos = '/é/:title/'\n` },
  },
  {
    name: 'without accents, by file name',
    files: { 'hugo.toml': `${base}removePathAccents = true\ndisablePathToLower = true\n` },
  },
  {
    name: 'patterns of paths',
    files: { 'hugo.toml': `${base}[permalinks.page]\n'/videos/**' = '/z/:slug/'\n` },
  },
  {
    name: 'patterns of paths of one level',
    files: { 'hugo.toml': `${base}[permalinks]\n'videos/*' = '/z/:title/'\n` },
  },
  {
    name: 'a pattern of all paths',
    files: { 'hugo.toml': `${base}[permalinks.page]\n'/**' = '/z/:slug/'\n` },
  },
  {
    name: 'a pattern of words in paths',
    files: { 'hugo.toml': `${base}[permalinks]\n'{videos,posts}' = '/z/:filename/'\n` },
  },
  {
    name: 'base path',
    files: { 'hugo.toml': `baseURL = 'https://example.org/repo/'\n[permalinks]\nvideos = '/v/:slug/'\n` },
  },
  {
    name: 'languages by name',
    files: { 'hugo.toml': `${base}[permalinks]\nvideos = '/v/:slug/'\n${twoLanguages}` },
  },
  {
    name: 'languages in folders of URLs',
    files: {
      'hugo.toml': `${base}defaultContentLanguage = 'de'\ndefaultContentLanguageInSubdir = true\n${twoLanguages}[languages.de.permalinks]\nvideos = '/filme/:slug/'\n`,
    },
  },
  {
    name: 'languages by folder',
    files: {
      'hugo.toml': `${base}${twoLanguages.replace('weight = 1', "contentDir = 'content/en'").replace('weight = 2', "contentDir = 'content/de'")}`,
    },
    folders: ['content/en', 'content/de'],
  },
  {
    name: 'one language in a folder of URLs',
    files: { 'hugo.toml': `${base}defaultContentLanguageInSubdir = true\n` },
  },
  {
    name: 'configuration in folders',
    files: {
      'config/_default/hugo.toml': `${base}[permalinks]\nvideos = '/default/:slug'\ntalks = '/kept/:slug'\n`,
      'config/_default/languages.toml': '[en]\nweight = 1\n[de]\nweight = 2\n',
      'config/production/permalinks.yaml': 'videos: /production/:slug\n',
      'config/development/permalinks.yaml': 'videos: /development/:slug\n',
    },
  },
  { name: 'content elsewhere', files: { 'hugo.toml': `${base}contentDir = 'pages'\n` }, folders: ['pages'] },
  {
    name: 'mounts',
    files: {
      'hugo.toml': `${base}[[module.mounts]]\nsource = 'content'\ntarget = 'content'\n[[module.mounts]]\nsource = 'more/pages'\ntarget = 'content/Mounted Here'\n`,
    },
    folders: ['content', 'more/pages'],
  },
  {
    name: 'cascade of the site',
    files: {
      'hugo.toml': `${base}[[cascade]]\nslug = 'handed-down'\n[cascade._target]\npath = '/talks/**'\nkind = 'page'\n[[cascade]]\nurl = '/from-site/:slug/:filename'\n[cascade._target]\npath = '/videos/*'\n`,
    },
  },
  { name: 'cascade of sections', files: { 'hugo.toml': base } },
  {
    name: 'date of the file name',
    files: {
      'hugo.toml': `${base}[frontmatter]\ndate = [':filename', ':default']\n[permalinks]\nvideos = '/:year/:month/:day/:slug/'\n`,
    },
  },
  {
    name: 'sections by path',
    files: {
      'hugo.toml': `${base}[permalinks]\n'talks/deep-dive' = '/dive/:slug/'\nmy-blog = '/b/:slug/'\n`,
    },
  },
];

export const folders = [
  '',
  'videos',
  'My Blog',
  'talks',
  'talks/Deep Dive',
  'talks/2020',
  'a/b/c',
  'videos/Größe',
];
export const names = [
  'talk',
  'My Talk',
  'a.b',
  'Ünï & co',
  'c++',
  '2020-01-02-dated',
  'a--b- c',
  'x_y',
  'UPPER',
  '50% off',
];
/** Its URL, which Hugo does not encode, leads nowhere. */
const undecided = ['q%20r'];
export const titles = [
  'A Talk',
  'CI/CD 1/2',
  'Größe: “quotes” 🎬',
  'back\\slash',
  '- x -',
  'c++ / c#',
  '木工の 基本',
  '2020',
  'İstanbul',
];
export const slugs = ['the-slug', 'The Slug', '--ends-', 'a/b c', 'ünï', '2020', 'a.b', '-', 'c++'];
export const urls = [
  '/own/:slug/',
  '/Own/Case',
  'relative/:filename',
  '/file.html',
  '/a/:sections/:slug',
  '/:year/:section/x',
  '/ünï/x y/',
  '/a/b/index.html',
  '/de/own',
];
export const dates = [
  '2020-04-14',
  '2020-12-31T23:30:00-05:00',
  '2021-02-03T04:05:06Z',
  '2019-11-30 10:00:00',
  '2020-04-14T19:09:07.123+02:00',
];
const cascades = [
  '\n  url: /c/:slug/:filename',
  '\n  slug: from-section',
  '\n- _target: { kind: page, path: "/talks/**" }\n  url: /t/:slug/:filename\n- _target: { path: "**" }\n  layout: x',
  '\n- target: { kind: section }\n  layout: x',
];

const maybe = <T>(arbitrary: fc.Arbitrary<T>, freq = 1) => fc.option(arbitrary, { nil: undefined, freq });
const one = (texts: readonly string[]) => fc.constantFrom(...texts);

const front = fc.record({
  title: maybe(one(titles), 30),
  slug: maybe(one(slugs)),
  url: maybe(one(urls), 1),
  date: maybe(one(dates), 3),
  draft: maybe(fc.constant(true)),
});

const page = fc.record({
  folder: one(folders),
  name: one([...Array(9).fill(names).flat(), ...undecided, ...names]),
  form: fc.constantFrom('file', 'bundle', 'file', 'translation'),
  front,
  isUrl: fc.integer({ min: 0, max: 3 }),
});

/** Pages of all kinds under one configuration. */
export function makeSite(at: number, pageCount: number, seed: number): OracleSite {
  const { name, files, folders: roots = ['content'] } = configurations[at] ?? { name: '', files: {} };
  const pages = fc.sample(page, { seed: seed + at, numRuns: pageCount });
  const sections = fc.sample(fc.record({ isThere: fc.boolean(), front, cascade: maybe(one(cascades), 1) }), {
    seed: seed + 1000 + at,
    numRuns: folders.length,
  });
  const texts: Record<string, string> = { ...files };
  for (const [number, { folder, name: file, form, front: data, isUrl }] of pages.entries()) {
    const root = roots[number % roots.length] ?? 'content';
    const path = [root, ...(folder === '' ? [] : [folder]), `${file} ${number}`].join('/');
    const ending = form === 'bundle' ? '/index.md' : form === 'translation' ? '.de.md' : '.md';
    texts[path + ending] = write(isUrl === 0 ? data : { ...data, url: undefined });
  }
  for (const root of roots) {
    for (const [number, folder] of folders.entries()) {
      const section = sections[number];
      if (!section?.isThere || folder === '') continue;
      const { slug: _, url: __, draft: ___, title = 'A Section', ...data } = section.front;
      const cascade = name === 'cascade of sections' ? section.cascade : undefined;
      texts[`${root}/${folder}/_index.md`] = write({
        title,
        ...data,
        ...(number % 5 === 4 && { slug: section.front.slug }),
        cascade,
      });
    }
  }
  return { name, files: texts };
}

function write(data: Record<string, unknown>): string {
  const lines = Object.entries(data).flatMap(([key, value]) => {
    if (value === undefined) return [];
    if (key === 'cascade') return [`cascade:${value}`];
    return [`${key}: ${key === 'date' ? value : JSON.stringify(value)}`];
  });
  return `---\n${lines.map((line) => `${line}\n`).join('')}---\n`;
}
