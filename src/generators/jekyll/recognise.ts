import { findSetting, keepPlaces, plainStarter, type Recogniser, withEndings } from '../recogniser.ts';
import { readConfig } from './site-config.ts';

const layouts = [
  '_layouts/default.html',
  '_includes/video-player.html',
  'assets/video-player.js',
  'assets/videos.css',
];

/** Jekyll, jekyllrb.com. */
export const jekyllRecogniser: Recogniser = {
  files: withEndings('_config', 'yml yaml'),
  recognise: (texts) => {
    const found = findSetting(texts, /^collections_dir\s*:\s*["']?([^"'\r\n#]+)/m);
    return found && { file: found.file, base: found.setting ?? '.' };
  },
  starter: {
    ...plainStarter,
    folderPrefix: '_',
    hiddenPrefix: '_',
    servesAliases: true,
    address: /^url\s*:\s*["']?(https:\/\/[^\s"'/]+)/gm,
    // Jekyll reads posts by their dates.
    findFile: (folder) => (/(^|\/)_posts(\/|$)/.test(folder) ? '{year}-{month}-{day}-{slug}.md' : null),
    listLayouts: ({ files, folders, hasPages }) => {
      const isElsewhere = [...files.values()].some((text) =>
        /^(?:theme|remote_theme|source|layouts_dir|includes_dir)\s*:/m.test(text),
      );
      return hasPages || isElsewhere || folders.includes('_layouts') ? [] : keepPlaces(layouts);
    },
    listSteps: ({ folder, files, hasPages }) => {
      const [name = '_config.yml', text = ''] = [...files][0] ?? [];
      const config = readConfig(name, text);
      const collection = /(?:^|\/)_([^/]+)\/?$/.exec(folder)?.[1] ?? 'posts';
      const isBuilt = config?.collections.get(collection)?.output === true;
      return [
        // A collection's pages are left out until the site's config says otherwise.
        ...(isBuilt
          ? []
          : [`Have the pages built: add to ${name}  collections: { ${collection}: { output: true } }`]),
        ...(hasPages
          ? []
          : [
              'Check the layout: new pages have `layout: default`. Another name goes into the fields of the config.',
            ]),
        ...(config === null || config.source !== '' || config.exclude.includes('tubematter.config.yaml')
          ? []
          : [
              `Keep the config out of the build: add tubematter.config.yaml to \`exclude\` in ${name}. In Jekyll 3, a list there replaces Jekyll's own: name Gemfile, node_modules and vendor in it, too.`,
            ]),
        ...(/jekyll-redirect-from/.test(text)
          ? []
          : [
              `Serve old URLs: add the plugin jekyll-redirect-from to the Gemfile and to \`plugins\` in ${name}.`,
            ]),
      ];
    },
  },
};
