import { DataError } from '../../frontmatter/errors.ts';
import { readDataFile } from '../../frontmatter/read-data.ts';
import { readKey } from '../../model/front-matter.ts';
import type { Value } from '../../model/value.ts';
import type { SiteFiles } from '../served-site.ts';

/** The language of files that name none. Source: https://gohugo.io/configuration/all/#defaultcontentlanguage */
export function findMainLanguage(files: SiteFiles): string | null {
  for (const [path, text] of files) {
    const language = readKey(readSettings(path, text), 'defaultContentLanguage');
    if (typeof language === 'string' && language !== '') return language.toLowerCase();
  }
  return null;
}

function readSettings(path: string, text: string): Record<string, Value> {
  try {
    return readDataFile(path, text);
  } catch (error) {
    if (error instanceof DataError) return {};
    throw error;
  }
}
