import type { Summary } from './run-summary.ts';

/** What a pull request says at its end: how its changes are refused, and taken back once they are merged. */
export function listFooter({ files }: Pick<Summary, 'files'>): string[] {
  return files ? ['### To refuse a change, or take it back', sentences.join('\n')] : [];
}

const sentences = [
  '- To refuse a change, restore the line on this branch: it counts as your edit and stays. Only a field under the rule `always` follows YouTube again. A URL that you refuse stays as a redirect: a run cannot know that it never was live.',
  '- To refuse a page, delete it on this branch: it stays away. “Refused on this branch” above lists what you refused; a merge does not bring it.',
  '- Closing only postpones: the next run offers the same changes again.',
  '- To take a merged page back, delete it: no import makes it again.',
  '- To take a merged change back, set the value back. `git revert` takes the lockfile back, too: the next import makes the change again. A URL that was live only meanwhile comes back as a redirect, if git has the lockfile of before the revert.',
];
