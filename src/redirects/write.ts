import { isRecord } from '../model/validation.ts';
import type { FormatName, HostFormat } from './host-format.ts';
import type { Redirect, RedirectPlan } from './redirect-plan.ts';
import { apache, nginx } from './servers.ts';
import { azureStaticWebApps, cloudflare, json, netlify } from './static-hosts.ts';

/** Says who wrote a file, and what becomes of lines that are added to it. */
const mark = '# Written by "tubematter redirects", which replaces this file as a whole.';

const formats: Record<FormatName, HostFormat> = {
  netlify,
  cloudflare,
  'azure-swa': azureStaticWebApps,
  nginx,
  apache,
  json,
};

/**
 * Writes a plan's redirects for a host.
 *
 * @returns the file's text, how many redirects it has, and sentences about what the host cannot take
 */
export function writeRedirects(
  plan: RedirectPlan,
  name: FormatName,
): { text: string; count: number; warnings: string[] } {
  const format = formats[name];
  const redirects = format.ignoresCase ? mergeSpellings(plan.redirects) : plan.redirects;
  const spelled = format.ignoresCase ? mergeGone(plan.gone, redirects) : plan.gone;
  const gone = format.answersGone ? spelled : [];
  const rules = format.write(redirects, gone);
  return {
    text: format.hasComments ? `${mark}\n${rules}` : rules,
    count: redirects.length + gone.length,
    warnings: format.warn(rules, redirects, spelled),
  };
}

/**
 * Whether a file holds redirects that tubematter wrote: it begins with the mark, or holds nothing but rules as they are
 * written if a host takes no comments.
 */
export function isOwnRedirects(name: FormatName, text: string): boolean {
  if (formats[name].hasComments) return text.startsWith(mark);
  try {
    const json: unknown = JSON.parse(text);
    if (name === 'json') return isListOf(json, ['from', 'to']);
    return (
      isRecord(json) &&
      hasOnly(json, ['routes']) &&
      isListOf(json['routes'], ['route', 'redirect', 'statusCode'])
    );
  } catch {
    return false;
  }
}

function isListOf(value: unknown, keys: string[]): boolean {
  return Array.isArray(value) && value.every((item) => isRecord(item) && hasOnly(item, keys));
}

function hasOnly(item: Record<string, unknown>, keys: string[]): boolean {
  return Object.keys(item).length === keys.length && keys.every((key) => key in item);
}

/** Each URL once, and none that is its own target but for letter case: that would lead in a circle. */
function mergeSpellings(redirects: Redirect[]): Redirect[] {
  const seen = new Set<string>();
  return redirects.filter(({ from, to }) => {
    const folded = foldCase(from);
    if (seen.has(folded) || folded === foldCase(to).replace(/\/$/, '')) return false;
    seen.add(folded);
    return true;
  });
}

/** Each URL once, and none that a redirect has in another spelling. */
function mergeGone(gone: string[], redirects: Redirect[]): string[] {
  const seen = new Set(redirects.map(({ from }) => foldCase(from)));
  return gone.filter((path) => !seen.has(foldCase(path)) && seen.add(foldCase(path)));
}

/** Servers fold the letters of ASCII only. */
function foldCase(path: string): string {
  return path.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}
