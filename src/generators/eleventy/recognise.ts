import { findSetting, plainStarter, type Recogniser, withEndings } from '../recogniser.ts';

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
    listSteps: ({ folder, hasPages }) => [
      ...(hasPages
        ? []
        : [
            `Give the pages a layout: {"layout": "NAME.njk"} in ${folder}/${folder.split('/').at(-1)}.json, with the name of yours.`,
          ]),
      'Serve old URLs: `tubematter redirects` writes rules for your host.',
    ],
  },
};
