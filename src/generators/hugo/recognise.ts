import { keepPlaces, plainStarter, type Recogniser, type StarterPlace, withEndings } from '../recogniser.ts';
import { readContentMap } from './content-map.ts';
import { readSettings } from './settings.ts';

const endings = 'toml yaml yml json';
const ownFiles = ['hugo', 'config/_default/hugo'].flatMap((name) => withEndings(name, endings));
/** Other programs have files of that name too; Zola has a config.toml with base_url instead of baseURL. */
const sharedFiles = ['config', 'config/_default/config'].flatMap((name) => withEndings(name, endings));
const isShared = /baseURL|contentDir|languageCode|defaultContentLanguage/i;
/** They say where the content is. */
const otherFiles = ['languages', 'module'].flatMap((name) => withEndings(`config/_default/${name}`, endings));

const layouts = [
  'layouts/_default/baseof.html',
  'layouts/_default/list.html',
  'layouts/_default/single.html',
  'layouts/partials/video-player.html',
  'static/video-player.js',
  'static/videos.css',
];

/** Whether the site has nothing that shows its pages. */
function isBare({ files, folders }: StarterPlace): boolean {
  const hasLayouts = folders.includes('layouts') || folders.includes('themes');
  const isThemed = [...files.values()].some((text) => /\b(?:theme|imports|layouts|layoutDir)\b/.test(text));
  return !hasLayouts && !isThemed;
}

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
    address: /^\s*["']?baseURL["']?\s*[=:]\s*["']?(https:\/\/[^\s"'/]+)/gim,
    urlField: 'url',
    listLayouts: (place) => (isBare(place) ? keepPlaces(layouts) : []),
    listSteps: (place) =>
      isBare(place) ? ['Show the pages: Hugo serves none without a theme or templates in layouts/.'] : [],
  },
};
