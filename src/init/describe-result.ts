import { relative } from 'node:path';
import type { ChannelEntry } from './channel.ts';
import type { Answers } from './choices.ts';
import type { NewFile } from './new-files.ts';
import type { FoundSite } from './site.ts';
import { isInstalled } from './workflow.ts';

/** What `init` has done. */
export interface InitResult {
  files: NewFile[];
  /** Those that did not already exist with the same text. */
  written: NewFile[];
  /** The names of configs that are no longer read because the new one comes first. */
  others: string[];
  answers: Answers;
  channel: ChannelEntry;
  site: FoundSite | null;
}

const lastSteps = {
  github: 'Then give the repository the secret YOUTUBE_API_KEY, and commit the files.\n',
  gitlab: 'Then follow the steps at the top of .gitlab/tubematter.yml, and commit the files.\n',
  none: '',
};

/** Says what was written and what is left to do. */
export function describeResult(
  { files, written, others, answers, channel, site }: InitResult,
  cwd: string,
): string {
  const { workflow, repository } = answers;
  const title = channel.title === null ? '' : ` (${channel.title})`;
  const lines = [
    ...(channel.name === null ? [] : [`The channel ${channel.name} is ${channel.value}${title}.\n`]),
    ...files.map(
      (file) => `${written.includes(file) ? 'Wrote' : 'Unchanged:'} ${relative(cwd, file.path)}\n`,
    ),
    ...others.map(
      (name) => `${name} is no longer read: ${relative(cwd, files[0]?.path ?? '')} comes first.\n`,
    ),
  ];
  const isOpen = workflow !== 'none' && repository === null && !isInstalled(cwd);
  const fill = isOpen
    ? "Set TUBEMATTER_REPOSITORY in the workflow to the URL of tubematter's git repository.\n"
    : '';
  const steps = (site?.starter.steps ?? []).map((step) => `- ${step}\n`).join('');
  const left = steps === '' ? '' : `\nLeft to do in the site:\n${steps}`;
  return `${lines.join('')}${left}
Set YOUTUBE_API_KEY to a key for the YouTube Data API v3, then see what an import would write:
  tubematter import --dry-run
${fill}${lastSteps[workflow]}`;
}
