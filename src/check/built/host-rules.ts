import { isRecord } from '../../model/validation.ts';
import { parseJson, stripMark } from '../../text/json.ts';
import { foldSlash, readPath } from './built-path.ts';

/** One redirect that a host's file asks for. */
export interface Rule {
  /** Its place in its file: the first that matches answers. */
  order: number;
  /** The path that it answers, without a trailing slash: with and without one it is one rule. */
  from: string;
  /** The same as the file spells it, decoded. */
  spelled: string;
  /** A pattern for what else it answers; null if it is just one path. Groups stand for what the target takes up. */
  pattern: RegExp | null;
  /** As the file spells it. */
  target: string;
  /** Whether visitors see the target under the old URL. */
  isRewrite: boolean;
  /** Whether it answers even where a file is. */
  isForced: boolean;
}

/** What a host's file says. */
interface HostFile {
  rules: Rule[];
  /** What could not be judged, and why; one phrase each. */
  unread: string[];
}

type Parse = (text: string) => HostFile;

/**
 * Files of hosts in the root of a build. Sources: docs.netlify.com/manage/routing/redirects,
 * developers.cloudflare.com/pages/configuration/redirects, docs.gitlab.com/user/project/pages/redirects,
 * learn.microsoft.com/azure/static-web-apps/configuration, vercel.com/docs/project-configuration.
 */
export const hostFiles: Record<string, Parse> = {
  _redirects: parseLines,
  'vercel.json': (text) =>
    parseList(text, 'vercel.json', (json) => [
      ...listRecords(json, 'redirects').map((item) => ({
        ...readVercel(item),
        status: 301,
        isForced: true,
      })),
      ...listRecords(json, 'rewrites').map((item) => ({ ...readVercel(item), status: 200, isForced: false })),
    ]),
  'staticwebapp.config.json': (text) =>
    parseList(text, 'staticwebapp.config.json', (json) =>
      listRecords(json, 'routes').flatMap(({ route, redirect, rewrite, allowedRoles, methods }) => {
        const isConditional = allowedRoles !== undefined || methods !== undefined;
        const rule = { from: route, isForced: true, isConditional };
        return [
          ...(redirect === undefined ? [] : [{ ...rule, to: redirect, status: 301 }]),
          ...(rewrite === undefined ? [] : [{ ...rule, to: rewrite, status: 200 }]),
        ];
      }),
    ),
  'redirects.json': (text) =>
    parseList(text, 'redirects.json', (json) =>
      (Array.isArray(json) ? json : [])
        // Null says that it is gone.
        .filter((item) => isRecord(item) && 'from' in item && typeof item['to'] === 'string')
        .map(({ from, to }) => ({ from, to, status: 301, isForced: false, isConditional: false })),
    ),
};

function readVercel({ source, destination, has, missing }: Record<string, unknown>) {
  // A path with or without a trailing slash is one rule here.
  const from = typeof source === 'string' ? source.replace(/\{\/\}\?$/, '') : source;
  return { from, to: destination, isConditional: has !== undefined || missing !== undefined };
}

/** Lines of `from to status`: Netlify's, Cloudflare's and GitLab's. */
function parseLines(text: string): HostFile {
  const file: HostFile = { rules: [], unread: [] };
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const [from = '', ...words] = line
      .replace(/(^|\s)#.*$/, '')
      .trim()
      .split(/\s+/);
    if (from === '') continue;
    const at = words.findIndex((word) => /^(\/|https?:)/i.test(word));
    const [, code = '301', force] = /^(\d{3})(!?)$/.exec(words[at + 1] ?? '301') ?? ['', '', ''];
    const isConditional = at !== 0 || code === '' || words.length > at + 2;
    addRule(file, `_redirects:${index + 1}`, {
      from,
      to: words[at],
      status: Number(code),
      isForced: force === '!',
      isConditional,
    });
  }
  return file;
}

function parseList(text: string, name: string, list: (json: unknown) => WrittenRule[]): HostFile {
  const file: HostFile = { rules: [], unread: [] };
  const json = parseJson(stripMark(text));
  if (json === undefined) return { rules: [], unread: [`${name} is not JSON`] };
  for (const [index, rule] of list(json).entries()) addRule(file, `${name}, rule ${index + 1}`, rule);
  return file;
}

/** A rule as a file has it, which was written by a person. */
interface WrittenRule {
  from: unknown;
  to: unknown;
  status: number;
  isForced: boolean;
  /** Whether it holds for some visitors only. */
  isConditional: boolean;
}

function addRule(
  file: HostFile,
  name: string,
  { from, to, status, isForced, isConditional }: WrittenRule,
): void {
  const isRewrite = status === 200;
  if (!isRewrite && (status < 300 || status > 399)) return; // It says that nothing is there.
  if (isConditional)
    return void file.unread.push(`${name} depends on who asks, or has a form that is not known`);
  if (typeof from !== 'string' || typeof to !== 'string' || !from.startsWith('/')) {
    return void file.unread.push(`${name} is not about a path of this site`);
  }
  const hasPattern = /[*(]|\/:[A-Za-z]/.test(from);
  const pattern = hasPattern ? makePattern(from) : null;
  if (hasPattern && pattern === null) return void file.unread.push(`${name} has a pattern that is not known`);
  // Such a rule answers everything, so that it would hide every URL that is lost.
  if (hasPattern && (isRewrite || /^\/\*?$/.test(from)) && !/:[A-Za-z]|\$1/.test(to)) {
    return void file.unread.push(`${name} sends all that it matches to one page`);
  }
  const spelled = readPath(from);
  const order = file.rules.length;
  file.rules.push({ order, from: foldSlash(spelled), spelled, pattern, target: to, isRewrite, isForced });
}

/** One `*`, and `:name` for a segment. Other patterns are not known: null. */
function makePattern(from: string): RegExp | null {
  if (from.split('*').length > 2 || /[()]/.test(from) || /:\w+[*+?]/.test(from)) return null;
  const source = readPath(from)
    .replace(/\/$/, '')
    .split(/(\/\*$|\*|\/:[A-Za-z]\w*)/)
    .map((part) => {
      if (part === '/*') return '(?:/(?<splat>.*))?';
      if (part === '*') return '(?<splat>.*)';
      if (/^\/:[A-Za-z]/.test(part)) return `/(?<${part.slice(2)}>[^/]+)`;
      return part.replace(/[\\^$.+?()[\]{}|]/g, '\\$&');
    })
    .join('');
  try {
    return new RegExp(`^${source}/?$`, 's');
  } catch {
    return null; // One name is there twice.
  }
}

function listRecords(json: unknown, key: string): Record<string, unknown>[] {
  const list = isRecord(json) ? json[key] : [];
  return Array.isArray(list) ? list.filter(isRecord) : [];
}
