import type { Format, FormatName } from './format.ts';
import type { Redirect, RedirectPlan } from './plan.ts';
import { apache, nginx } from './servers.ts';
import { azureStaticWebApps, cloudflare, json, netlify } from './static-hosts.ts';

const formats: Record<FormatName, Format> = {
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
  const text = format.write(redirects);
  return { text, count: redirects.length, warnings: format.warn(text, redirects) };
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

/** Servers fold the letters of ASCII only. */
function foldCase(path: string): string {
  return path.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}
