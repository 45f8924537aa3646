import { UserError } from '../model/error.ts';
import type { Header } from './request-header.ts';

/** What YouTube is asked with. */
export interface Credential {
  /** The header of each request. It stands in no URL, and therefore in no message of the client. */
  header: Header;
  /** What must appear in no output. */
  secrets: readonly string[];
}

/**
 * The credential of an API key.
 *
 * @throws UserError for text that cannot be a key
 */
export function readApiKey(text: string): Credential {
  const key = text.trim();
  if (key === '') {
    throw new UserError(
      'There is no API key.',
      'Set YOUTUBE_API_KEY; a key is free at https://console.cloud.google.com/apis/credentials.',
    );
  }
  if (!/^[\x21-\x7e]+$/.test(key)) {
    throw new UserError(
      'YOUTUBE_API_KEY holds characters that no key has: a space, a line break or a letter with an accent.',
      'Copy the key again.',
    );
  }
  return { header: { name: 'x-goog-api-key', value: key }, secrets: [key] };
}

/** The secrets in the environment of a run, whether or not they can be used. Nothing under 20 characters is one. */
export function listSecrets(environment: NodeJS.ProcessEnv): string[] {
  const key = environment['YOUTUBE_API_KEY']?.trim() ?? '';
  return key.length < 20 ? [] : [key];
}
