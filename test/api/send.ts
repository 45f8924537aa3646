import type { IncomingMessage, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import type { ErrorAnswer } from './error-bodies.ts';

const commonHeaders = {
  'cache-control': 'private',
  vary: 'Origin,Accept-Encoding, Referer, X-Origin',
  server: 'scaffolding on HTTPServer2',
  'x-content-type-options': 'nosniff',
};

/** Sends JSON, gzipped where the client asks for it in Google's way: the header, and "gzip" in the user agent. */
export function sendJson(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  text: string,
  headers: Record<string, string> = {},
): void {
  send(request, response, status, text, { 'content-type': 'application/json; charset=UTF-8', ...headers });
}

/** Sends an error answer, as JSON or as HTML. */
export function sendText(request: IncomingMessage, response: ServerResponse, answer: ErrorAnswer): void {
  const { status, body, headers } = answer;
  if (typeof body === 'string') {
    send(request, response, status, body, { 'content-type': 'text/html; charset=UTF-8', ...headers });
  } else {
    sendJson(request, response, status, JSON.stringify(body, null, 2), headers);
  }
}

/** Sends a good answer in a broken way. */
export function sendBroken(
  request: IncomingMessage,
  response: ServerResponse,
  what: string,
  text: string,
): void {
  const half = text.slice(0, Math.floor(text.length / 2));
  const plain = { ...commonHeaders, 'content-type': 'application/json; charset=UTF-8' };
  switch (what) {
    case 'reset':
      request.socket.resetAndDestroy();
      return;
    case 'hang':
      return;
    case 'hang-midway':
      response.writeHead(200, plain).write(half);
      return;
    case 'truncated':
      response.writeHead(200, { ...plain, 'content-length': String(Buffer.byteLength(text)) });
      response.write(half, () => request.socket.destroy());
      return;
    case 'short':
      sendJson(request, response, 200, half);
      return;
    case 'bad-json':
      sendJson(request, response, 200, '<html><p>Please log in to this network</html>');
      return;
    case 'empty':
      sendJson(request, response, 200, '');
      return;
    case 'not-modified':
      response.writeHead(304, commonHeaders).end();
      return;
    case 'missing-items':
      sendJson(request, response, 200, JSON.stringify({ kind: 'youtube#listResponse', etag: 'etag' }));
      return;
    case 'wrong-shape':
      sendJson(request, response, 200, JSON.stringify({ items: { 0: 'no list' }, pageInfo: 'none' }));
      return;
    case 'redirect':
      response.writeHead(302, { ...commonHeaders, location: 'http://login.example.test/?from=api' }).end();
      return;
    case 'plain':
      response.writeHead(200, plain).end(text);
      return;
    case 'short-gzip': {
      const zipped = gzipSync(text);
      const part = zipped.subarray(0, Math.floor(zipped.length / 2));
      response.writeHead(200, { ...plain, 'content-encoding': 'gzip' }).end(part);
      return;
    }
    case 'bad-gzip':
      response.writeHead(200, { ...plain, 'content-encoding': 'gzip' }).end(text);
      return;
    default:
      throw new Error(`There is no fault called ${what}.`);
  }
}

function send(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  text: string,
  headers: Record<string, string>,
): void {
  const wantsGzip =
    /\bgzip\b/.test(String(request.headers['accept-encoding'])) &&
    /gzip/.test(request.headers['user-agent'] ?? '');
  response.writeHead(status, {
    ...commonHeaders,
    ...headers,
    ...(wantsGzip && { 'content-encoding': 'gzip' }),
  });
  response.end(wantsGzip ? gzipSync(text) : text);
}
