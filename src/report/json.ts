import type { Generator } from '../generators/generator.ts';
import { listFields, type PageChange } from '../model/plan.ts';
import { renderBody } from '../plan/body-template.ts';
import { escapeInvisibleInJson } from '../text/invisible.ts';
import { countFields } from './field-counts.ts';
import type { Summary } from './run-summary.ts';

/**
 * A value as JSON over several lines. It may be read in a log: no character of it is invisible, and GitHub's runner finds
 * no `##[` in it, which would be a command to it.
 */
export function writeJson(value: unknown): string {
  const json = escapeInvisibleInJson(JSON.stringify(value, null, 2));
  return `${json.replaceAll('##[', '#\\u0023[')}\n`;
}

/** The plan as JSON for other programs. Its shape is version 1, described in the README. */
export function formatJson(summary: Summary): string {
  return writeJson(listPlan(summary));
}

/** The same as a value. */
export function listPlan({ plan, redirects, units, stopped, generator }: Summary): object {
  const { changes, unchanged, skipped, conflicts, clashes, missing, reuploads, kept, removed, problems } =
    plan;
  return {
    version: 1,
    changes: changes.map((change) => toJson(change, generator)),
    unchanged,
    skipped,
    conflicts: conflicts.map(({ title, url, ...conflict }) => conflict),
    clashes,
    missing: missing.map(({ title, url, isNew, ...video }) => video),
    reuploads,
    kept: kept.map(({ title, ...page }) => page),
    removed,
    redirects,
    problems,
    fields: countFields(plan),
    units,
    stopped,
  };
}

function toJson(change: PageChange, generator: Generator): Record<string, unknown> {
  const { video, path, page, url, fields, body, movedFrom } = change;
  const common = { videoId: video.id, title: video.title, path, url: url ?? '' };
  const text = body && renderBody(body, generator);
  return page
    ? {
        action: 'update',
        ...common,
        ...(movedFrom !== undefined && { movedFrom }),
        changes: fields,
        ...(text && { body: text }),
      }
    : { action: 'create', ...common, fields: listFields(change), body: text ?? '' };
}
