import { DataError } from '../../frontmatter/errors.ts';
import { readDataFile } from '../../frontmatter/read-data.ts';
import type { Value } from '../../model/value.ts';
import { plainStarter, type Recogniser, withEndings } from '../recogniser.ts';

const endings = 'toml yaml yml json';
const ownFiles = ['hugo', 'config/_default/hugo'].flatMap((name) => withEndings(name, endings));
/** Other programs have files of that name too; Zola has a config.toml with base_url instead of baseURL. */
const sharedFiles = ['config', 'config/_default/config'].flatMap((name) => withEndings(name, endings));
const isShared = /baseURL|contentDir|languageCode|defaultContentLanguage/i;
const languageFiles = withEndings('config/_default/languages', endings);

/** Hugo, gohugo.io. */
export const hugoRecogniser: Recogniser = {
  label: 'Hugo',
  files: [...ownFiles, ...sharedFiles, ...languageFiles],
  recognise: (texts) => {
    const file =
      ownFiles.find((name) => texts.has(name)) ??
      sharedFiles.find((name) => isShared.test(texts.get(name) ?? ''));
    return file === undefined ? null : { file, base: findContentFolder(file, texts) ?? 'content' };
  },
  starter: {
    ...plainStarter,
    preset: 'full',
    servesAliases: true,
    urlField: 'url',
  },
};

/** The texts of a config by their keys, nested ones as `languages.de.contentdir`: Hugo minds no letter case. */
type Settings = Map<string, string>;

/**
 * The folder that Hugo reads pages from: the one of the main language, else the one of the site.
 * Source: https://gohugo.io/configuration/languages/
 *
 * @returns undefined if the config names none
 */
function findContentFolder(file: string, texts: ReadonlyMap<string, string>): string | undefined {
  const settings = readSettings(file, texts);
  const languageFile = languageFiles.find((name) => texts.has(name));
  const languages = languageFile === undefined ? new Map() : readSettings(languageFile, texts);
  const language = (settings.get('defaultcontentlanguage') ?? 'en').toLowerCase();
  const folder: string | undefined =
    languages.get(`${language}.contentdir`) ??
    settings.get(`languages.${language}.contentdir`) ??
    settings.get('contentdir');
  return folder?.trim();
}

/** A config that cannot be read is Hugo's to complain about. */
function readSettings(file: string, texts: ReadonlyMap<string, string>): Settings {
  const settings: Settings = new Map();
  const collect = (value: Value, path: string[]) => {
    if (typeof value === 'string') settings.set(path.join('.').toLowerCase(), value);
    else if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) collect(inner, [...path, key]);
    }
  };
  try {
    collect(readDataFile(file, texts.get(file) ?? ''), []);
  } catch (error) {
    if (!(error instanceof DataError)) throw error;
  }
  return settings;
}
