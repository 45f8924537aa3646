import { joinNames } from '../../model/finding.ts';
import { count, formatNumber } from '../../text/counts.ts';
import { escapeInvisible } from '../../text/invisible.ts';
import type { RenderOptions } from '../../text/render-options.ts';
import { wrapLine } from '../../text/wrap.ts';
import { writePath } from './built-path.ts';
import type { Comparison, Found } from './compare.ts';

const mostNotes = 20;

/** What a look into a build comes to. */
export interface BuiltReport extends Comparison {
  /** Sentences about what was not looked up, and why. */
  notes: string[];
}

/** One line a dead URL, and a closing count. Redirects are listed with `isVerbose`. Ends with a newline unless it is empty. */
export function formatBuilt(
  { served, redirected, dead, notes }: BuiltReport,
  { colours, columns, isQuiet, isVerbose }: RenderOptions,
): string {
  const lines = dead.map(
    (found) => `${writePath(found.path)}: ${colours.red('dead')}: ${describeDead(found)}`,
  );
  if (isVerbose)
    lines.unshift(...redirected.map((found) => `${writePath(found.path)}: ${nameTarget(found)}`));
  if (!isQuiet) {
    const total = served + redirected.length + dead.length;
    const shown = isVerbose ? notes : notes.slice(0, mostNotes);
    lines.push(...shown.map(escapeInvisible));
    if (notes.length > shown.length) {
      lines.push(`… and ${count(notes.length - shown.length, 'more note')} (--verbose shows all)`);
    }
    lines.push(
      `${count(total, 'URL')} looked up: ${formatNumber(served)} served, ${formatNumber(redirected.length)} redirected, ${formatNumber(dead.length)} dead.`,
    );
  }
  return lines.map((line) => `${wrapLine(line, columns, 2)}\n`).join('');
}

/** The same for other programs. Its shape is versioned and described in the README. */
export function listBuilt({ served, redirected, dead, notes }: BuiltReport): Record<string, unknown> {
  return {
    version: 1,
    served,
    redirected: redirected.map((found) => ({ url: writePath(found.path), to: targetOf(found) })),
    dead: dead.map((found) => ({
      url: writePath(found.path),
      cause: found.answer.state === 'dead' ? found.answer.cause : '',
      to: targetOf(found),
      of: found.owners,
    })),
    notes,
  };
}

function nameTarget(found: Found): string {
  const { answer } = found;
  const where = answer.state === 'redirected' && answer.isElsewhere ? ', outside the site' : '';
  return `redirected to ${targetOf(found)}${where}`;
}

function describeDead(found: Found): string {
  const { answer, alike, owners } = found;
  if (answer.state !== 'dead') return '';
  const to = targetOf(found);
  const sentences = {
    absent: 'nothing serves it',
    'target-absent': `it leads to ${to}, which nothing serves`,
    circle: 'its redirects lead in a circle',
    'too-many': 'it takes more than 10 redirects',
  };
  const near = alike === undefined ? '' : `; ${writePath(alike)} differs in letter case only`;
  const of = owners.length === 0 ? '' : ` (${escapeInvisible(joinNames(owners))})`;
  return `${sentences[answer.cause]}${near}${of}.`;
}

function targetOf({ answer }: Found): string | null {
  if (answer.state === 'served' || answer.to === null) return null;
  return answer.state === 'redirected' && answer.isElsewhere ? answer.to : writePath(answer.to);
}
