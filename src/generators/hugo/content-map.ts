import { cleanPath } from '../url-path.ts';
import { listMaps, merge, textAt, type Values, valuesAt } from './settings.ts';
import { type Unknown, unknown } from './unknown.ts';

/** A language of a site. */
export interface Language {
  key: string;
  /** The settings of the site as they hold for it. */
  settings: Values;
  /** The prefix of its URLs: `/de`, or `''`. */
  prefix: string;
}

/** Where Hugo finds a file, and what it makes of its name. */
export interface ContentFile {
  language: Language;
  /** The folders around it, as on the disk. */
  folders: string[];
  /** Without language and ending; of a bundle the folder's. */
  name: string;
  kind: 'page' | 'section' | 'home';
  /** Whether the file is the `index.md` of a folder. */
  isBundle: boolean;
}

/** A folder of the site that is part of its content. */
interface Mount {
  /** From the site's root, with a leading `/`. */
  source: string;
  /** Its role in the content. */
  target: string[];
  /** Null: file names say it. */
  language: string | null;
  /** Whether all its files are read, in every language. */
  isPlain: boolean;
}

/** How the files of a site become content. */
export interface ContentMap {
  languages: Map<string, Language>;
  /** Folders of content, from the site's root, without a leading `/`. */
  folders: string[];
  /** The one of the main language. */
  main: string;
  /** @param path from the site's root; null: it is not content */
  locate(path: string): ContentFile | Unknown | null;
}

/**
 * Reads the languages and folders of a site.
 * Source: https://gohugo.io/configuration/languages/, https://gohugo.io/configuration/module/#mounts
 */
export function readContentMap(settings: Values): ContentMap {
  const languages = readLanguages(settings);
  const mounts = readMounts(settings, languages);
  const fallback = defaultLanguage(settings);
  return {
    languages,
    folders: [...new Set(mounts.map(({ source }) => source.slice(1)))],
    main: (mounts.find(({ language }) => language === fallback) ?? mounts[0])?.source.slice(1) ?? 'content',
    locate: (path) => {
      const place = cleanPath(path);
      const around = mounts.filter(({ source }) => place.startsWith(source === '/' ? '/' : `${source}/`));
      const [mount, other] = around.sort((a, b) => b.source.length - a.source.length);
      if (mount === undefined) return null;
      const [, name = '', ending] = /([^/]+)\.([a-z]+)$/i.exec(place) ?? [];
      if (ending === undefined) return null;
      const suffix = /^(.+)\.([^.]+)$/.exec(name);
      const named = languages.get(suffix?.[2]?.toLowerCase() ?? '');
      if (!mount.isPlain || (other && (named || other.source === mount.source)))
        return unknown('its folder is mounted in a way that only Hugo can follow');
      const language = named ?? languages.get(mount.language ?? fallback);
      if (language === undefined)
        return unknown(`its language ${mount.language ?? fallback} is not configured`);
      const below = place.slice(mount.source.length).split('/').filter(Boolean).slice(0, -1);
      return nameFile([...mount.target, ...below], named && suffix?.[1] ? suffix[1] : name, language);
    },
  };
}

function nameFile(folders: string[], name: string, language: Language): ContentFile | Unknown {
  const file = { language, folders, name, isBundle: false };
  if (name === '_index') return { ...file, kind: folders.length === 0 ? 'home' : 'section' };
  if (/^_?index$/i.test(name) && name !== 'index') return unknown('its name has capital letters');
  if (name !== 'index') return { ...file, kind: 'page' };
  const folder = folders.at(-1);
  if (folder === undefined)
    return unknown('an index.md in the content folder makes resources of all other pages');
  return { ...file, folders: folders.slice(0, -1), name: folder, kind: 'page', isBundle: true };
}

/** In lower case, as Hugo has all keys. */
function defaultLanguage(settings: Values): string {
  return (textAt(settings, 'defaultcontentlanguage') ?? 'en').toLowerCase();
}

function readLanguages(settings: Values): Map<string, Language> {
  const configured = valuesAt(settings, 'languages');
  const fallback = defaultLanguage(settings);
  const keys = Object.keys(configured).length === 0 ? [fallback] : Object.keys(configured);
  const isInFolder = (key: string) => key !== fallback || settings['defaultcontentlanguageinsubdir'] === true;
  return new Map(
    keys.map((key) => {
      const own = merge(settings, valuesAt(configured, key));
      return [key, { key, settings: own, prefix: isInFolder(key) ? `/${key}` : '' }];
    }),
  );
}

function readMounts(settings: Values, languages: Map<string, Language>): Mount[] {
  const explicit = listMaps(valuesAt(settings, 'module')['mounts']).filter((mount) =>
    /^content(\/|$)/.test(textAt(mount, 'target') ?? ''),
  );
  if (explicit.length > 0) {
    return explicit.map((mount) => ({
      source: cleanPath(textAt(mount, 'source') ?? ''),
      target: cleanPath(textAt(mount, 'target') ?? '')
        .split('/')
        .slice(2),
      language: textAt(mount, 'lang')?.toLowerCase() ?? null,
      isPlain: ['includefiles', 'excludefiles', 'files', 'sites'].every((key) => mount[key] === undefined),
    }));
  }
  const folders = new Map<string, string[]>();
  for (const { key, settings: own } of languages.values()) {
    const source = cleanPath(textAt(own, 'contentdir') ?? 'content');
    folders.set(source, [...(folders.get(source) ?? []), key]);
  }
  return [...folders].map(([source, keys]) => ({
    source,
    target: [],
    language: keys.length === 1 ? (keys[0] ?? null) : null,
    isPlain: true,
  }));
}
