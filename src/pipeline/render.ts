import type { Settings } from '../config/settings.ts';
import type { PageChange, Plan } from '../model/plan.ts';
import { type PageText, renderChange } from '../site/page-change.ts';
import type { Site } from './read-site.ts';

export type Rendered = { change: PageChange; text: PageText } | { change: PageChange; problem: true };

/** Makes the texts of a plan's changes, one after another; a change that cannot be made becomes a problem of the plan. */
export function* renderTexts(settings: Settings, plan: Plan, site: Site): Generator<Rendered> {
  const order = settings.rules.fields.map(({ key }) => key);
  for (const change of plan.changes) {
    const page = change.action === 'update' ? (site.pages.get(change.path) ?? null) : null;
    const rendered = renderChange(settings.content, change, page, order);
    if ('text' in rendered) yield { change, text: rendered.text };
    else {
      plan.problems.push(rendered.problem);
      yield { change, problem: true };
    }
  }
}
