import { findSetting, plainStarter, type Recogniser, withEndings } from '../recogniser.ts';

/** Eleventy, 11ty.dev. */
export const eleventyRecogniser: Recogniser = {
  label: 'Eleventy',
  files: ['.eleventy.js', ...withEndings('eleventy.config', 'js mjs cjs ts')],
  recognise: (texts) => {
    const found = findSetting(texts, /(?:\binput\s*:\s*|setInputDirectory\(\s*)["'`]([^"'`\r\n]+)/);
    return found && { file: found.file, base: found.setting ?? '.' };
  },
  starter: {
    ...plainStarter,
    listFields: (url) => [
      {
        key: 'permalink',
        value: `${url.replace('{slug}', '{{ slug }}').replace(/\/$/, '')}/`,
        why: 'The same URL for Eleventy, which fills in the slug of the page.',
      },
      {
        key: 'templateEngineOverride',
        value: 'md',
        why: 'Nothing that stands in braces in a description is run as a template.',
      },
    ],
  },
};
