import { findSetting, plainStarter, type Recogniser, withEndings } from '../recogniser.ts';

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
    // A collection's pages are left out until the site's config says otherwise.
    explainFolder: (folder, configFile, quote) => {
      const name = /(?:^|\/)_([^/]+)\/?$/.exec(folder)?.[1];
      return name === undefined || name === 'posts'
        ? null
        : `Jekyll serves it if ${configFile} has:  collections: { ${quote(name)}: { output: true } }`;
    },
    servesAliases: true,
    // Jekyll reads posts by their dates.
    findFile: (folder) => (/(^|\/)_posts(\/|$)/.test(folder) ? '{year}-{month}-{day}-{slug}.md' : null),
    steps: [
      'In _config.yml, add jekyll-redirect-from to `plugins`: it serves the old URLs of `redirect_from`.',
      'The pages have the layout `default`: set `layout` in the config if yours has another name.',
    ],
  },
};
