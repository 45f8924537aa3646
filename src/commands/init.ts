import { existsSync } from 'node:fs';
import { join, sep } from 'node:path';
import { configNames } from '../config/find-configs.ts';
import { defaults } from '../config/keys.ts';
import { loadConfig } from '../config/load.ts';
import { defaultGenerator } from '../generators/default-generator.ts';
import type { StarterPlace } from '../generators/recogniser.ts';
import { assertAnswer, assertAnswers, completeAnswers, readUrl } from '../init/answers.ts';
import { type ChannelEntry, findChannelEntry, isForeignScript } from '../init/channel.ts';
import type { AnswerFlags, Answers, Suggestions } from '../init/choices.ts';
import { makeConfigText } from '../init/config-text.ts';
import {
  describeChannel,
  describeFiles,
  describeResult,
  describeWorkflowSteps,
} from '../init/describe-result.ts';
import {
  type ExistingPages,
  findPageFolder,
  type PageFolder,
  readExistingPages,
  readPageFolder,
} from '../init/existing-pages.ts';
import { findSchema } from '../init/find-schema.ts';
import { keepKey } from '../init/keep-key.ts';
import { makeLayouts } from '../init/layouts.ts';
import { findConflicts, writeFiles } from '../init/new-files.ts';
import { suggestFormat } from '../init/page-format.ts';
import { readRepository } from '../init/repository.ts';
import {
  assumeSite,
  type FoundSite,
  findSite,
  listFilledFolders,
  suggestContent,
  suggestLockfile,
} from '../init/site.ts';
import { isInstalled, makeWorkflow, readOrigin, suggestWorkflow } from '../init/workflow.ts';
import { ExitCode, UserError } from '../model/error.ts';
import type { Context } from '../pipeline/context.ts';
import { readEnvironment } from '../pipeline/read-environment.ts';
import { readSiteFiles } from '../site/site-files.ts';
import type { Terminal } from '../terminal/output.ts';
import { wrapText } from '../text/wrap.ts';
import { keyVariable, listSecrets } from '../youtube/credential.ts';

export type InitFlags = AnswerFlags & { generator?: string; force?: boolean; yes?: boolean };

/** This program, as its package.json describes it. */
export interface Program {
  version: string;
  /** The field `repository` of its package.json. */
  repository: unknown;
}

const configFile = 'tubematter.config.yaml';

/** Flags that say what a config holds. */
const flagsOfConfig = ['channel', 'content', 'url', 'preset', 'existing', 'generator'] as const;

/**
 * `tubematter init`: writes a starter config and a CI workflow, from prompts on a terminal, otherwise from flags. In a
 * site that has a config, and without flags for one, it only writes the workflow. Anything in the way is found before
 * the first file is written.
 *
 * @param program says where the workflow gets tubematter from
 * @returns the exit code
 * @throws UserError if an answer is missing or wrong, or a file would be overwritten without consent
 */
export async function runInit(flags: InitFlags, context: Context, program: Program): Promise<number> {
  const { cwd } = context;
  const terminal = flags.yes ? undefined : context.terminal;
  const present = configNames.filter((name) => existsSync(join(cwd, name)));
  if (present[0] !== undefined && flagsOfConfig.every((name) => flags[name] === undefined)) {
    return renewWorkflow(present[0], flags, context, terminal, program);
  }
  const site = await chooseSite(flags, cwd, terminal);
  const { channel, key, hasKey } = await meetChannel(flags, context, terminal);
  const existing = await readExistingPages(cwd, site);
  const suggested = suggest(cwd, site, existing, channel, program);
  const { force, yes, generator, ...answered } = flags;
  const given = terminal
    ? await (await questions()).askQuestions(
        answered,
        suggested,
        site,
        channel.newest[0],
        !isInstalled(cwd),
        terminal,
      )
    : completeAnswers(answered, suggested);
  // The config is read on other systems, too.
  const answers = { ...given, content: given.content.split(sep).join('/'), url: readUrl(given.url) };
  assertAnswers(answers, site);
  const lockfile = suggestLockfile(cwd, site);
  const workflow = makeWorkflow(answers, lockfile, cwd, program.version);
  const schema = findSchema(answers.repository, cwd, program.version);
  const format = suggestFormat(cwd, answers.content, site.base);
  const folder = readPageFolder(cwd, answers.content, site, existing);
  const { ownKey } = existing;
  const config = {
    path: join(cwd, configFile),
    text: makeConfigText({ answers, channel, site, folder, ownKey, lockfile, schema, format }),
  };
  const place = describePlace(cwd, answers, site, folder);
  const isMinimal = answers.preset === 'minimal' && !site.isGuess;
  const layouts = isMinimal ? makeLayouts(site.generator, place, cwd) : [];
  const files = [config, ...(workflow ? [workflow] : []), ...layouts];
  const others = present.filter((name) => name !== configFile);
  await assertMayWrite([...others, ...findConflicts(files, cwd)], force, terminal);
  const isKept = key !== null && terminal && (await (await questions()).askToKeepKey(terminal));
  const written = writeFiles(files, cwd);
  const kept = isKept ? keepKey(cwd, key, context.environment) : [];
  if (!context.isQuiet) {
    const hasPages = place.hasPages || layouts.length > 0;
    const steps = site.starter.listSteps({ ...describePlace(cwd, answers, site, folder), hasPages });
    const isReady = hasKey || kept.length > 0;
    const result = { files, written, kept, others, answers, channel, isReady, site, existing, folder, steps };
    context.writeOut(wrapText(describeResult(result, cwd), context.columns));
  }
  return ExitCode.done;
}

/** Writes the workflow of a site that has a config, by what that says: the config stays as it is. */
async function renewWorkflow(
  present: string,
  { workflow: service, force }: InitFlags,
  { cwd, isQuiet, columns, writeOut }: Context,
  terminal: Terminal | undefined,
  { version, repository }: Program,
): Promise<number> {
  const { content, lockfile, key } = (await loadConfig(cwd, present))?.config ?? defaults;
  const suggested = suggestWorkflow(cwd);
  const asked = terminal ? async () => (await questions()).askWorkflow(suggested, terminal) : () => suggested;
  const answers = { content, workflow: service ?? (await asked()), repository: readRepository(repository) };
  const make = () => makeWorkflow(answers, lockfile, cwd, version, key);
  const former = make();
  answers.repository ??= former && readOrigin(former);
  const files = [make() ?? []].flat();
  await assertMayWrite(findConflicts(files, cwd), force, terminal);
  const written = writeFiles(files, cwd);
  const text = `${present} stays as it is.\n${describeFiles(files, written, cwd)}${describeWorkflowSteps(answers, cwd, key)}`;
  if (!isQuiet) writeOut(wrapText(text, columns));
  return ExitCode.done;
}

function describePlace(
  cwd: string,
  { content, url }: Answers,
  { generator }: FoundSite,
  { traits }: PageFolder,
): StarterPlace {
  return {
    folder: content,
    url,
    files: readSiteFiles(cwd, generator),
    folders: listFilledFolders(cwd),
    hasPages: traits.count > 0,
  };
}

/** The site, with its generator from the flags, its files or the user. */
async function chooseSite(
  { generator }: InitFlags,
  cwd: string,
  terminal: Terminal | undefined,
): Promise<FoundSite> {
  const found = findSite(cwd, generator);
  if (generator !== undefined) return found ?? assumeSite(generator, false);
  if (!terminal) return found ?? assumeSite(defaultGenerator.name, true);
  const { showSite, askGenerator } = await questions();
  showSite(found, terminal);
  return found ?? assumeSite(await askGenerator(terminal), false);
}

/** What is known of the channel, and the key that the user gave, if any. */
interface Meeting {
  channel: ChannelEntry;
  key: string | null;
  /** Whether imports will find another key. */
  hasKey: boolean;
}

/**
 * Looks at the channel that the flags or the user name. On a terminal, a key is asked for if there is none, or if YouTube
 * refuses it.
 */
async function meetChannel(
  flags: InitFlags,
  context: Context,
  terminal: Terminal | undefined,
): Promise<Meeting> {
  const environment = readEnvironment(context.cwd, context);
  const given = flags.channel ?? (terminal && (await (await questions()).askChannel(terminal)));
  if (given === undefined) {
    throw new UserError(
      'No channel given, and there is no terminal to ask on.',
      'Give --channel: an id, a @handle or the URL of the channel page.',
    );
  }
  assertAnswer('channel', given);
  const hasKey = Boolean(environment[keyVariable]?.trim());
  let channel = await findChannelEntry(given, { ...context, environment });
  let key: string | null = null;
  while (terminal && (channel.failure ? channel.failure.isRefused : !hasKey && key === null)) {
    if (channel.failure) context.writeError(`${channel.failure.message}\n`);
    const { askKey, showChannel } = await questions();
    key = await askKey(terminal);
    if (key === null) break;
    const added = { [keyVariable]: key };
    context.hideSecrets(listSecrets(added));
    channel = await findChannelEntry(given, { ...context, environment: { ...environment, ...added } });
    if (channel.title !== null) showChannel(describeChannel(channel), terminal);
  }
  if (channel.failure !== null) {
    context.writeError(
      `The id of ${given} could not be looked up, so the config has the channel as you gave it. ${channel.failure.message}\n`,
    );
  }
  return { channel, key, hasKey };
}

function suggest(
  cwd: string,
  site: FoundSite,
  existing: ExistingPages,
  { newest }: ChannelEntry,
  { repository }: Program,
): Suggestions {
  return {
    content: findPageFolder(site.base, existing) ?? suggestContent(cwd, site),
    workflow: suggestWorkflow(cwd),
    repository: readRepository(repository),
    keepsScript: isForeignScript(newest),
    readFolder: (content) => readPageFolder(cwd, content, site, existing),
  };
}

/** @throws UserError if files are in the way and the user did not agree to overwrite them: of a config, only when asked */
async function assertMayWrite(
  conflicts: string[],
  isForced: boolean | undefined,
  terminal: Terminal | undefined,
): Promise<void> {
  const isConfig = conflicts.some((name) => configNames.includes(name));
  if (conflicts.length === 0 || (isForced && !isConfig)) return;
  if (terminal && (await (await questions()).askOverwrite(conflicts, terminal))) return;
  throw new UserError(
    `Already exists: ${conflicts.join(', ')}. Nothing was written.`,
    isConfig
      ? 'Edit the config, or move it away to begin anew. To write the workflow alone: tubematter init --workflow github --force'
      : 'Move it away, or overwrite it with --force.',
  );
}

/** Loaded only where there is a terminal to ask on. */
function questions() {
  return import('../init/questions.ts');
}
