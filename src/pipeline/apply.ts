import { setImmediate } from 'node:timers/promises';
import type { Settings } from '../config/settings.ts';
import type { Plan } from '../model/plan.ts';
import { writeChange } from '../site/page-change.ts';
import type { Context } from './context.ts';
import type { Site } from './read-site.ts';
import { renderTexts } from './render.ts';

/** A dry run ends before anything is written; but a page that could not be edited is found out. */
export function renderOnly(settings: Settings, plan: Plan, site: Site): Set<string> {
  const failed = new Set<string>();
  for (const rendered of renderTexts(settings, plan, site)) {
    if ('problem' in rendered) failed.add(rendered.change.path);
  }
  return failed;
}

/**
 * Writes page after page.
 *
 * @param pending the paths of the changes; those that are done are taken out, also when a signal ends it early
 * @returns the paths of those that could not be done
 */
export async function writeTexts(
  settings: Settings,
  plan: Plan,
  site: Site,
  pending: Map<string, string>,
  { progress, signal }: Context,
): Promise<Set<string>> {
  const failed = new Set<string>();
  let count = 0;
  for (const rendered of renderTexts(settings, plan, site)) {
    const problem = 'problem' in rendered ? null : writeChange(settings.content, rendered.text);
    if (problem) plan.problems.push(problem);
    if (problem || 'problem' in rendered) failed.add(rendered.change.path);
    else pending.delete(rendered.change.path);
    progress?.report({ kind: 'done', count: ++count });
    await setImmediate(); // Lets a signal be heard between two pages.
    signal.throwIfAborted();
  }
  return failed;
}
