import { plainStarter, type Recogniser, withEndings } from '../recogniser.ts';
import { readContentMap } from './content-map.ts';
import { readSettings } from './settings.ts';

const endings = 'toml yaml yml json';
const ownFiles = ['hugo', 'config/_default/hugo'].flatMap((name) => withEndings(name, endings));
/** Other programs have files of that name too; Zola has a config.toml with base_url instead of baseURL. */
const sharedFiles = ['config', 'config/_default/config'].flatMap((name) => withEndings(name, endings));
const isShared = /baseURL|contentDir|languageCode|defaultContentLanguage/i;
/** They say where content lies. */
const otherFiles = ['languages', 'module'].flatMap((name) => withEndings(`config/_default/${name}`, endings));

/** Hugo, gohugo.io. */
export const hugoRecogniser: Recogniser = {
  files: [...ownFiles, ...sharedFiles, ...otherFiles],
  recognise: (texts) => {
    const file =
      ownFiles.find((name) => texts.has(name)) ??
      sharedFiles.find((name) => isShared.test(texts.get(name) ?? ''));
    if (file === undefined) return null;
    const { folders, main } = readContentMap(readSettings(texts)?.settings ?? {});
    return { file, base: main, folders };
  },
  starter: {
    ...plainStarter,
    servesAliases: true,
    urlField: 'url',
    listSteps: ({ files, hasPages, folders }) => {
      const hasLayouts = folders.includes('layouts') || folders.includes('themes');
      const isThemed = [...files.values()].some((text) => /\b(?:theme|imports)\b/.test(text));
      return hasPages || hasLayouts || isThemed
        ? []
        : ['Show the pages: Hugo serves none without a theme or templates in layouts/.'];
    },
  },
};
