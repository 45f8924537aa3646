import { findSetting, plainStarter, type Recogniser, withEndings } from '../recogniser.ts';

/** Jekyll, jekyllrb.com. */
export const jekyllRecogniser: Recogniser = {
  label: 'Jekyll',
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
      return name === undefined
        ? null
        : `Jekyll serves it if ${configFile} has:  collections: { ${quote(name)}: { output: true } }`;
    },
    listFields: (url) => [
      {
        key: 'permalink',
        value: `${url.replace('{slug}', ':slug').replace(/\/$/, '')}/`,
        why: 'The same URL for Jekyll, which fills in the slug of the page.',
      },
      {
        key: 'render_with_liquid',
        value: false,
        why: 'Nothing that stands in braces in a description is run as a template.',
      },
    ],
  },
};
