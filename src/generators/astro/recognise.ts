import { findSetting, keepPlaces, plainStarter, type Recogniser, withEndings } from '../recogniser.ts';
import { minimalPreset } from './preset.ts';
import { readConfig } from './site-config.ts';

const contentConfig = 'src/content.config.ts';
const layouts = [
  contentConfig,
  'src/layouts/Videos.astro',
  'src/pages/videos/[...slug].astro',
  'src/components/VideoPlayer.astro',
  'src/scripts/video-player.js',
  'src/styles/videos.css',
];

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
    address: /\bsite\s*:\s*["'`](https:\/\/[^\s"'`/]+)/g,
    listLayouts: ({ folder, url, files, hasPages }) => {
      const { source, routes } = readConfig(files);
      const isRouted = routes.some(({ collection }) => collection === null || collection === 'videos');
      const isUsual = folder === minimalPreset.content && url === minimalPreset.urls.page && source === 'src';
      if (hasPages || isRouted || !isUsual) return [];
      const isConfigured = findContentConfig(files) !== undefined;
      return keepPlaces(layouts.filter((path) => path !== contentConfig || !isConfigured));
    },
    listSteps: ({ folder, files, hasPages }) => {
      const name = folder.split('/').at(-1) ?? '';
      const isRouted = readConfig(files).routes.some(({ collection }) => collection === name);
      const [config, text] = findContentConfig(files) ?? [contentConfig, ''];
      const missing = [
        ...(text.includes(name) || (hasPages && !isRouted) ? [] : [`a collection \`${name}\` in ${config}`]),
        ...(isRouted || hasPages ? [] : [`a route src/pages/${name}/[...slug].astro`]),
      ];
      return [
        ...(missing.length === 0
          ? []
          : [`Show the pages: ${missing.join(', and ')}, as in tubematter's examples/astro.`]),
        'Serve old URLs: `tubematter redirects` writes rules for your host.',
      ];
    },
  },
};

/** The file that says which collections there are, with its text. */
function findContentConfig(files: ReadonlyMap<string, string>): [path: string, text: string] | undefined {
  return [...files].find(([path]) => /(?:^|\/)content(?:\/config|\.config)\.\w+$/.test(path));
}
