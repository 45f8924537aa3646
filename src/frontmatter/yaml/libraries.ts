/**
 * Loads the full parser when the first page needs it: most front matter is plain, and most imports change no page. What is
 * built is CommonJS, where that can be done at once.
 */
export const loadYaml = () => require('yaml') as typeof import('yaml');

/** The same for the reader around it. */
export const loadGrayMatter = () => require('gray-matter') as typeof import('gray-matter');
