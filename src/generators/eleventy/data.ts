import { DataError, FrontMatterError } from '../../frontmatter/errors.ts';
import { readData } from '../../frontmatter/read-data.ts';
import { readFrontMatter } from '../../frontmatter/read-values.ts';
import type { Value } from '../../model/value.ts';
import type { SiteFiles } from '../served-site.ts';
import type { EleventyConfig } from './site-config.ts';

type Data = Record<string, Value>;

/** All that a page knows: its front matter over the data beside it over that of its layouts. */
export interface PageData {
  data: Data;
  /** Whether code or another format may give keys that the page itself lacks. */
  isPartial: boolean;
  /** Whether such code may decide the permalink, even over the page's own. */
  computesPermalink: boolean;
}

/** Code in a data file that may give a permalink, or take data from elsewhere. */
const opaque =
  /\b(?:permalink|eleventyComputed|pagination|dynamicPermalink|require|import|process)\b|\.\.\.|`/;

/**
 * Collects the data of a page. Source: Eleventy 3.1, src/Data/TemplateData.js (getLocalDataPaths), Template.js (getData).
 *
 * @param path from the site's root
 * @param own the page's front matter
 */
export function collectData(path: string, own: Data, config: EleventyConfig, files: SiteFiles): PageData {
  const beside = new Layers();
  for (const base of listBases(path, config.input ?? '')) {
    for (const ending of ['json', '11tydata.json', '11tydata.mjs', '11tydata.cjs', '11tydata.js']) {
      const text = files.get(`${base}.${ending}`);
      if (text !== undefined) beside.add(text, ending);
    }
    if (config.addsDataFormats && hasOtherFormat(base, files)) beside.isPartial = true;
  }
  const layout = own['layout'] ?? beside.data['layout'];
  const above = new Layers();
  if (hasGlobalData(files, config)) above.isPartial = true;
  if (layout !== undefined && layout !== null && layout !== false) addLayouts(layout, above, config, files);
  const data = { ...above.data, ...beside.data, ...own };
  return {
    data,
    isPartial: config.setsPermalinks || beside.isPartial || above.isPartial,
    computesPermalink: beside.mayCompute || Object.hasOwn(data, 'eleventyComputed'),
  };
}

/** Data of several files, the last over the others. */
class Layers {
  data: Data = {};
  isPartial = false;
  mayCompute = false;

  add(text: string, ending: string): void {
    if (!ending.endsWith('json')) this.addCode(text);
    else {
      try {
        Object.assign(this.data, readData(text, 'json'));
      } catch (error) {
        if (!(error instanceof DataError)) throw error;
        this.isPartial = true;
      }
    }
  }

  /** Code counts as read if its layout is a literal and nothing in it can be a permalink. */
  private addCode(text: string): void {
    if (opaque.test(text)) this.isPartial = true;
    if (text.includes('eleventyComputed')) this.mayCompute = true;
    const layouts = [...text.matchAll(/\blayout["']?\s*:\s*(?:["']([^"'\n]*)["'])?/g)].map(
      ([, name]) => name,
    );
    if (layouts.length === 1 && layouts[0] !== undefined) this.data['layout'] = layouts[0];
    else if (/\blayout\b/.test(text)) this.isPartial = true;
  }
}

/** The names of data files that may be beside a page, without their endings, the weakest first. */
function listBases(path: string, input: string): string[] {
  const below = input === '' ? path : path.slice(input.length + 1);
  const folders = below.split('/').slice(0, -1);
  const bases = folders.map((name, index) => [...folders.slice(0, index + 1), name].join('/'));
  const place = input === '' ? '' : `${input}/`;
  const own = path.replace(/\.[^./]+$/, '');
  const root = input === '' ? [] : [`${input}/${input.slice(input.lastIndexOf('/') + 1)}`];
  return [...root, ...bases.map((base) => `${place}${base}`), own];
}

function hasOtherFormat(base: string, files: SiteFiles): boolean {
  return ['yaml', 'yml', 'toml', 'json5'].some(
    (ending) => files.has(`${base}.${ending}`) || files.has(`${base}.11tydata.${ending}`),
  );
}

function hasGlobalData(files: SiteFiles, { dataFolder }: EleventyConfig): boolean {
  if (dataFolder === null) return true;
  const place = dataFolder === '' ? '' : `${dataFolder}/`;
  return [...files.keys()].some(
    (path) =>
      path.startsWith(place) &&
      /^(?:permalink|layout|eleventyComputed)\.[^/]+$/.test(path.slice(place.length)),
  );
}

/** The front matter of a layout, and of its parent layouts. */
function addLayouts(first: Value, layers: Layers, config: EleventyConfig, files: SiteFiles): void {
  const seen = new Set<string>();
  for (let layout: Value | undefined = first; layout !== undefined && layout !== null; ) {
    const file: string | null = typeof layout === 'string' ? findLayout(layout, config, files) : null;
    const data: Data | null = file === null || seen.has(file) ? null : readHead(files.get(file) ?? '');
    if (file === null || data === null || file.endsWith('.11ty.js')) {
      layers.isPartial = true;
      return;
    }
    seen.add(file);
    layers.data = { ...data, ...layers.data };
    layout = data['layout'];
  }
}

function readHead(text: string): Data | null {
  try {
    return readFrontMatter(text)?.data ?? {};
  } catch (error) {
    if (error instanceof FrontMatterError) return null;
    throw error;
  }
}

/** @returns null if it has another name, or is elsewhere */
function findLayout(name: string, { layoutFolders }: EleventyConfig, files: SiteFiles): string | null {
  for (const folder of layoutFolders) {
    const path = folder === '' ? name : `${folder}/${name}`;
    if (files.has(path)) return path;
    const found = ['liquid', 'md', 'njk', 'html', '11ty.js', 'webc', 'vto', 'hbs', 'ejs', 'pug'].filter(
      (ending) => files.has(`${path}.${ending}`),
    );
    if (found.length === 1) return `${path}.${found[0]}`;
  }
  return null;
}
