import { findSetting, plainStarter, type Recogniser, withEndings } from '../recogniser.ts';

/** Astro, astro.build. */
export const astroRecogniser: Recogniser = {
  files: withEndings('astro.config', 'mjs js ts mts cjs'),
  recognise: (texts) => {
    const found = findSetting(texts, /\bsrcDir\s*:\s*["'`]([^"'`\r\n]+)/);
    return found && { file: found.file, base: `${found.setting ?? 'src'}/content` };
  },
  starter: {
    ...plainStarter,
    steps: [
      'Pages are shown by a collection of src/content.config and a route such as src/pages/videos/[...slug].astro.',
      'Old URLs: `tubematter redirects` writes them for your host.',
    ],
  },
};
