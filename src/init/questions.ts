import { confirm, intro, isCancel, log, password, select, text } from '@clack/prompts';
import { builtInDefaults } from '../config/defaults.ts';
import { knownGenerators } from '../generators/known-generators.ts';
import { UserError } from '../model/error.ts';
import { makeSlug } from '../plan/slug.ts';
import type { Terminal } from '../terminal/output.ts';
import { formatNumber } from '../text/counts.ts';
import { readApiKey } from '../youtube/credential.ts';
import { findAnswerError } from './answers.ts';
import type { AnswerFlags, Answers, Suggestions } from './choices.ts';
import { type Repository, readRepository } from './repository.ts';
import type { FoundSite } from './site.ts';

export function showSite(found: FoundSite | null, terminal: Terminal): void {
  const article = /^[AE]/.test(found?.generator.label ?? '') ? 'An' : 'A';
  intro(found ? `${article} ${found.generator.label} site (${found.file})` : 'A new config', terminal);
}

export function askGenerator(terminal: Terminal): Promise<string> {
  const options = knownGenerators.map(({ name, label }) => ({ value: name, label }));
  return answered(select({ message: 'Which site generator builds the site?', options, ...terminal }));
}

export function askChannel(terminal: Terminal): Promise<string> {
  return askText('channel', 'Which channel? An id, a @handle or a URL', '', terminal);
}

/** @returns null if the user has none yet */
export async function askKey(terminal: Terminal): Promise<string | null> {
  const message =
    'A key for the YouTube Data API v3? Leave it empty to go on without (how to make one: tubematter help key)';
  const key = await answered(password({ message, validate: findKeyError, ...terminal }));
  return key?.trim() || null;
}

/** Shows what the key brought. */
export function showChannel(words: string, terminal: Terminal): void {
  log.success(words.trim(), terminal);
}

export function askToKeepKey(terminal: Terminal): Promise<boolean> {
  const message = 'Keep the key in .env beside the config, for you alone, and out of git?';
  return answered(confirm({ message, ...terminal }));
}

/**
 * Asks for what the flags do not say.
 *
 * @param given what the flags say
 * @param suggested what to offer for the rest
 * @param newest the title of the channel's newest video; undefined if it is not known
 * @param needsRepository whether a workflow gets tubematter from its repository
 * @throws UserError if the user cancels; nothing was written
 */
export async function askQuestions(
  given: AnswerFlags,
  suggested: Suggestions,
  { generator }: FoundSite,
  newest: string | undefined,
  needsRepository: boolean,
  terminal: Terminal,
): Promise<Answers> {
  const content =
    given.content ?? (await askText('content', 'Which folder holds the pages?', suggested.content, terminal));
  const folder = suggested.readFolder(content);
  const existing = given.existing ?? (await askAboutPages(folder.traits.count, terminal));
  const url = given.url ?? (await askText('url', 'What is the URL of a page?', folder.url, terminal));
  const preset =
    given.preset ?? (generator.presets.seed === undefined ? 'minimal' : await askPreset(terminal));
  const keepsScript =
    suggested.keepsScript && newest !== undefined ? await askAboutScript(newest, terminal) : false;
  const workflow = given.workflow ?? (await askWorkflow(suggested.workflow, terminal));
  const repository =
    suggested.repository === null && needsRepository && workflow !== 'none'
      ? await askRepository(terminal)
      : suggested.repository;
  return { content, url, preset, workflow, existing, keepsScript, repository };
}

async function askText(
  name: 'channel' | 'content' | 'url',
  message: string,
  initialValue: string,
  terminal: Terminal,
): Promise<string> {
  const validate = (answer: string | undefined) => findAnswerError(name, answer);
  return (await answered(text({ message, initialValue, validate, ...terminal }))).trim();
}

function askPreset(terminal: Terminal): Promise<Answers['preset']> {
  return answered(
    select<Answers['preset']>({
      message: 'Which front matter?',
      options: [
        { value: 'minimal', label: 'Minimal', hint: 'title, date, slug, tags and the like' },
        {
          value: 'seed',
          label: 'Seed',
          hint: `the ${builtInDefaults.fields.length} fields that pages get without a config`,
        },
      ],
      ...terminal,
    }),
  );
}

export function askWorkflow(
  initialValue: Answers['workflow'],
  terminal: Terminal,
): Promise<Answers['workflow']> {
  return answered(
    select<Answers['workflow']>({
      message: 'A workflow that imports every night and opens a pull request?',
      initialValue,
      options: [
        { value: 'github', label: 'Yes, for GitHub' },
        { value: 'gitlab', label: 'Yes, for GitLab' },
        { value: 'none', label: 'No' },
      ],
      ...terminal,
    }),
  );
}

function askAboutScript(title: string, terminal: Terminal): Promise<boolean> {
  const write = (unicode: boolean) => makeSlug(title, 'VideoId', { locale: null, unicode });
  const message = `The titles are not Latin. Keep their letters in URLs: ${write(true)} instead of ${write(false)}?`;
  return answered(confirm({ message, ...terminal }));
}

async function askAboutPages(pages: number, terminal: Terminal): Promise<Answers['existing']> {
  if (pages === 0) return null;
  return answered(
    select<'fill' | 'leave'>({
      message: `${pages === 1 ? '1 page exists' : `${formatNumber(pages)} pages exist`}. May imports write into them?`,
      initialValue: 'leave',
      options: [
        { value: 'leave', label: 'No', hint: 'their URLs are remembered, and new videos get pages' },
        { value: 'fill', label: 'Yes', hint: 'what is missing is added, and no page moves' },
      ],
      ...terminal,
    }),
  );
}

async function askRepository(terminal: Terminal): Promise<Repository | null> {
  const answer = await answered(
    text({
      message: 'Which git repository is tubematter in? Its URL, or leave it empty and fill it in later',
      validate: (given) =>
        !given?.trim() || readRepository(given)
          ? undefined
          : 'Give a URL such as https://example.org/tubematter.git, or owner/name on GitHub.',
      ...terminal,
    }),
  );
  return readRepository(answer);
}

/** Asks whether existing files may be overwritten. */
export async function askOverwrite(conflicts: string[], terminal: Terminal): Promise<boolean> {
  const message = `Already exists: ${conflicts.join(', ')}. Overwrite?`;
  return answered(confirm({ message, initialValue: false, ...terminal }));
}

/** Only a key is sent. */
function findKeyError(given: string | undefined): string | undefined {
  try {
    if (given?.trim()) readApiKey(given);
    return undefined;
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
}

async function answered<T>(prompt: Promise<T>): Promise<Exclude<T, symbol>> {
  const answer = await prompt;
  if (isCancel(answer)) throw new UserError('Cancelled. Nothing was written.');
  return answer as Exclude<T, symbol>;
}
