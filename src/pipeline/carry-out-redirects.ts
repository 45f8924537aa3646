import { join } from 'node:path';
import type { Settings } from '../config/settings.ts';
import { pathBelow } from '../files/paths.ts';
import { applyToValues, mergeChanges } from '../frontmatter/merge-changes.ts';
import { UserError } from '../model/error.ts';
import type { Page } from '../model/page.ts';
import type { Outcome, PageChange } from '../model/plan.ts';
import { readClaims } from '../plan/read-claims.ts';
import type { RedirectPlan } from '../redirects/redirect-plan.ts';
import { count } from '../text/counts.ts';
import type { Context } from './context.ts';
import type { PlannedImport } from './plan-import.ts';
import { planSiteRedirects } from './plan-site-redirects.ts';
import { type FileChange, planRedirectFiles, type RedirectsOutcome } from './redirect-files.ts';

/**
 * Works out what becomes of the files of redirects that the config names, and passes it on. Every import makes them
 * again, from the pages as it leaves them: if it crashes first, the next one catches up.
 *
 * @param act what is done with the files that change
 */
export function carryOutRedirects(
  settings: Settings,
  { site }: Pick<PlannedImport, 'site'>,
  { changes }: Pick<Outcome, 'changes'>,
  context: Context,
  act: (files: readonly FileChange[]) => void,
): RedirectsOutcome {
  const outcome: RedirectsOutcome = { redirects: [], problems: [] };
  if (settings.redirects.length === 0) return outcome;
  const { content, generator } = settings;
  const made = new Set(changes.map(({ path }) => path));
  const pages = [
    ...site.pages.filter(({ path }) => !made.has(path)),
    ...changes.map(readPageAfter),
    ...site.others,
  ];
  const claims = readClaims(pages, { generator, served: site.served, now: context.now.getTime() });
  const plan = planSiteRedirects(settings, claims, site.served, site.lockfile);
  for (const note of describeLeftOut(plan, (path) => pathBelow(context.cwd, join(content, path)))) {
    context.writeError(`${note}\n`);
  }
  const obstacle = findObstacle(plan, site.unreadable.length);
  for (const { name, file } of settings.redirects) {
    const path = pathBelow(content, file);
    try {
      if (obstacle !== null) throw new UserError(obstacle);
      const planned = planRedirectFiles(name, file, plan, site.served.basePath);
      for (const warning of planned.warnings) {
        context.writeError(`${pathBelow(context.cwd, file)}: ${warning}\n`);
      }
      act(planned.changes);
      for (const { file: changed, before, after } of planned.changes) {
        const action = before === null ? 'create' : after === null ? 'remove' : 'update';
        outcome.redirects.push({ path: pathBelow(content, changed), action });
      }
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      const detail = [error.message, error.hint].filter(Boolean).join(' ');
      outcome.problems.push({ code: 'redirects', path, detail });
    }
  }
  return outcome;
}

/** All rules or none: a page that cannot be read, or a URL that two pages claim, would silently lose visitors. */
function findObstacle({ clashes }: RedirectPlan, unreadable: number): string | null {
  if (unreadable > 0) return `${count(unreadable, 'page')} cannot be read, whose old URLs would be lost.`;
  const [clash] = clashes;
  if (clash === undefined) return null;
  const pages = clash.paths.join(' and ');
  return `${count(clashes.length, 'old URL')} would lead to several pages: ${clash.url} to ${pages}. Leave it in the lists of one.`;
}

/** One sentence per reason, even for a thousand such pages. */
function describeLeftOut({ leftOut }: RedirectPlan, nameFile: (path: string) => string): string[] {
  return [...new Set(leftOut.map(({ detail }) => detail))].map((detail) => {
    const same = leftOut.filter((entry) => entry.detail === detail);
    const [first] = same;
    const urls = count(new Set(same.map(({ path, entry }) => `${path}\0${entry}`)).size, 'old URL');
    return `${urls} without a redirect, such as "${first?.entry}" of ${nameFile(first?.path ?? '')}: ${detail}.`;
  });
}

function readPageAfter({ page, path, video, fields }: PageChange): Page {
  const data = page?.data ?? {};
  return {
    ...(page ?? { bodyIsEmpty: false }),
    path,
    videoId: video.id,
    data: applyToValues(data, mergeChanges(data, fields)),
  };
}
