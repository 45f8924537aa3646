import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import { defaults } from '../config/defaults.ts';
import { findHugoContent } from './hugo.ts';

type Generator = 'Hugo' | 'Eleventy' | 'Astro' | 'Jekyll';

/** The site that a folder holds, as its own config file tells. */
export interface FoundSite {
  generator: Generator;
  /** The config file that gave it away. */
  file: string;
  /** The folder below which URLs begin, with `/`: `content` in Hugo. */
  base: string;
}

interface Sign {
  generator: Generator;
  files: string[];
  /** What the text must hold, where other programs have a file of that name too. */
  only?: RegExp;
  /** Finds the folder that the config names: in its text, or in the files of a site. */
  folder: RegExp | ((folder: string, file: string) => string | undefined);
  makeBase(folder: string | undefined): string;
}

const hugo = {
  generator: 'Hugo' as const,
  folder: findHugoContent,
  makeBase: (folder = 'content') => folder,
};

// In this order: the first that fits is the site. Zola has a config.toml too, with base_url instead of baseURL.
const signs: Sign[] = [
  {
    ...hugo,
    files: ['', 'config/_default/'].flatMap((folder) => withEndings(`${folder}hugo`, 'toml yaml yml json')),
  },
  {
    ...hugo,
    files: ['', 'config/_default/'].flatMap((folder) => withEndings(`${folder}config`, 'toml yaml yml json')),
    only: /baseURL|contentDir|languageCode|defaultContentLanguage/i,
  },
  {
    generator: 'Eleventy',
    files: ['.eleventy.js', ...withEndings('eleventy.config', 'js mjs cjs ts')],
    folder: /(?:\binput\s*:\s*|setInputDirectory\(\s*)["'`]([^"'`\r\n]+)/,
    makeBase: (folder = '.') => folder,
  },
  {
    generator: 'Astro',
    files: withEndings('astro.config', 'mjs js ts mts cjs'),
    folder: /\bsrcDir\s*:\s*["'`]([^"'`\r\n]+)/,
    makeBase: (folder = 'src') => posix.join(folder, 'content'),
  },
  {
    generator: 'Jekyll',
    files: withEndings('_config', 'yml yaml'),
    folder: /^collections_dir\s*:\s*["']?([^"'\r\n#]+)/m,
    makeBase: (folder = '.') => folder,
  },
];

/**
 * Finds out which generator a folder belongs to.
 *
 * @param folder the folder of the site
 * @returns null where no config file of a known generator is there
 */
export function findSite(folder: string): FoundSite | null {
  for (const { generator, files, only, folder: named, makeBase } of signs) {
    for (const file of files) {
      const text = readText(join(folder, file));
      if (text === null || (only && !only.test(text))) continue;
      const found = typeof named === 'function' ? named(folder, file) : named.exec(text)?.[1];
      return { generator, file, base: posix.normalize(makeBase(found?.trim())).replace(/\/$/, '') };
    }
  }
  return null;
}

/** The folder for the pages: one for videos that is there already, else the usual one of the generator. */
export function suggestContent(folder: string, site: FoundSite | null): string {
  if (!site) return defaults.content;
  const prefix = site.generator === 'Jekyll' ? '_' : '';
  const usual = posix.join(site.base, `${prefix}videos`);
  const candidates = [
    posix.join(site.base, 'resources/videos'),
    usual,
    posix.join(site.base, `${prefix}video`),
  ];
  return candidates.find((candidate) => isFolder(join(folder, candidate))) ?? usual;
}

/** The URL template under which the generator serves pages of a folder, or would by the simplest route. */
export function suggestUrl(content: string, site: FoundSite | null): string {
  const path = posix.relative(site?.base ?? 'content', content.replaceAll('\\', '/'));
  // Jekyll's folders of collections begin with _, their URLs do not.
  const section = path.startsWith('..') ? 'videos' : path.replaceAll(/(^|\/)_/g, '$1');
  return posix.join('/', section, '{slug}');
}

function withEndings(name: string, endings: string): string[] {
  return endings.split(' ').map((ending) => `${name}.${ending}`);
}

function readText(file: string): string | null {
  return existsSync(file) && statSync(file).isFile() ? readFileSync(file, 'utf8') : null;
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
