import type { Summary } from '../report/types.ts';
import type { Context } from './context.ts';

/**
 * Publishes a plan as `publishPlan` does. The reports are many modules, and most runs want none: so they are loaded where
 * one is asked for.
 */
export async function publishIfAsked(
  summary: Summary,
  content: string,
  files: string[] | undefined,
  context: Context,
): Promise<void> {
  if (!files && !context.writeCommands) return;
  const { publishPlan } = await import('./write-reports.ts');
  publishPlan(summary, content, files, context);
}
