import type { Summary } from './run-summary.ts';

/** A value as JSON over several lines. In it GitHub's runner finds no `##[`, which would be a command to it. */
export function writeJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2).replaceAll('##[', '#\\u0023[')}\n`;
}

/** The plan as JSON for other programs. Its shape is versioned and described in the README. */
export function formatJson({ plan, units, stopped }: Summary): string {
  const changes = plan.changes.map((change) =>
    change.action === 'create' ? { ...change, body: change.makeBody() } : change,
  );
  return writeJson({ ...plan, changes, units, stopped });
}
