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
    steps: [
      'Pages have no layout yet: add `layout` with the name of yours to the fields of the config.',
      'Old URLs: `tubematter redirects` writes them for your host, or a template makes pages of `aliases`.',
    ],
  },
};
