import { UserError } from '../model/error.ts';
import { count } from '../text/counts.ts';
import { code, type SizeLimit } from './markdown-sections.ts';
import type { ResultKind } from './result-kinds.ts';
import { type SiteResult, splitSites } from './sites.ts';

/**
 * Several sites as GitHub's Markdown: the title of all, then a part for each, those that need a person first. Where not all fits, the smaller parts stay
 * whole.
 *
 * @param joined all as one
 */
export function formatSitesMarkdown<Result>(
  kind: ResultKind<Result>,
  joined: Result,
  sites: readonly SiteResult<Result | UserError>[],
  limit: SizeLimit,
): string {
  const needsPerson = ({ result }: SiteResult<Result | UserError>) =>
    result instanceof UserError || kind.needsPerson(result);
  const told = sites
    .filter(({ result }) => result instanceof UserError || !kind.isQuiet(result))
    .sort((a, b) => Number(needsPerson(b)) - Number(needsPerson(a)));
  const quiet = sites.length - told.length;
  const head = [
    `# ${kind.title(joined, splitSites(sites).failed)}`,
    ...(quiet > 0 ? [`${count(quiet, 'site')} with nothing new.`] : []),
  ].join('\n\n');
  const write = ({ name, result }: SiteResult<Result | UserError>, maximum: number) => {
    const heading = `## ${code(name)}`;
    return result instanceof UserError
      ? `${heading}\n\n**Could not run.** ${code(`${result.message} ${result.hint ?? ''}`, 500)}\n`
      : kind.markdown(result, { ...limit, maximum }, [heading], []);
  };
  const foot = kind.foot(joined).join('\n\n');
  let left = limit.maximum - limit.measure(head + foot) - 2 * sites.length - 2;
  const parts: string[] = [];
  const bySize = told
    .map((site, at) => ({ site, at, size: limit.measure(write(site, limit.maximum)) }))
    .sort((a, b) => a.size - b.size);
  for (const [done, { site, at }] of bySize.entries()) {
    const part = write(site, Math.floor(left / (told.length - done)));
    left -= limit.measure(part);
    parts[at] = part;
  }
  return [`${head}\n`, ...parts, ...(foot === '' ? [] : [`${foot}\n`])].join('\n');
}
