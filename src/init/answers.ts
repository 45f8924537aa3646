import * as v from 'valibot';
import { describeIssues } from '../config/issues.ts';
import { type ConfigInput, configSchema } from '../config/keys.ts';
import { UserError } from '../model/error.ts';
import { parseChannel } from '../youtube/parse-source.ts';
import type { Answers, Suggestions } from './choices.ts';
import { type FoundSite, suggestUrl } from './site.ts';

/**
 * Says what is wrong with one answer, in the words of the config's own rules.
 *
 * @returns undefined if nothing is wrong, as the prompts expect
 */
export function findAnswerError(
  name: 'channel' | 'content' | 'url',
  given: string | undefined,
): string | undefined {
  const text = given?.trim() ?? '';
  if (text === '') return 'It must not be empty.';
  if (name === 'channel') return findChannelError(text);
  const config: ConfigInput = name === 'url' ? { urls: { page: readUrl(text) } } : { content: text };
  const result = v.safeParse(configSchema, config);
  if (result.success) return undefined;
  const [first = ''] = describeIssues(result.issues);
  const sentence = `It ${first.replace(/^[\w.]+: /, '')}`;
  return /[.?]$/.test(sentence) ? sentence : `${sentence}.`;
}

/** The template of a page's URL. `:slug`, which site generators know, is taken as `{slug}`. */
export function readUrl(text: string): string {
  return text.replace(/:slug\b/g, '{slug}');
}

/** @throws UserError for the first answer that is wrong, with its flag */
export function assertAnswers(answers: Answers, site: FoundSite | null): void {
  if (answers.preset === 'seed' && site !== null && site.generator.presets.seed === undefined) {
    throw new UserError(`--preset seed: ${site.generator.label} has only the preset minimal.`);
  }
  for (const name of ['channel', 'content', 'url'] as const) {
    const reason = findAnswerError(name, answers[name]);
    if (reason !== undefined) throw new UserError(`--${name} ${JSON.stringify(answers[name])}: ${reason}`);
  }
}

/**
 * The answers without prompts: what the flags say, and suggestions for the rest.
 *
 * @throws UserError if no flag names the channel
 */
export async function completeAnswers(
  flags: Partial<Answers>,
  suggested: Suggestions,
  site: FoundSite | null,
): Promise<Answers> {
  if (flags.channel === undefined) {
    throw new UserError(
      'No channel given, and there is no terminal to ask on.',
      'Give --channel: an id, a @handle or the URL of the channel page.',
    );
  }
  const content = flags.content ?? suggested.content;
  return {
    channel: flags.channel,
    content,
    url: flags.url ?? suggestUrl(content, site),
    preset: flags.preset ?? suggested.preset,
    workflow: flags.workflow ?? suggested.workflow,
    existing: flags.existing ?? ((await suggested.countPages(content)) > 0 ? 'leave' : null),
    repository: suggested.repository,
  };
}

function findChannelError(text: string): string | undefined {
  try {
    parseChannel(text);
    return undefined;
  } catch (error) {
    if (error instanceof UserError) return [error.message, error.hint].filter(Boolean).join(' ');
    throw error;
  }
}
