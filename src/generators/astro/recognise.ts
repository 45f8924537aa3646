import { findSetting, plainStarter, type Recogniser, withEndings } from '../recogniser.ts';

/** Astro, astro.build. */
export const astroRecogniser: Recogniser = {
  files: [...withEndings('astro.config', 'mjs js ts mts cjs'), 'package.json'],
  recognise: (texts) => {
    // Astro needs no configuration of its own.
    const manifest = texts.get('package.json');
    if (texts.size === 1 && manifest !== undefined && !/"astro"\s*:/.test(manifest)) return null;
    const found = findSetting(texts, /\bsrcDir\s*:\s*["'`]([^"'`\r\n]+)/);
    return found && { file: found.file, base: `${found.setting ?? 'src'}/content` };
  },
  starter: {
    ...plainStarter,
    listSteps: ({ folder, hasPages }) => {
      const name = folder.split('/').at(-1);
      return [
        ...(hasPages
          ? []
          : [
              `Show the pages: a collection \`${name}\` in src/content.config.ts, and a route src/pages/${name}/[...slug].astro. Both are in tubematter's README, under Generators.`,
            ]),
        'Serve old URLs: `tubematter redirects` writes rules for your host.',
      ];
    },
  },
};
