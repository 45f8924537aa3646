import { resolve } from 'node:path';
import { isInside, pathBelow } from '../files/paths.ts';
import type { UserError } from '../model/error.ts';
import type { Annotation } from '../report/github.ts';
import { writeJson } from '../report/json.ts';
import type { SizeLimit } from '../report/markdown-sections.ts';
import { markMarkdown } from '../report/own-report.ts';
import type { ResultKind } from '../report/result-kinds.ts';
import { annotateFailure, listSites, type SiteResult, splitSites } from '../report/sites.ts';
import { formatSitesMarkdown } from '../report/sites-markdown.ts';
import type { Context } from './context.ts';

/** A result in every form that a report can have. */
export interface Report {
  formats: Record<'.html' | '.md' | '.json', () => string>;
  /** For GitHub's summary of a step. */
  summarise(limit: SizeLimit): string;
  annotations: Annotation[];
  outputs: string;
}

/** The report of one site. */
export function reportSite<Result>(kind: ResultKind<Result>, result: Result, context: Context): Report {
  return {
    formats: {
      '.html': () => kind.html(result, context.now),
      '.md': () => markMarkdown((limit) => kind.markdown(result, limit)),
      '.json': () => writeJson(kind.list(result)),
    },
    summarise: (limit) => kind.markdown(result, limit),
    annotations: kind.annotate(result, makeLocate(context)),
    outputs: kind.outputs(result),
  };
}

/** The report of several sites. */
export function reportSites<Result>(
  kind: ResultKind<Result>,
  sites: readonly SiteResult<Result | UserError>[],
  context: Context,
): Report {
  const split = splitSites(sites);
  const { ran, failed } = split;
  const joined = kind.join(ran);
  const summarise = (limit: SizeLimit) => formatSitesMarkdown(kind, joined, sites, limit);
  return {
    formats: {
      '.html': () => kind.html(joined, context.now, split),
      '.md': () => markMarkdown(summarise),
      '.json': () => writeJson({ version: 1, sites: listSites(sites, kind.list) }),
    },
    summarise,
    annotations: [...failed.map(annotateFailure), ...kind.annotate(joined, makeLocate(context))],
    outputs: kind.outputs(joined, failed),
  };
}

/** Makes paths relative to the repository from those relative to the current folder; null: outside it. */
function makeLocate({ cwd, environment }: Context): (path: string) => string | null {
  const workspace = environment['GITHUB_WORKSPACE'] ?? cwd;
  return (path) => {
    const file = resolve(cwd, path);
    return isInside(workspace, file) ? pathBelow(workspace, file) : null;
  };
}
