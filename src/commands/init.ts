import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { configNames } from '../config/load.ts';
import { describeFileError } from '../files/file-errors.ts';
import { writeWhole } from '../files/write-file.ts';
import { assertAnswers } from '../init/answers.ts';
import type { Answers } from '../init/choices.ts';
import { makeConfigText } from '../init/config-text.ts';
import { readRepository } from '../init/repository.ts';
import { type FoundSite, findSite, suggestContent, suggestUrl } from '../init/site.ts';
import { isInstalled, makeWorkflow, type NewFile, suggestWorkflow } from '../init/workflow.ts';
import { ExitCode, UserError } from '../model/error.ts';
import type { Context } from '../pipeline/context.ts';
import { wrapText } from '../text/wrap.ts';

export type InitFlags = Partial<Omit<Answers, 'repository'>> & { force?: boolean; yes?: boolean };

/** This program, as its package tells. */
export interface Program {
  version: string;
  /** The field `repository` of its package.json. */
  repository: unknown;
}

const configFile = 'tubematter.config.yaml';

/**
 * `tubematter init`: writes a starter config and a CI workflow, from questions on a terminal, else from flags. All that
 * stands in the way is found before anything is written.
 *
 * @param program says where the workflow gets tubematter from
 * @returns the exit code
 * @throws UserError where an answer is missing or wrong, or a file would be overwritten unasked
 */
export async function runInit(flags: InitFlags, context: Context, program: Program): Promise<number> {
  const { cwd } = context;
  const site = findSite(cwd);
  const suggested = suggestRest(cwd, site, program);
  const terminal = flags.yes ? undefined : context.terminal;
  const given = terminal
    ? await (await import('../init/questions.ts')).askQuestions(
        flags,
        suggested,
        site,
        !isInstalled(cwd),
        terminal,
      )
    : completeFlags(flags, suggested, site);
  // The config is read on other systems too.
  const answers = { ...given, content: given.content.split(sep).join('/') };
  assertAnswers(answers);
  const workflow = makeWorkflow(answers, cwd, program.version);
  const config = {
    path: join(cwd, configFile),
    text: makeConfigText(answers, site, findSchema(answers, cwd, program.version)),
  };
  const files = workflow ? [config, workflow] : [config];
  const others = configNames.filter((name) => name !== configFile && existsSync(join(cwd, name)));
  const conflicts = [...others, ...findConflicts(files, cwd)];
  if (conflicts.length > 0 && !flags.force) {
    const mayOverwrite =
      terminal && (await (await import('../init/questions.ts')).askOverwrite(conflicts, terminal));
    if (!mayOverwrite) {
      throw new UserError(
        `There already: ${conflicts.join(', ')}. Nothing was written.`,
        'Move it away, or overwrite it with --force.',
      );
    }
  }
  const written = files.filter(({ path, text }) => readText(path) !== text);
  for (const file of written) writeFile(file, cwd);
  if (!context.isQuiet)
    context.writeOut(wrapText(describeResult(files, written, others, answers, cwd), context.columns));
  return ExitCode.done;
}

function suggestRest(
  cwd: string,
  site: FoundSite | null,
  { repository }: Program,
): Omit<Answers, 'channel' | 'url'> {
  return {
    content: suggestContent(cwd, site),
    preset: site?.starter.preset ?? 'full',
    workflow: suggestWorkflow(cwd),
    repository: readRepository(repository),
  };
}

function completeFlags(
  flags: InitFlags,
  suggested: Omit<Answers, 'channel' | 'url'>,
  site: FoundSite | null,
): Answers {
  if (flags.channel === undefined) {
    throw new UserError(
      'Nothing says which channel, and there is no terminal to ask on.',
      'Give --channel: an id, a @handle or the address of the channel page.',
    );
  }
  const content = flags.content ?? suggested.content;
  return {
    channel: flags.channel,
    content,
    url: flags.url ?? suggestUrl(content, site),
    preset: flags.preset ?? suggested.preset,
    workflow: flags.workflow ?? suggested.workflow,
    repository: suggested.repository,
  };
}

/**
 * The schema that npm installs with tubematter, here or in a folder above, else the same file in its repository.
 *
 * @returns null where nobody knows an address for it
 */
function findSchema({ repository }: Answers, cwd: string, version: string): string | null {
  const name = repository?.github ?? null;
  const path = 'node_modules/tubematter/schema.json';
  for (let folder = cwd, up = './'; ; folder = dirname(folder), up = up === './' ? '../' : `../${up}`) {
    if (existsSync(join(folder, path))) return `${up}${path}`;
    if (folder === dirname(folder)) {
      return name && `https://raw.githubusercontent.com/${name}/v${version}/schema.json`;
    }
  }
}

/** Files of another text. */
function findConflicts(files: NewFile[], cwd: string): string[] {
  const changed = files.filter(({ path, text }) => existsSync(path) && readText(path) !== text);
  return changed.map(({ path }) => relative(cwd, path));
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

function writeFile({ path, text }: NewFile, cwd: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeWhole(path, text);
  } catch (error) {
    throw new UserError(
      `${relative(cwd, path)} cannot be written: ${describeFileError(error)}.`,
      undefined,
      error,
    );
  }
}

/** @param others configs that the new one stands in front of */
function describeResult(
  files: NewFile[],
  written: NewFile[],
  others: string[],
  { workflow, repository }: Answers,
  cwd: string,
): string {
  const lines = [
    ...files.map(
      (file) => `${written.includes(file) ? 'Wrote' : 'Unchanged:'} ${relative(cwd, file.path)}\n`,
    ),
    ...others.map((name) => `${name} is not read any more: ${configFile} comes first.\n`),
  ];
  const rest = {
    github: 'Then give the repository the secret YOUTUBE_API_KEY, and commit the files.\n',
    gitlab: 'Then do what stands at the top of .gitlab/tubematter.yml, and commit the files.\n',
    none: '',
  };
  const isOpen = workflow !== 'none' && repository === null && !isInstalled(cwd);
  const fill = isOpen
    ? "Write the address of tubematter's git repository into the workflow, behind TUBEMATTER_REPOSITORY.\n"
    : '';
  return `${lines.join('')}
Set YOUTUBE_API_KEY to a key for the YouTube Data API v3, then see what an import would write:
  tubematter import --dry-run
${fill}${rest[workflow]}`;
}
