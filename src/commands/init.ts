import { existsSync } from 'node:fs';
import { join, sep } from 'node:path';
import { configNames } from '../config/load.ts';
import { assertAnswers, completeAnswers, readUrl } from '../init/answers.ts';
import { findChannelEntry } from '../init/channel.ts';
import type { Answers, Suggestions } from '../init/choices.ts';
import { makeConfigText } from '../init/config-text.ts';
import { describeResult } from '../init/describe-result.ts';
import { countExistingPages } from '../init/existing-pages.ts';
import { findSchema } from '../init/find-schema.ts';
import { findConflicts, isWritten, writeFile } from '../init/new-files.ts';
import { suggestFormat } from '../init/page-format.ts';
import { readRepository } from '../init/repository.ts';
import { type FoundSite, findSite, suggestContent } from '../init/site.ts';
import { isInstalled, makeWorkflow, suggestWorkflow } from '../init/workflow.ts';
import { ExitCode, UserError } from '../model/error.ts';
import type { Context } from '../pipeline/context.ts';
import { readEnvironment } from '../pipeline/read-environment.ts';
import { wrapText } from '../text/wrap.ts';

export type InitFlags = Partial<Omit<Answers, 'repository'>> & { force?: boolean; yes?: boolean };

/** This program, as its package.json describes it. */
export interface Program {
  version: string;
  /** The field `repository` of its package.json. */
  repository: unknown;
}

const configFile = 'tubematter.config.yaml';

/**
 * `tubematter init`: writes a starter config and a CI workflow, from prompts on a terminal, else from flags. Everything
 * that is in the way is found before anything is written.
 *
 * @param program says where the workflow gets tubematter from
 * @returns the exit code
 * @throws UserError if an answer is missing or wrong, or a file would be overwritten without consent
 */
export async function runInit(flags: InitFlags, context: Context, program: Program): Promise<number> {
  const { cwd } = context;
  const site = findSite(cwd);
  const given = await getAnswers(flags, suggest(cwd, site, program), site, context);
  // The config is read on other systems, too.
  const answers = { ...given, content: given.content.split(sep).join('/'), url: readUrl(given.url) };
  assertAnswers(answers, site);
  const workflow = makeWorkflow(answers, cwd, program.version);
  const environment = readEnvironment(cwd, context);
  const channel = await findChannelEntry(answers.channel, { ...context, environment });
  if (channel.failure !== null) {
    context.writeError(
      `The id of ${answers.channel} could not be looked up, so the config has the channel as you gave it. ${channel.failure}\n`,
    );
  }
  const schema = findSchema(answers.repository, cwd, program.version);
  const format = suggestFormat(cwd, answers.content, site?.base ?? null);
  const config = {
    path: join(cwd, configFile),
    text: makeConfigText(answers, channel, site, schema, format),
  };
  const files = workflow ? [config, workflow] : [config];
  const others = configNames.filter((name) => name !== configFile && existsSync(join(cwd, name)));
  await assertMayWrite([...others, ...findConflicts(files, cwd)], flags, context);
  const written = files.filter((file) => !isWritten(file));
  for (const file of written) writeFile(file, cwd);
  if (!context.isQuiet) {
    const text = describeResult({ files, written, others, answers, channel, site }, cwd);
    context.writeOut(wrapText(text, context.columns));
  }
  return ExitCode.done;
}

function suggest(cwd: string, site: FoundSite | null, { repository }: Program): Suggestions {
  return {
    content: suggestContent(cwd, site),
    preset: site?.starter.preset ?? 'seed',
    workflow: suggestWorkflow(cwd),
    repository: readRepository(repository),
    countPages: (content) => countExistingPages(cwd, content, site),
  };
}

async function getAnswers(
  flags: InitFlags,
  suggested: Suggestions,
  site: FoundSite | null,
  { cwd, terminal }: Context,
): Promise<Answers> {
  if (!terminal || flags.yes) return completeAnswers(flags, suggested, site);
  const { askQuestions } = await import('../init/questions.ts');
  return askQuestions(flags, suggested, site, !isInstalled(cwd), terminal);
}

/** @throws UserError if files are in the way and the user did not agree to overwrite them */
async function assertMayWrite(conflicts: string[], flags: InitFlags, { terminal }: Context): Promise<void> {
  if (conflicts.length === 0 || flags.force) return;
  if (terminal && !flags.yes) {
    const { askOverwrite } = await import('../init/questions.ts');
    if (await askOverwrite(conflicts, terminal)) return;
  }
  throw new UserError(
    `Already exists: ${conflicts.join(', ')}. Nothing was written.`,
    'Move it away, or overwrite it with --force.',
  );
}
