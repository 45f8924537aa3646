import type { PageChange, Plan } from '../model/plan.ts';
import { excerptPair } from '../text/excerpt-pair.ts';
import { escapeInvisible } from '../text/invisible.ts';
import type { RenderOptions } from '../text/render-options.ts';
import { shorten } from '../text/width.ts';
import { wrapLine, wrapWithLabel } from '../text/wrap.ts';
import {
  type ChangeDescription,
  type ChangeRow,
  describeChanges,
  describeText,
} from './change-description.ts';
import { listCreations, listUpdates } from './entries.ts';
import type { Summary } from './run-summary.ts';

/** Enough to know a value by, in characters. */
const longestValue = 160;

/** Every page that changes, for `--verbose`: the new ones with their titles, the others with each change and its reason. */
export function listChanges(plan: Plan, verb: Summary['verb'], options: RenderOptions): string[][] {
  const { colours, columns } = options;
  const name = (word: string) => (verb === 'did' ? `${word}:` : `Would be ${word.toLowerCase()}:`);
  const created = listCreations(plan).map(({ path, video }) =>
    wrapLine(`  ${escapeInvisible(path)} ${shorten(escapeInvisible(video.title))}`, columns, 4),
  );
  const updated = listUpdates(plan).flatMap((update) => listUpdate(update, options));
  return [
    created.length > 0 ? [colours.green(name('Created')), ...created] : [],
    updated.length > 0 ? [colours.cyan(name('Updated')), ...updated] : [],
  ];
}

function listUpdate(update: PageChange, options: RenderOptions): string[] {
  const { path, fields } = update;
  const { colours, columns } = options;
  const text = describeText(update);
  const textLine = text === null ? [] : [`    ${colours.bold(`the ${text.name}`)} (${text.reason})`];
  return [
    wrapLine(`  ${escapeInvisible(path)}`, columns, 4),
    ...describeChanges(fields).flatMap((change) => listChange(change, options)),
    ...textLine,
  ];
}

function listChange({ keys, reason, rows }: ChangeDescription, options: RenderOptions): string[] {
  const { colours, columns } = options;
  const names = keys.map((key) => colours.bold(escapeInvisible(key))).join(', ');
  const lines = excerptRows(rows).flatMap(({ sign, text }) => {
    if (sign === 'same') return [];
    const [mark, paint] = sign === 'less' ? ['-', colours.red] : ['+', colours.green];
    return [paint(wrapWithLabel(`      ${mark} `, showValue(text, longestValue), columns))];
  });
  return [wrapLine(`    ${names} (${reason})`, columns, 6), ...lines];
}

/** A value that replaces another: both from near where they differ. */
function excerptRows(rows: ChangeRow[]): ChangeRow[] {
  const [less, more, ...others] = rows;
  if (less?.sign !== 'less' || more?.sign !== 'more' || others.length > 0) return rows;
  const [before, after] = excerptPair(less.text, more.text);
  return [
    { sign: 'less', text: before },
    { sign: 'more', text: after },
  ];
}

/** A described value on one line. */
export function showValue(text: string, columns: number): string {
  return text === '' ? '(empty)' : shorten(escapeInvisible(text), columns);
}
