import type { IncomingMessage, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import type { ErrorAnswer } from './error-bodies.ts';

const commonHeaders = {
  'cache-control': 'private',
  vary: 'Origin,Accept-Encoding, Referer, X-Origin',
  server: 'scaffolding on HTTPServer2',
  'x-content-type-options': 'nosniff',
};

/** Sends an answer that is made to its last byte. */
export type Reply = (response: ServerResponse) => void;

/** Answers JSON, gzipped where the client asks for it in Google's way: the header, and "gzip" in the user agent. */
export function replyJson(
  request: IncomingMessage,
  status: number,
  text: string,
  headers: Record<string, string> = {},
): Reply {
  return reply(request, status, text, { 'content-type': 'application/json; charset=UTF-8', ...headers });
}

/** Answers an error, as JSON or as HTML. */
export function replyError(request: IncomingMessage, { status, body, headers }: ErrorAnswer): Reply {
  if (typeof body === 'string') {
    return reply(request, status, body, { 'content-type': 'text/html; charset=UTF-8', ...headers });
  }
  return replyJson(request, status, JSON.stringify(body, null, 2), headers);
}

/** Answers well, but in a broken way. */
export function replyBroken(request: IncomingMessage, what: string, text: string): Reply {
  const half = text.slice(0, Math.floor(text.length / 2));
  const plain = { ...commonHeaders, 'content-type': 'application/json; charset=UTF-8' };
  switch (what) {
    case 'reset':
      return () => request.socket.resetAndDestroy();
    case 'hang':
      return () => {};
    case 'hang-midway':
      return (response) => response.writeHead(200, plain).write(half);
    case 'truncated':
      return (response) => {
        response.writeHead(200, { ...plain, 'content-length': String(Buffer.byteLength(text)) });
        response.write(half, () => request.socket.destroy());
      };
    case 'short':
      return replyJson(request, 200, half);
    case 'bad-json':
      return replyJson(request, 200, '<html><p>Please log in to this network</html>');
    case 'empty':
      return replyJson(request, 200, '');
    case 'not-modified':
      return (response) => response.writeHead(304, commonHeaders).end();
    case 'missing-items':
      return replyJson(request, 200, JSON.stringify({ kind: 'youtube#listResponse', etag: 'etag' }));
    case 'wrong-shape':
      return replyJson(request, 200, JSON.stringify({ items: { 0: 'no list' }, pageInfo: 'none' }));
    case 'redirect': {
      const headers = { ...commonHeaders, location: 'http://login.example.test/?from=api' };
      return (response) => response.writeHead(302, headers).end();
    }
    case 'plain':
      return (response) => response.writeHead(200, plain).end(text);
    case 'short-gzip': {
      const zipped = gzipSync(text);
      const part = zipped.subarray(0, Math.floor(zipped.length / 2));
      return (response) => response.writeHead(200, { ...plain, 'content-encoding': 'gzip' }).end(part);
    }
    case 'bad-gzip':
      return (response) => response.writeHead(200, { ...plain, 'content-encoding': 'gzip' }).end(text);
    default:
      throw new Error(`There is no fault called ${what}.`);
  }
}

function reply(
  request: IncomingMessage,
  status: number,
  text: string,
  headers: Record<string, string>,
): Reply {
  const wantsGzip =
    /\bgzip\b/.test(String(request.headers['accept-encoding'])) &&
    /gzip/.test(request.headers['user-agent'] ?? '');
  const body = wantsGzip ? gzipSync(text) : text;
  const all = { ...commonHeaders, ...headers, ...(wantsGzip && { 'content-encoding': 'gzip' }) };
  return (response) => response.writeHead(status, all).end(body);
}
