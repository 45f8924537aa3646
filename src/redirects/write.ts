import { count } from '../text/counts.ts';
import type { CommonFormat, FileFormat, FolderFormat, HostRules } from './host-format.ts';
import type { Redirect, RedirectPlan } from './redirect-plan.ts';

/** What is written, how many redirects that are, and sentences about what the host cannot take and what stays. */
interface Written {
  count: number;
  warnings: string[];
}

/**
 * Writes a plan's redirects into a host's file.
 *
 * @param basePath such as `/repo`, or `''`
 * @param current what the file holds; `''` for a new one
 * @throws UserError if it cannot be told what of the file is the user's
 */
export function writeRedirects(
  plan: RedirectPlan,
  format: FileFormat,
  basePath: string,
  current: string,
): Written & { text: string } {
  const rules = makeRules(plan, format, basePath);
  const { text, notes } = format.place(rules, current);
  return { text, ...describe(plan, format, rules, [...format.warn(text, rules), ...notes]) };
}

/** Writes a plan's redirects as files of their own, by their paths from the root of the site. */
export function writeStubs(
  plan: RedirectPlan,
  format: FolderFormat,
  basePath: string,
): Written & { files: Map<string, string>; isKnown: HostRules['isKnown'] } {
  const rules = makeRules(plan, format, basePath);
  const files = new Map(format.listFiles(rules).map(({ path, text }) => [path, text]));
  return { files, isKnown: rules.isKnown, ...describe(plan, format, rules, format.warn(rules)) };
}

function makeRules(
  { redirects, gone, known }: RedirectPlan,
  { ignoresCase, answersGone }: CommonFormat,
  basePath: string,
): HostRules {
  const add = (path: string) => (path.startsWith('/') ? basePath + path : path);
  const merged = ignoresCase ? mergeSpellings(redirects) : redirects;
  const spelled = ignoresCase ? mergeGone(gone, merged) : gone;
  return {
    redirects: merged.map(({ from, to }) => ({ from: add(from), to: add(to) })),
    gone: answersGone ? spelled.map(add) : [],
    basePath,
    isKnown: (url) => known.has(url.startsWith(`${basePath}/`) ? url.slice(basePath.length) : url),
  };
}

function describe(
  { gone }: RedirectPlan,
  { label, answersGone }: CommonFormat,
  rules: HostRules,
  warnings: string[],
): Written {
  const unanswered = answersGone || gone.length === 0 ? [] : [explainNoGone(label, gone)];
  return { count: rules.redirects.length + rules.gone.length, warnings: [...unanswered, ...warnings] };
}

/** What happens to 410 if a host knows only redirects. */
function explainNoGone(label: string, { length }: string[]): string {
  return `${label} cannot answer 410: ${count(length, 'URL')} of \`urls.gone\` got no rule, and ${length === 1 ? 'answers' : 'answer'} 404. Give an address instead where one should lead on.`;
}

/** Each URL once, except those that equal their target apart from letter case: they would lead in a circle. */
function mergeSpellings(redirects: Redirect[]): Redirect[] {
  const seen = new Set<string>();
  return redirects.filter(({ from, to }) => {
    const folded = foldCase(from);
    if (seen.has(folded) || folded === foldCase(to).replace(/\/$/, '')) return false;
    seen.add(folded);
    return true;
  });
}

/** Each URL once, except those that a redirect has in another spelling. */
function mergeGone(gone: string[], redirects: Redirect[]): string[] {
  const seen = new Set(redirects.map(({ from }) => foldCase(from)));
  return gone.filter((path) => !seen.has(foldCase(path)) && seen.add(foldCase(path)));
}

/** Servers fold the letters of ASCII only. */
function foldCase(path: string): string {
  return path.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}
