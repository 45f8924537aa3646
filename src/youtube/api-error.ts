import { UserError } from '../model/error.ts';
import { type ErrorBody, readErrorBody } from './api-error-body.ts';
import { keyHelp } from './credential.ts';

/** What kind of failure a request ended in; this decides whether it is retried and how the run ends. */
export type FailureKind =
  | 'rate' // too many requests in a minute
  | 'server' // 408, 5xx
  | 'network' // no answer: reset, refused, no such host
  | 'slow' // no whole answer in time
  | 'garbled' // a 200 that is not what the API answers
  | 'quota' // the day's quota is spent
  | 'quota-limit' // the limit of --quota-limit
  | 'deadline' // the time of --timeout
  | 'page-token' // the list moved on while it was paged
  | 'not-found'
  | 'refused'; // a wrong key, a private playlist, a proxy in between: no retry helps

export interface Failure {
  kind: FailureKind;
  /** One sentence. */
  message: string;
  /** What to do about it. */
  hint: string;
  /** What the server asked for with Retry-After; null if it did not. */
  retryAfterSeconds: number | null;
}

/** A request that failed. Its message is our own: the client's errors hold the key and are never kept. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.message);
    this.failure = failure;
  }
}

/** The failure as an error for the user. */
export function toUserError({ message, hint }: Failure): UserError {
  return new UserError(message, hint);
}

/** True if another try may help. */
export function isPassing({ kind }: Failure): boolean {
  return kind === 'rate' || kind === 'server' || kind === 'network' || kind === 'slow' || kind === 'garbled';
}

/** Makes a failure; without a hint it says to run the command again. */
export function makeFailure(kind: FailureKind, message: string, hint = runAgain): Failure {
  const sentence = /[.!?]$/.test(message) ? message : `${message}.`;
  return { kind, message: sentence, hint, retryAfterSeconds: null };
}

const runAgain = 'Run the same command again later.';
const keyPage = 'https://console.cloud.google.com/apis/credentials';
const proxyHint = 'Is there a proxy or a login page in between? Check HTTPS_PROXY, NO_PROXY and --api-root.';

/**
 * Turns an answer that is not a 200 into a failure. The reasons are those of
 * https://developers.google.com/youtube/v3/docs/errors and of google.rpc.ErrorInfo.
 *
 * @param status the HTTP status
 * @param text the body: Google's JSON, or the HTML of a proxy
 * @param variable the environment variable of the key, which the hint names
 * @param now the moment against which a Retry-After date is read
 */
export function readFailure(
  status: number,
  text: string,
  headers: Headers,
  variable: string,
  now: Date,
): Failure {
  const body = readErrorBody(text);
  const retryAfterSeconds = readRetryAfter(headers.get('retry-after'), now);
  return { ...describeAnswer(status, body, variable), retryAfterSeconds };
}

function describeAnswer(status: number, body: ErrorBody, variable: string): Failure {
  const code = `HTTP ${status}`;
  const said = body.message === '' ? code : body.message;
  const saidWithCode = said === code ? code : `${said.replace(/(?<!\.)\.$/, '')} (${code})`;
  const has = (...reasons: string[]) => reasons.some((reason) => body.reasons.has(reason));
  const refused = (message: string, hint: string) => makeFailure('refused', message, hint);

  const isQuota = has('quotaExceeded', 'dailyLimitExceeded');
  const isRate = has('rateLimitExceeded', 'userRateLimitExceeded', 'RATE_LIMIT_EXCEEDED') || status === 429;
  if (body.isPerDay ? isRate || isQuota : isQuota && !/per minute/i.test(said)) {
    return makeFailure('quota', 'The daily YouTube quota of this API key is spent.');
  }
  if (isRate || isQuota) return makeFailure('rate', `YouTube is rate limiting: ${said}`);
  if (status === 408 || status >= 500) {
    return makeFailure('server', `YouTube answered with an error of its own: ${saidWithCode}.`);
  }
  if (status === 407) return refused(`The proxy requires a login: ${said}`, proxyHint);
  if (status >= 300 && status < 400 && status !== 304) {
    return refused('The API answered with a redirect, which it never does.', proxyHint);
  }
  if (status < 400)
    return makeFailure('garbled', `YouTube answered with an unexpected status, HTTP ${status}.`);
  return (
    describeKeyError(said, has, body, variable) ??
    describeSourceError(status, said, has, variable) ??
    refused(
      `YouTube refused the request: ${saidWithCode}.`,
      body.isJson ? 'Check the key and the source that you gave.' : proxyHint,
    )
  );
}

type Has = (...reasons: string[]) => boolean;

function describeKeyError(said: string, has: Has, body: ErrorBody, variable: string): Failure | null {
  const refused = (message: string, hint: string) => makeFailure('refused', message, hint);
  if (has('API_KEY_INVALID', 'keyInvalid', 'keyExpired') || /api key (not valid|expired)/i.test(said)) {
    return refused(
      `YouTube does not accept the API key: ${said}`,
      `Check that ${variable} holds a whole, current key; keys are listed at ${keyPage}. ${keyHelp}`,
    );
  }
  if (has('SERVICE_DISABLED', 'accessNotConfigured')) {
    return refused(
      'The YouTube Data API v3 is not enabled in the Google Cloud project of this API key.',
      `Enable it at ${body.link ?? 'https://console.cloud.google.com/apis/library/youtube.googleapis.com'}, wait a few minutes and try again. ${keyHelp}`,
    );
  }
  if (has('API_KEY_SERVICE_BLOCKED')) {
    return refused(
      'The API key is restricted to other APIs.',
      `Add "YouTube Data API v3" to its API restrictions at ${keyPage}. ${keyHelp}`,
    );
  }
  const callerReasons = ['API_KEY_HTTP_REFERRER_BLOCKED', 'API_KEY_IP_ADDRESS_BLOCKED', 'ipRefererBlocked'];
  const appReasons = ['API_KEY_ANDROID_APP_BLOCKED', 'API_KEY_IOS_APP_BLOCKED'];
  if (has(...callerReasons, ...appReasons) || /^requests from (this )?.* are blocked/i.test(said)) {
    return refused(
      `The API key is restricted to certain web sites, addresses or apps: ${said}`,
      `Use a key without that restriction, or allow this machine's IP address at ${keyPage}. ${keyHelp}`,
    );
  }
  if (/unregistered callers/i.test(said)) {
    return refused('No API key reached YouTube.', `Check ${variable} and any proxy in between. ${keyHelp}`);
  }
  return null;
}

function describeSourceError(status: number, said: string, has: Has, variable: string): Failure | null {
  if (has('invalidPageToken')) return makeFailure('page-token', 'The list changed while it was read.');
  if (has('playlistItemsNotAccessible', 'playlistForbidden')) {
    return makeFailure(
      'refused',
      'The playlist is private.',
      'Make it public or unlisted: an API key alone does not open private lists.',
    );
  }
  if (status === 401) {
    return makeFailure(
      'refused',
      `YouTube does not accept the API key: ${said}`,
      `Check ${variable} at ${keyPage}. ${keyHelp}`,
    );
  }
  if (status === 404) {
    const hint = has('playlistNotFound')
      ? 'Check the id; a private or deleted list looks like this too.'
      : proxyHint;
    return makeFailure(has('playlistNotFound') ? 'not-found' : 'refused', `YouTube answered: ${said}`, hint);
  }
  return null;
}

/** RFC 9110, 10.2.3: whole seconds or an HTTP date. */
function readRetryAfter(value: string | null, now: Date): number | null {
  if (value === null) return null;
  if (/^\s*\d+\s*$/.test(value)) return Number(value);
  // Date.parse alone would take "-5" for a month.
  const date = /^\s*[a-z]{3,9},? .*\d/i.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(date) ? null : Math.max(0, (date - now.getTime()) / 1000);
}
