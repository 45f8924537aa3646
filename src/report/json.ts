import type { Summary } from './summary.ts';

/** The plan as JSON for other programs. Its shape is versioned and described in the README. */
export function formatJson({ plan, units, stopped }: Summary): string {
  return `${JSON.stringify({ ...plan, units, stopped }, null, 2)}\n`;
}
