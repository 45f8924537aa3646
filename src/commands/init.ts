import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { configNames } from '../config/load.ts';
import { describeFileError } from '../files/file-errors.ts';
import { writeWhole } from '../files/write-file.ts';
import { assertAnswers } from '../init/answers.ts';
import type { Answers } from '../init/choices.ts';
import { makeConfigText } from '../init/config-text.ts';
import { type FoundSite, findSite, suggestContent, suggestUrl } from '../init/site.ts';
import { makeWorkflow, type NewFile, suggestWorkflow } from '../init/workflow.ts';
import { ExitCode, UserError } from '../model/error.ts';
import type { Context } from '../pipeline/context.ts';
import { wrapText } from '../text/wrap.ts';

export type InitFlags = Partial<Answers> & { force?: boolean; yes?: boolean };

const configFile = 'tubematter.config.yaml';

/**
 * `tubematter init`: writes a starter config and a CI workflow, from questions on a terminal, else from flags. All that
 * stands in the way is found before anything is written.
 *
 * @param version the version of tubematter, which the workflow stays with
 * @returns the exit code
 * @throws UserError where an answer is missing or wrong, or a file would be overwritten unasked
 */
export async function runInit(flags: InitFlags, context: Context, version: string): Promise<number> {
  const { cwd } = context;
  const site = findSite(cwd);
  const terminal = flags.yes ? undefined : context.terminal;
  const given = terminal
    ? await (await import('../init/questions.ts')).askQuestions(flags, suggestRest(cwd, site), site, terminal)
    : completeFlags(flags, cwd, site);
  // The config is read on other systems too.
  const answers = { ...given, content: given.content.split(sep).join('/') };
  assertAnswers(answers);
  const workflow = makeWorkflow(answers, cwd, version);
  const config = {
    path: join(cwd, configFile),
    text: makeConfigText(answers, site, findSchema(cwd, version)),
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

function suggestRest(cwd: string, site: FoundSite | null): Omit<Answers, 'channel' | 'url'> {
  return {
    content: suggestContent(cwd, site),
    preset: site?.starter.preset ?? 'full',
    workflow: suggestWorkflow(cwd),
  };
}

function completeFlags(flags: InitFlags, cwd: string, site: FoundSite | null): Answers {
  if (flags.channel === undefined) {
    throw new UserError(
      'Nothing says which channel, and there is no terminal to ask on.',
      'Give --channel: an id, a @handle or the address of the channel page.',
    );
  }
  const rest = suggestRest(cwd, site);
  const content = flags.content ?? rest.content;
  return {
    channel: flags.channel,
    content,
    url: flags.url ?? suggestUrl(content, site),
    preset: flags.preset ?? rest.preset,
    workflow: flags.workflow ?? rest.workflow,
  };
}

/**
 * The schema that npm installs with tubematter, here or in a folder above. For who runs it by npx, which installs out of
 * sight, the same file of the published package.
 */
function findSchema(cwd: string, version: string): string {
  const path = 'node_modules/tubematter/schema.json';
  for (let folder = cwd, up = './'; ; folder = dirname(folder), up = up === './' ? '../' : `../${up}`) {
    if (existsSync(join(folder, path))) return `${up}${path}`;
    if (folder === dirname(folder)) return `https://unpkg.com/tubematter@${version}/schema.json`;
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
  { workflow }: Answers,
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
  return `${lines.join('')}
Set YOUTUBE_API_KEY to a key for the YouTube Data API v3, then see what an import would write:
  npx tubematter import --dry-run
${rest[workflow]}`;
}
