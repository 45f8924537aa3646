import { findSetting, plainStarter, type Recogniser, withEndings } from '../recogniser.ts';

/** Astro, astro.build. */
export const astroRecogniser: Recogniser = {
  label: 'Astro',
  files: withEndings('astro.config', 'mjs js ts mts cjs'),
  recognise: (texts) => {
    const found = findSetting(texts, /\bsrcDir\s*:\s*["'`]([^"'`\r\n]+)/);
    return found && { file: found.file, base: `${found.setting ?? 'src'}/content` };
  },
  starter: plainStarter,
};
