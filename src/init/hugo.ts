import { existsSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { parse } from 'yaml';

/** The texts of a config by their keys, nested ones as `languages.de.contentdir`: Hugo minds no letter case. */
type Texts = Map<string, string>;

/**
 * The folder that Hugo reads pages from: the one of the main language, else the one of the site.
 * Source: https://gohugo.io/configuration/languages/
 *
 * @param folder the folder of the site
 * @param file the site's config, from there
 * @returns undefined where the config names none
 */
export function findHugoContent(folder: string, file: string): string | undefined {
  const texts = readTexts(join(folder, file));
  const languages = readLanguages(join(folder, 'config/_default'));
  const language = (texts.get('defaultcontentlanguage') ?? 'en').toLowerCase();
  return (
    languages.get(`${language}.contentdir`) ??
    texts.get(`languages.${language}.contentdir`) ??
    texts.get('contentdir')
  );
}

function readLanguages(folder: string): Texts {
  const files = ['toml', 'yaml', 'yml', 'json'].map((ending) => join(folder, `languages.${ending}`));
  const file = files.find((candidate) => existsSync(candidate));
  return file === undefined ? new Map() : readTexts(file);
}

function readTexts(file: string): Texts {
  const text = readFileSync(file, 'utf8');
  return extname(file) === '.toml' ? readToml(text) : readYaml(text);
}

/** Of TOML only tables and texts in one line: more is not asked for here. */
function readToml(text: string): Texts {
  const texts: Texts = new Map();
  let table = '';
  for (const line of text.split(/\r?\n/)) {
    const header = /^\s*\[+\s*([\w.'"-]+)\s*\]/.exec(line)?.[1];
    if (header !== undefined) table = `${header.replaceAll(/['"]/g, '')}.`;
    const [, key, value] = /^\s*([\w.-]+)\s*=\s*["']([^"']*)["']/.exec(line) ?? [];
    if (key !== undefined && value !== undefined) texts.set(`${table}${key}`.toLowerCase(), value);
  }
  return texts;
}

/** JSON is YAML too. A config that is neither is Hugo's to complain about. */
function readYaml(text: string): Texts {
  const texts: Texts = new Map();
  const collect = (value: unknown, path: string[]) => {
    if (typeof value === 'string') texts.set(path.join('.').toLowerCase(), value);
    else if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) collect(inner, [...path, key]);
    }
  };
  try {
    collect(parse(text), []);
  } catch {
    return new Map();
  }
  return texts;
}
