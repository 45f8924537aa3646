import { relative } from 'node:path';
import { isInside } from '../files/paths.ts';
import { count } from '../text/counts.ts';
import { keyVariable } from '../youtube/credential.ts';
import type { ChannelEntry } from './channel.ts';
import type { Answers } from './choices.ts';
import { type ExistingPages, findCommonFolder, type PageFolder } from './existing-pages.ts';
import type { NewFile } from './new-files.ts';
import type { FoundSite } from './site.ts';
import { listDateFields } from './starter-fields.ts';
import { isInstalled, type WorkflowAnswers } from './workflow.ts';

/** What `init` has done. */
export interface InitResult {
  files: NewFile[];
  /** Those that did not already exist with the same text. */
  written: NewFile[];
  /** The names of the files that keep the key. */
  kept: string[];
  /** The names of configs that are no longer read because the new one comes first. */
  others: string[];
  answers: Answers;
  channel: ChannelEntry;
  /** Whether imports will find a key. */
  isReady: boolean;
  site: FoundSite;
  existing: ExistingPages;
  folder: PageFolder;
  /** What is left to do in the site. */
  steps: readonly string[];
}

/** What is left to do for the workflow. */
export function describeWorkflowSteps(
  { workflow, repository }: WorkflowAnswers,
  cwd: string,
  key = keyVariable,
): string {
  if (workflow === 'none') return '';
  const fill =
    repository === null && !isInstalled(cwd)
      ? "Set TUBEMATTER_REPOSITORY in the workflow to the URL of tubematter's git repository.\n"
      : '';
  const last =
    workflow === 'github'
      ? `Give the repository the secret ${key} and, under Settings, Actions, General, "Allow GitHub Actions to create and approve pull requests"`
      : 'Follow the steps at the top of the workflow';
  return `${fill}${last}. Then commit the files.\n`;
}

/** What became of each file. */
export function describeFiles(files: readonly NewFile[], written: readonly NewFile[], cwd: string): string {
  return files
    .map((file) => `${written.includes(file) ? 'Wrote' : 'Unchanged:'} ${relative(cwd, file.path)}\n`)
    .join('');
}

/** Says what was found and written, and what is left to do. */
export function describeResult(result: InitResult, cwd: string): string {
  const { files, written, kept, others, answers, channel, isReady, site, steps } = result;
  const lines = [
    describeChannel(channel),
    site.isGuess ? describeGuess(site) : '',
    describePages(result),
    describeFiles(files, written, cwd),
    ...kept.map((name) => `Wrote ${name}\n`),
    ...others.map(
      (name) => `${name} is no longer read: ${relative(cwd, files[0]?.path ?? '')} comes first.\n`,
    ),
  ];
  const left =
    steps.length === 0 ? '' : `\nLeft to do in the site:\n${steps.map((step) => `- ${step}\n`).join('')}`;
  const next = isReady
    ? 'See'
    : `Set ${keyVariable} to a key for the YouTube Data API v3 (tubematter help key), then see`;
  return `${lines.join('')}${left}
${next} what an import would write:
  tubematter import --dry-run
${describeWorkflowSteps(answers, cwd)}`;
}

/** The channel as its owner recognises it: a wrong one is seen at once. */
export function describeChannel({ name, value, title, newest: [first] }: ChannelEntry): string {
  if (name === null && title === null) return '';
  const who =
    name === null ? `${value} is ${title}` : `${name} is ${value}${title === null ? '' : ` (${title})`}`;
  return `The channel ${who}.\n${first === undefined ? '' : `Its newest video: "${first}".\n`}`;
}

function describeGuess({ generator }: FoundSite): string {
  return `No site generator was recognised, so the config is for ${generator.label}. If another one builds the site, use --generator.\n`;
}

/** How many pages there are, and what happens to them. */
function describePages({ answers, existing, folder, site }: InitResult): string {
  const inside = folder.traits.count;
  const elsewhere = existing.videoPages.length - inside;
  const kept = answers.existing === 'leave' ? 'stay as they are (`existing: leave`)' : 'get what they lack';
  const here =
    inside === 0
      ? ''
      : `${count(inside, 'page')} about videos in ${answers.content}: they ${kept}, and new ones will be like them.\n`;
  const [[dropped] = [], [date] = []] = listDateFields(site.generator.presets.minimal, folder);
  const dated =
    date === undefined ? '' : `New ones have their date under \`${date}\`, not under \`${dropped}\`.\n`;
  const shown = existing.videoPages.filter(
    ({ path, idKey }) => idKey === undefined && isInside(answers.content, path),
  );
  const unnamed =
    shown.length === 0
      ? ''
      : `${count(shown.length, 'page')} there ${shown.length === 1 ? 'shows a video and has' : 'show a video and have'} no id: run \`tubematter adopt\` to add it.\n`;
  const there =
    elsewhere === 0
      ? ''
      : `${count(elsewhere, 'page')} about videos outside ${answers.content}: an import makes second pages for these videos. To take them in, give the folder that holds all: \`content: ${findCommonFolder(existing)}\`.\n`;
  return here + dated + unnamed + there;
}
