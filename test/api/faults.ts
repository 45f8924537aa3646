import { type ErrorAnswer, errorAnswers } from './error-bodies.ts';
import type { MethodName } from './methods.ts';

/** What may go wrong with one answer, apart from an error answer of the API. */
type Break =
  | 'reset' // the connection is cut before a byte is sent
  | 'hang' // nothing is ever sent
  | 'hang-midway' // half of the body, then nothing
  | 'truncated' // half of the body, then the connection is cut
  | 'short' // half of the body, as if it were all of it
  | 'bad-json' // a 200 with a JSON type and HTML inside
  | 'empty' // a 200 with no body
  | 'not-modified' // a 304 that nobody asked for
  | 'missing-items' // a 200 without items and pageInfo
  | 'wrong-shape' // a 200 whose items are no list
  | 'redirect' // a 302 to another host
  | 'plain' // the whole answer, not gzipped though the client would take it so
  | 'short-gzip' // half of the gzipped body, as if it were all of it
  | 'bad-gzip'; // JSON that says it is gzipped and is not

/** A fault, and when it strikes. */
export interface Fault {
  method: MethodName;
  /** The request of that method at which it strikes first, from 1, in order of arrival. */
  at: number;
  /** At how many requests in a row; 1 where absent. */
  times?: number;
  what: Break | keyof typeof errorAnswers | ErrorAnswer;
  /** Added to an error answer: `{ 'retry-after': '0' }`. */
  headers?: Record<string, string>;
}

/** The fault that strikes at a request, if any. The first that fits wins. */
export function findFault(faults: Fault[], method: MethodName, number: number): Fault | undefined {
  return faults.find(
    (fault) => fault.method === method && number >= fault.at && number < fault.at + (fault.times ?? 1),
  );
}

/** The error answer of a fault, or null where it breaks the connection or the body. */
export function readErrorAnswer({ what, headers }: Fault): ErrorAnswer | null {
  const answer =
    typeof what === 'object'
      ? what
      : what in errorAnswers
        ? errorAnswers[what as keyof typeof errorAnswers]
        : null;
  return answer && { ...answer, headers: { ...('headers' in answer ? answer.headers : {}), ...headers } };
}
