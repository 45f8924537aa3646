import { parseVideoId } from '../model/youtube-url.ts';

/** What shows nothing: code, comments, and text printed as it is. */
const unshown = [
  /^ {0,3}(`{3,}|~{3,})[^\n]*\n[\s\S]*?(?:^ {0,3}\1[^\n]*$|(?![\s\S]))/gm,
  /<!--[\s\S]*?(?:-->|$(?![\s\S]))/g,
  /\{%-?\s*(raw|comment)\b[\s\S]*?\{%-?\s*end\1\b/g,
  /(`+)(?!`)[^\n]*?[^`\n]\1(?!`)/g,
];

/** `{{< youtube ID >}}`, `{% include youtube.html id="ID" %}`, `{% youtube "ID" %}`: everything inside. */
const tag = /\{\{[<%]([^{}]*?)[>%]\}\}|\{%-?([^{}%]*?)-?%\}/g;
const isOfYoutube = /youtu|(?<![a-z])yt(?![a-z])/i;
/** The attributes in which tags and elements name the video. */
const named = /(?<![\w?&-])(?:id|v|video|url|src|(?:video|youtube|yt)_?id)\s*[=:]\s*\{?["'`]?([^\s"'`>,}]+)/i;
/** The first unnamed value. */
const unnamed =
  /^[\s/]*(?:include\w*\s+|render\s+)?\S+[\s,]+["']?([^\s"',=]*\/[^\s"',]+|[^\s"',=]+)["']?(?!\s*=)/;

/** `<lite-youtube videoid="ID">`, `<YouTube id="ID" />`, `<LiteYouTubeEmbed id="ID" />`. */
const element = /<(?:lite-youtube|\w*YouTube\w*)\b([^>]*)/g;
const frame = /<iframe\b[^>]*?\s(?:data-)?src\s*=\s*["']?([^\s"'>]+)/gi;
/** On a line of its own. */
const link =
  /^\uFEFF?[ \t]*<?((?:https?:)?\/\/[^\s<>]+|(?:www\.|m\.)?youtu(?:be\.com|\.be)\/[^\s<>]+)>?[ \t]*\r?$/gim;

/**
 * Finds the videos that a page's body shows: by a shortcode, an include, an embedded player, `<lite-youtube>`, or a bare
 * link on a line of its own.
 *
 * @returns their ids, each once, in no order
 */
export function findShownVideos(body: string): string[] {
  if (!isOfYoutube.test(body)) return [];
  const text = unshown.reduce((shown, pattern) => shown.replace(pattern, ''), body);
  const found = [
    ...[...text.matchAll(tag)].map(([, shortcode, liquid]) => readTag(shortcode ?? liquid ?? '')),
    ...[...text.matchAll(element)].map(([, attributes = '']) => named.exec(attributes)?.[1]),
    ...[...text.matchAll(frame), ...text.matchAll(link)].map(([, url = '']) => asUrl(url)),
  ];
  const ids = found.map((value) => (value === undefined ? null : parseVideoId(value)));
  return [...new Set(ids.filter((id) => id !== null))];
}

function readTag(inside: string): string | undefined {
  if (!isOfYoutube.test(inside) || /^\s*\/\*/.test(inside)) return undefined;
  return named.exec(inside)?.[1] ?? unnamed.exec(inside)?.[1];
}

/** A URL is expected here. */
function asUrl(text: string): string | undefined {
  return text.includes('/') ? text.replaceAll('&amp;', '&') : undefined;
}
