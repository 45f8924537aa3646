import { UserError } from '../model/error.ts';
import type { Header } from './request-header.ts';

/** The variable that holds the API key, in the environment or in `.env`, if the config names no other. */
export const keyVariable = 'YOUTUBE_API_KEY';

/** Where every message about keys leads. */
export const keyHelp = 'How to make and restrict a key: docs/key.md, or tubematter help key.';

/** What YouTube is asked with. */
export interface Credential {
  /** The header of each request. It is not in the URL, so no message of the client contains it. */
  header: Header;
  /** The environment variable that holds it, for messages. */
  variable: string;
  /** What must appear in no output. */
  secrets: readonly string[];
}

/**
 * The credential of an API key.
 *
 * @param variable where it comes from
 * @throws UserError for text that cannot be a key
 */
export function readApiKey(text: string, variable = keyVariable): Credential {
  const key = text.trim();
  if (key === '') {
    throw new UserError('There is no API key.', `Set ${variable}. ${keyHelp}`);
  }
  if (!/^[\x21-\x7e]+$/.test(key)) {
    throw new UserError(
      `${variable} holds characters that no key has: a space, a line break or a letter with an accent.`,
      `Copy the key again. ${keyHelp}`,
    );
  }
  return { header: { name: 'x-goog-api-key', value: key }, variable, secrets: [key] };
}

/** The secrets in the environment of a run, whether or not they can be used. Nothing under 20 characters is one. */
export function listSecrets(
  environment: Record<string, string | undefined>,
  variable = keyVariable,
): string[] {
  const key = environment[variable]?.trim() ?? '';
  return key.length < 20 ? [] : [key];
}
