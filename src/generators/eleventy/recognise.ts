import { findSetting, plainStarter, type Recogniser, withEndings } from '../recogniser.ts';
import { configNames, readConfig } from './site-config.ts';

const layouts = ['videos.njk', 'video.njk', 'video-player.njk', 'video-player.js', 'videos.css'];

/** Eleventy, 11ty.dev. */
export const eleventyRecogniser: Recogniser = {
  files: ['.eleventy.js', ...withEndings('eleventy.config', 'js mjs cjs ts'), 'package.json'],
  recognise: (texts) => {
    // Eleventy needs no configuration of its own.
    const manifest = texts.get('package.json');
    if (texts.size === 1 && manifest !== undefined && !/"@11ty\/eleventy"\s*:/.test(manifest)) return null;
    const found = findSetting(texts, /(?:\binput\s*:\s*|setInputDirectory\(\s*)["'`]([^"'`\r\n]+)/);
    return found && { file: found.file, base: found.setting ?? '.' };
  },
  starter: {
    ...plainStarter,
    listLayouts: ({ folder, files, hasPages }) => {
      const { input, layoutFolders } = readConfig(
        files.get(configNames.find((name) => files.has(name)) ?? '') ?? '',
        files.get('package.json') ?? '',
      );
      const prefix = input === '' ? '' : `${input}/`;
      const includes = `${prefix}_includes`;
      const isBelow = /^[^./]/.test(folder) && folder.startsWith(prefix);
      // Layouts, and data that may name one, are files of the site, too.
      const isBare = [...files.keys()].every((name) => name === 'package.json' || configNames.includes(name));
      if (hasPages || !isBare || !isBelow || layoutFolders[0] !== includes) return [];
      return [
        ...layouts.map((name) => ({ from: `src/_includes/${name}`, to: `${includes}/${name}` })),
        { from: 'src/videos/videos.json', to: nameData(folder) },
      ];
    },
    listSteps: ({ folder, files, hasPages }) => [
      ...(hasPages || files.has(nameData(folder))
        ? []
        : [
            `Give the pages a layout: {"layout": "NAME.njk"} in ${nameData(folder)}, with the name of yours.`,
          ]),
      'Serve old URLs: `tubematter redirects` writes rules for your host.',
    ],
  },
};

/** The file with the data of all pages of a folder. */
function nameData(folder: string): string {
  return `${folder}/${folder.split('/').at(-1)}.json`;
}
