/**
 * A YouTube Data API v3 on loopback, for tests: real HTTP, the three list methods that tubematter uses, and every fault
 * that a night in CI may bring.
 *
 *     const api = await startLoopbackApi({ world: makeWorld(115) });
 *     // point the command at api.root with the key api.key (YOUTUBE_API_ROOT and YOUTUBE_API_KEY)
 *     api.faults.push({ method: 'videos.list', at: 2, what: 'html502' });
 *     api.beforeAnswer = ({ method, number }) => { if (method === 'playlistItems.list' && number === 2) upload(api.world, 900); };
 *     api.requests; // what was asked, in order, with the units that each request cost
 *     await api.close();
 *
 * It answers as Google's server does, errors, limits and oddities included:
 * - `part` and `id` repeated or joined by commas; the key as `x-goog-api-key` or `key=`; a wrong or missing key is refused
 * - more than 50 ids, no filter, unknown parts, `maxResults` above 50 and misspelt `fields` are refused
 * - `fields` and `prettyPrint` are honoured, answers are gzipped for clients that ask for it and chunked
 * - page tokens are opaque; they are offsets, so pages move when the list does; 20,000 items are the end
 * - an unknown channel is a 200 without `items`; a channel without uploads has no uploads list
 * - every request with a good key costs one unit, and with `quota` set the day's quota ends
 *
 * Proxies of the environment come between a client and loopback: unset them.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { type ErrorAnswer, errorAnswers, invalidFields, unknownPath } from './error-bodies.ts';
import { type Fault, findFault, readErrorAnswer } from './faults.ts';
import { InvalidSelection, selectFields } from './fields.ts';
import { type Method, type MethodName, methods, type Query, type Quirks } from './methods.ts';
import { type Reply, replyBroken, replyError, replyJson } from './send.ts';
import type { World } from './world.ts';

interface LoggedRequest {
  method: MethodName;
  /** Counts the requests of this method, from 1. */
  number: number;
  url: string;
  query: URLSearchParams;
  headers: IncomingMessage['headers'];
  /** What it cost: 1, or 0 where the key was wrong or the quota spent. */
  units: number;
  /** What was answered: a status, or the name of a break. */
  answer: number | string;
}

export interface LoopbackOptions {
  world: World;
  key?: string;
  /** Units of the day; no limit where absent. */
  quota?: number;
  /**
   * How long a round trip takes. Half of it is the way there, half the way back: what it takes to make the answer is in
   * it, as it is where the server is another machine.
   */
  latencyMilliseconds?: number;
  faults?: Fault[];
  quirks?: Partial<Quirks>;
  /** Makes it https. */
  certificate?: { key: string; cert: string };
}

export interface LoopbackApi {
  /** `http://127.0.0.1:PORT`, or https where it has a certificate. */
  root: string;
  key: string;
  /** These may be changed while it runs. */
  world: World;
  faults: Fault[];
  /** What it waits for is answered later. */
  beforeAnswer: ((request: LoggedRequest) => void | Promise<void>) | null;
  /** Units of the day that are left; Infinity without a quota. */
  quotaLeft: number;
  requests: LoggedRequest[];
  /** Units that were spent. */
  units(): number;
  /** Forgets the requests so far: the numbers start at 1 again. */
  forget(): void;
  close(): Promise<void>;
}

/** Starts a server on a free port of 127.0.0.1. */
export async function startLoopbackApi(options: LoopbackOptions): Promise<LoopbackApi> {
  const { world, key = 'loopback-key', quota, latencyMilliseconds = 0, faults = [] } = options;
  const quirks: Quirks = { reversed: false, unknownFields: false, ...options.quirks };
  const listener = (request: IncomingMessage, response: ServerResponse) => {
    answer(request, response).catch((error: unknown) => {
      process.exitCode = 1;
      response.destroy(error instanceof Error ? error : undefined);
      throw error;
    });
  };
  const { certificate } = options;
  const server = certificate ? createTlsServer(certificate, listener) : createServer(listener);

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const due = performance.now() + latencyMilliseconds;
    const reply = await makeReply(request);
    if (latencyMilliseconds > 0) await sleep(Math.max(0, due - performance.now()));
    reply(response);
  };

  const makeReply = async (request: IncomingMessage): Promise<Reply> => {
    const url = new URL(request.url ?? '/', api.root);
    const method = methods[url.pathname];
    if (!method || request.method !== 'GET') return replyError(request, unknownPath(url.pathname));
    const number = api.requests.filter((logged) => logged.method === method.name).length + 1;
    const logged: LoggedRequest = {
      method: method.name,
      number,
      url: url.href,
      query: url.searchParams,
      headers: request.headers,
      units: 0,
      answer: 200,
    };
    api.requests.push(logged);
    if (latencyMilliseconds > 0) await sleep(latencyMilliseconds / 2);
    await api.beforeAnswer?.(logged);

    const fault = findFault(api.faults, method.name, number);
    const refusal = (fault && readErrorAnswer(fault)) ?? checkKey(url, request, key) ?? spend(api, logged);
    if (refusal) {
      logged.answer = refusal.status;
      return replyError(request, refusal);
    }
    const result = makeAnswer(method, url, api.world, quirks);
    if ('status' in result && 'body' in result) {
      logged.answer = Number(result.status);
      return replyError(request, result as ErrorAnswer);
    }
    const text = JSON.stringify(result, null, url.searchParams.get('prettyPrint') === 'false' ? 0 : 2);
    if (fault && typeof fault.what === 'string') {
      logged.answer = fault.what;
      return replyBroken(request, fault.what, text);
    }
    return replyJson(request, 200, text);
  };

  const api: LoopbackApi = {
    root: '',
    key,
    world,
    faults: [...faults],
    beforeAnswer: null,
    quotaLeft: quota ?? Number.POSITIVE_INFINITY,
    requests: [],
    units: () => api.requests.reduce((sum, { units }) => sum + units, 0),
    forget: () => {
      api.requests.length = 0;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  api.root = `${certificate ? 'https' : 'http'}://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return api;
}

function checkKey(url: URL, request: IncomingMessage, key: string): ErrorAnswer | null {
  const given = request.headers['x-goog-api-key'] ?? url.searchParams.get('key');
  if (given === null || given === '') return errorAnswers.keyMissing;
  return given === key ? null : errorAnswers.keyInvalid;
}

function spend(api: LoopbackApi, logged: LoggedRequest): ErrorAnswer | null {
  if (api.quotaLeft <= 0) return errorAnswers.quotaExceeded;
  api.quotaLeft -= 1;
  logged.units = 1;
  return null;
}

function makeAnswer(method: Method, url: URL, world: World, quirks: Quirks): object | ErrorAnswer {
  const query: Query = {
    one: (name) => url.searchParams.get(name),
    list: (name) =>
      url.searchParams
        .getAll(name)
        .flatMap((value) => value.split(','))
        .filter((value) => value !== ''),
  };
  const parts = query.list('part');
  if (parts.length === 0 || parts.some((part) => !method.parts.includes(part)))
    return errorAnswers.unknownPart;
  const answer = method.answer(query, world, quirks);
  const fields = query.one('fields');
  if (fields === null || ('status' in answer && 'body' in answer)) return answer;
  try {
    return selectFields(answer, fields, method.shape, quirks.unknownFields ? ['futurePart'] : []) as object;
  } catch (error) {
    if (error instanceof InvalidSelection) return invalidFields(error.message);
    throw error;
  }
}
