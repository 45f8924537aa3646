import { type Failure, makeFailure } from './api-error.ts';

/**
 * Says why a request got no answer. Only the error's code is read: the messages of the client hold the request.
 *
 * @param error what the client threw
 * @param isTimeout true if our own time limit ended the request
 */
export function describeNetworkError(error: unknown, isTimeout: boolean): Failure {
  if (isTimeout) return makeFailure('slow', 'YouTube did not answer in time.');
  const code = readCode(error);
  const proxy = proxyVariables.find((name) => process.env[name]);
  if (code === 'ERR_INVALID_URL' && proxy !== undefined) {
    return makeFailure(
      'refused',
      `The proxy that ${proxy} names is not an address.`,
      'Give one such as http://proxy.example:8080.',
    );
  }
  if (/CERT|SELF_SIGNED|UNABLE_TO_|ERR_TLS|ERR_SSL|EPROTO/.test(code)) {
    return makeFailure(
      'refused',
      `The connection to YouTube is not trusted (${code}).`,
      'If a proxy inspects https here, give its certificate with NODE_EXTRA_CA_CERTS.',
    );
  }
  const what = meanings[code] ?? 'the connection broke';
  return makeFailure(
    'network',
    `YouTube could not be reached: ${what}${code === '' ? '' : ` (${code})`}.`,
    proxy === undefined
      ? 'Check the network connection and run the same command again.'
      : `Check the network connection and the proxy that ${proxy} names, and run the same command again.`,
  );
}

// In the client's order of preference.
const proxyVariables = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy'];

const meanings: Record<string, string> = {
  ECONNREFUSED: 'the connection was refused',
  ECONNRESET: 'the connection was cut',
  EPIPE: 'the connection was cut',
  ERR_STREAM_PREMATURE_CLOSE: 'the answer was cut off',
  ENOTFOUND: 'its name does not resolve',
  EAI_AGAIN: 'its name does not resolve now',
  ETIMEDOUT: 'the connection timed out',
  EHOSTUNREACH: 'there is no route to it',
  ENETUNREACH: 'there is no route to it',
};

function readCode(error: unknown): string {
  let current = error;
  for (let depth = 0; depth < 5 && typeof current === 'object' && current !== null; depth++) {
    if ('code' in current && typeof current.code === 'string' && /^[A-Z_]{3,60}$/.test(current.code)) {
      return current.code;
    }
    current = 'cause' in current ? current.cause : undefined;
  }
  return '';
}
