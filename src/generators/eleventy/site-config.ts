import { literal, stripComments } from '../source-code.ts';
import { joinPath } from '../url-path.ts';

/** What decides URLs of a site's configuration, which is code: it is read, not run. */
export interface EleventyConfig {
  /** The folder of the pages, from the site's root (`''`: that one); null: not known. */
  input: string | null;
  /** The folders of layouts, from the site's root; empty if not known. */
  layoutFolders: string[];
  /** The folder of global data. */
  dataFolder: string | null;
  pathPrefix: string;
  /** Whether permalinks of Markdown and HTML pages are templates. */
  fillsMarkdown: boolean;
  fillsHtml: boolean;
  /** Whether the code sets a permalink, or where it is looked for, for pages that have none of their own. */
  setsPermalinks: boolean;
  /** Whether pages may have data in YAML or other formats beside them. */
  addsDataFormats: boolean;
}

/** The files that Eleventy reads its configuration from: it takes the first. */
export const configNames = [
  '.eleventy.js',
  'eleventy.config.js',
  'eleventy.config.mjs',
  'eleventy.config.cjs',
];

/**
 * Reads a site's configuration as far as it is written out.
 *
 * @param text of the configuration; `''` if there is none
 * @param packageText of package.json, whose scripts may call Eleventy with flags
 */
export function readConfig(text: string, packageText: string): EleventyConfig {
  const code = stripComments(text);
  const input = findFlag(packageText, 'input') ?? findSetting(code, 'input', 'setInputDirectory') ?? '.';
  const below = (folder: string | null) =>
    input === unknown || folder === unknown || folder === null ? null : joinPath(input, folder);
  const layouts = findSetting(code, 'layouts', 'setLayoutsDirectory');
  const includes = findSetting(code, 'includes', 'setIncludesDirectory') ?? '_includes';
  return {
    input: below('.'),
    layoutFolders: [layouts ?? includes].map(below).filter((folder) => folder !== null),
    dataFolder: below(findSetting(code, 'data', 'setDataDirectory') ?? '_data'),
    pathPrefix: findFlag(packageText, 'pathprefix') ?? findSetting(code, 'pathPrefix', null) ?? '',
    fillsMarkdown: !/\bmarkdownTemplateEngine\s*:\s*false|setMarkdownTemplateEngine\(\s*false/.test(code),
    fillsHtml: !/\bhtmlTemplateEngine\s*:\s*false|setHtmlTemplateEngine\(\s*false/.test(code),
    setsPermalinks: permalinkSetters.test(code),
    addsDataFormats: /\baddDataExtension\b/.test(code),
  };
}

/** Stands for a setting that is there and not written out. No folder has such a name. */
const unknown = '\0';

/** What changes where a permalink comes from, for all pages. */
const permalinkSetters =
  /\baddGlobalData\(\s*["'`](?:permalink|layout|eleventyComputed)|[dD]ynamicPermalinks|\bsetDataFile|\bjsDataFileSuffix|\baddExtension\(\s*\[?[^)]*["'`](?:md|html)["'`]|\bkeys\s*:\s*\{[^}]*(?:permalink|layout|computed|engineOverride)/;

/** @returns undefined if nothing sets it, `unknown` if it is not a plain text or set twice */
function findSetting(code: string, name: string, setter: string | null): string | undefined {
  const called = setter === null ? '(?!)' : `\\b${setter}\\s*\\(\\s*`;
  // `dir: folders`, or `{ input }`: set, but not here.
  const isHidden =
    new RegExp(`\\bdir\\s*(?::\\s*[\\w$.(]|,|\\})|[{,]\\s*${name}\\s*[,}]`).test(code) && setter !== null;
  const all = [...code.matchAll(new RegExp(`(?:${called}|\\b${name}["'\`]?\\s*:\\s*)(${literal})?`, 'g'))];
  const found = all.map(([, quoted, value]) => (quoted === undefined ? unknown : (value ?? '')));
  if (found.length === 0) return isHidden ? unknown : undefined;
  return found.every((value) => value === found[0]) ? found[0] : unknown;
}

/** A flag in the scripts of package.json; the command line beats the configuration. */
function findFlag(packageText: string, name: string): string | undefined {
  const found = new RegExp(`eleventy\\b[^"&|;]*--${name}[= ]([^\\s"&|;\\\\]+)`).exec(packageText);
  return found?.[1];
}
