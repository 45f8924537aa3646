import type { Summary } from './run-summary.ts';

/** What a pull request says at its end: how its changes are refused, and taken back once they are merged. */
export function listFooter({ files }: Pick<Summary, 'files'>): string[] {
  return files ? ['### To refuse or undo a change', sentences.join('\n')] : [];
}

const sentences = [
  '- To refuse a change, restore the line on this branch: it then counts as your edit and stays. Only a field under the rule `always` follows YouTube again. If the change moved the page, the refused URL stays as a redirect, since a run cannot tell whether it was ever live.',
  '- To refuse a new page, delete it on this branch. What you refuse is listed under “Refused on this branch” from the next run on.',
  '- To keep your refusals, merge. Closing only postpones: the next run offers everything again, also what you refused.',
  '- To undo a merged page, delete it: no import makes it again.',
  '- To undo a merged change, set the value back. `git revert` takes the lockfile back as well, so the next import makes the change again, also what you refused. A URL that was live only in between comes back as a redirect, if git has the lockfile from before the revert.',
];
