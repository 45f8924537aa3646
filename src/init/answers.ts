import * as v from 'valibot';
import { describeIssues } from '../config/issues.ts';
import { type ConfigInput, configSchema } from '../config/keys.ts';
import { UserError } from '../model/error.ts';
import { parseChannel } from '../youtube/parse-source.ts';
import type { AnswerFlags, Answers, Suggestions } from './choices.ts';
import type { FoundSite } from './site.ts';

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
export function assertAnswers(answers: Answers, { generator }: FoundSite): void {
  if (answers.preset === 'seed' && generator.presets.seed === undefined) {
    throw new UserError(`--preset seed: ${generator.label} has only the preset minimal.`);
  }
  for (const name of ['content', 'url'] as const) assertAnswer(name, answers[name]);
}

/** @throws UserError for a wrong answer, with its flag */
export function assertAnswer(name: 'channel' | 'content' | 'url', answer: string): void {
  const reason = findAnswerError(name, answer);
  if (reason !== undefined) throw new UserError(`--${name} ${JSON.stringify(answer)}: ${reason}`);
}

/** The answers without prompts: what the flags say, and suggestions for the rest. */
export function completeAnswers(
  { channel: _, ...flags }: AnswerFlags,
  { readFolder, ...suggested }: Suggestions,
): Answers {
  const content = flags.content ?? suggested.content;
  const { traits, url } = readFolder(content);
  const existing = traits.count > 0 ? 'leave' : null;
  return { ...suggested, preset: 'minimal', existing, url, ...flags, content };
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
