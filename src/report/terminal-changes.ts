import type { PageUpdate } from '../model/plan.ts';
import type { FieldChange, Value } from '../model/value.ts';
import { excerptPair, textOf } from '../text/excerpt.ts';
import { escapeInvisible } from '../text/invisible.ts';
import type { RenderOptions } from '../text/render-options.ts';
import { wrapLine, wrapWithLabel } from '../text/wrap.ts';
import type { Summary } from './run-summary.ts';
import { describeReason, shorten } from './sentences.ts';

/** Enough to know a value by, in characters. */
const longestValue = 160;

/** Every page that changes, for `--verbose`: the new ones with their titles, the others with each change and its reason. */
export function listChanges({ plan, verb }: Summary, options: RenderOptions): string[][] {
  const { colours, columns } = options;
  const name = (word: string) => (verb === 'did' ? `${word}:` : `Would be ${word.toLowerCase()}:`);
  const created = plan.changes.flatMap((change) =>
    change.action === 'create'
      ? [
          wrapLine(
            `  ${`${escapeInvisible(change.path)} ${shorten(escapeInvisible(change.title))}`}`,
            columns,
            4,
          ),
        ]
      : [],
  );
  const updated = plan.changes.flatMap((change) =>
    change.action === 'update' ? listUpdate(change, options) : [],
  );
  return [
    created.length > 0 ? [colours.green(name('Created')), ...created] : [],
    updated.length > 0 ? [colours.cyan(name('Updated')), ...updated] : [],
  ];
}

function listUpdate({ path, changes, body }: PageUpdate, { colours, columns }: RenderOptions): string[] {
  const show = (sign: string, text: string) =>
    wrapWithLabel(
      `      ${sign} `,
      shorten(text === '' ? '(empty)' : escapeInvisible(text), longestValue),
      columns,
    );
  const lines = changes.flatMap((change) => {
    const { less, more } = splitChange(change);
    return [
      wrapLine(`    ${colours.bold(escapeInvisible(change.key))} (${describeReason(change)})`, columns, 6),
      ...less.map((text) => colours.red(show('-', text))),
      ...more.map((text) => colours.green(show('+', text))),
    ];
  });
  const bodyLine = body === undefined ? [] : [`    ${colours.bold('the body')} (it was empty)`];
  return [wrapLine(`  ${escapeInvisible(path)}`, columns, 4), ...lines, ...bodyLine];
}

/** What goes and what comes. */
function splitChange(change: FieldChange): { less: string[]; more: string[] } {
  switch (change.action) {
    case 'set': {
      if (isEmpty(change.before)) return { less: [], more: [textOf(change.after)] };
      const [before, after] = excerptPair(change.before, change.after);
      return { less: [before], more: [after] };
    }
    case 'append':
      return { less: [], more: change.entries.map(textOf) };
    case 'prune':
      return { less: change.entries, more: [] };
    case 'remove':
      return { less: [textOf(change.before)], more: [] };
  }
}

function isEmpty(value: Value | undefined): value is undefined | null | '' {
  return value === undefined || value === null || value === '';
}
