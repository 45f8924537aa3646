import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/model/error.ts';
import { isPassing, readFailure } from '../../src/youtube/api-error.ts';
import { describeNetworkError } from '../../src/youtube/network-errors.ts';
import { type ErrorAnswer, errorAnswers, unknownPath } from '../api/error-bodies.ts';
import { addPlaylist, makeWorld } from '../api/world.ts';
import { fetchFrom, sampleChannel, withApi } from './harness.ts';

function read({ status, body, headers }: ErrorAnswer) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return readFailure(
    status,
    text,
    new Headers(headers),
    'ACME_YOUTUBE_KEY',
    new Date('2026-11-24T12:00:00Z'),
  );
}

describe('readFailure', () => {
  it.each<[keyof typeof errorAnswers, string, RegExp, RegExp]>([
    ['quotaExceeded', 'quota', /daily YouTube quota/, /./],
    ['dailyLimitExceeded', 'quota', /daily YouTube quota/, /./],
    ['ratePerDay', 'quota', /daily YouTube quota/, /./],
    ['ratePerMinute', 'rate', /rate limiting: Quota exceeded .* per minute/, /./],
    ['userRateLimitExceeded', 'rate', /rate limiting: User Rate Limit Exceeded/, /./],
    ['keyInvalid', 'refused', /does not accept the API key: API key not valid/, /ACME_YOUTUBE_KEY/],
    ['keyInvalidOlder', 'refused', /does not accept the API key/, /ACME_YOUTUBE_KEY/],
    ['keyMissing', 'refused', /No API key reached YouTube/, /ACME_YOUTUBE_KEY/],
    [
      'serviceDisabled',
      'refused',
      /not enabled/,
      /https:\/\/console\.developers\.google\.com\/apis\/api\/youtube\.googleapis\.com\/overview\?project=100000000001/,
    ],
    ['serviceBlocked', 'refused', /restricted to other APIs/, /YouTube Data API v3/],
    [
      'referrerBlocked',
      'refused',
      /restricted to certain web sites.*Requests from referer/,
      /without that restriction/,
    ],
    ['addressBlocked', 'refused', /restricted to certain web sites.*per-IP/, /without that restriction/],
    ['unauthenticated', 'refused', /does not accept the API key/, /ACME_YOUTUBE_KEY .*credentials/],
    ['playlistNotFound', 'not-found', /request's playlistId parameter cannot be found/, /private or deleted/],
    ['playlistForbidden', 'refused', /playlist is private/, /public or unlisted/],
    ['invalidPageToken', 'page-token', /changed while it was read/, /./],
    ['badRequest', 'refused', /Request contains an invalid argument \(HTTP 400\)\.$/, /source/],
    ['backendError', 'server', /Backend Error \(HTTP 500\)/, /later/],
    ['unavailable', 'server', /currently unavailable/, /later/],
    ['timedOut', 'server', /HTTP 408/, /later/],
    ['html502', 'server', /That’s an error\. ?The server encountered/, /later/],
    ['proxyLogin', 'refused', /proxy requires a login/, /HTTPS_PROXY/],
  ])('%s is of kind %s', (name, kind, message, hint) => {
    const failure = read(errorAnswers[name]);
    expect(failure.kind).toBe(kind);
    expect(failure.message).toMatch(message);
    expect(failure.hint).toMatch(hint);
    expect(failure.message + failure.hint).not.toMatch(/<(?!empty>)|&lt;|undefined|\n/);
  });

  it.each<[string, ErrorAnswer, string, RegExp]>([
    ['a path that is not the API', unknownPath('/youtube/v3/videos'), 'refused', /not found on this server/],
    ['a redirect', { status: 307, body: '' }, 'refused', /a redirect/],
    ['a 304', { status: 304, body: '' }, 'garbled', /HTTP 304/],
    ['a 204', { status: 204, body: '' }, 'garbled', /HTTP 204/],
    [
      'a quota of the minute',
      {
        status: 403,
        body: {
          error: { message: 'Quota exceeded: queries per minute', errors: [{ reason: 'quotaExceeded' }] },
        },
      },
      'rate',
      /per minute/,
    ],
    ['an empty 503', { status: 503, body: '' }, 'server', /own: HTTP 503\.$/],
    ['a 429 in HTML', { status: 429, body: '<p>Slow <b>down</b></p>' }, 'rate', /Slow down/],
    ['a 403 in HTML', { status: 403, body: '<h1>Blocked by policy</h1>' }, 'refused', /Blocked by policy/],
    ['an error of an odd shape', { status: 400, body: { error: 'invalid_grant' } }, 'refused', /HTTP 400/],
    [
      'errors that are no list',
      { status: 400, body: { error: { message: 5, errors: 'x', details: [3] } } },
      'refused',
      /HTTP 400/,
    ],
    [
      'terminal escapes',
      { status: 400, body: { error: { message: '\u001b[2Jgone\r\n' } } },
      'refused',
      /: \[2Jgone \(/,
    ],
    ['a novel', { status: 400, body: { error: { message: 'x'.repeat(5000) } } }, 'refused', /^.{1,400}$/],
    [
      'permission denied with a misleading reason',
      {
        status: 403,
        body: {
          error: {
            message: 'The caller does not have permission',
            errors: [{ reason: 'SERVICE_UNAVAILABLE' }],
          },
        },
      },
      'refused',
      /does not have permission/,
    ],
  ])('%s', (_, answer, kind, message) => {
    const failure = read(answer);
    expect(failure.kind).toBe(kind);
    expect(failure.message).toMatch(message);
  });

  it.each([
    ['120', 120],
    ['0', 0],
    ['Tue, 24 Nov 2026 12:01:30 GMT', 90],
    ['Tue, 24 Nov 2026 11:00:00 GMT', 0],
    ['Sunday, 06-Nov-94 08:49:37 GMT', 0],
    ['99999999999999999999', 1e20],
    ['9'.repeat(400), Number.POSITIVE_INFINITY],
    ['Fri, 31 Dec 9999 23:59:59 GMT', 251_606_779_199],
    ['soon', null],
    // Date.parse takes these for days.
    ['-5', null],
    ['1.5', null],
    ['2026', 2026],
    ['2027-01-01', null],
    ['Tue, 99 Nov 2026', null],
    ['', null],
    [undefined, null],
  ])('reads Retry-After: %s', (value, seconds) => {
    const headers = value === undefined ? {} : { 'retry-after': value };
    expect(read({ ...errorAnswers.unavailable, headers }).retryAfterSeconds).toBe(seconds);
  });
});

describe('describeNetworkError', () => {
  it.each([
    [{ code: 'ECONNRESET' }, 'network', /the connection was cut \(ECONNRESET\)/],
    [{ cause: { cause: { code: 'ENOTFOUND' } } }, 'network', /does not resolve/],
    [new Error('secret'), 'network', /the connection broke\.$/],
    ['text', 'network', /the connection broke/],
    [{ code: 'SELF_SIGNED_CERT_IN_CHAIN' }, 'refused', /is not trusted/],
    [{ code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' }, 'refused', /is not trusted/],
    [{ code: 'a code with spaces' }, 'network', /the connection broke\.$/],
  ])('%o', (error, kind, message) => {
    const failure = describeNetworkError(error, false);
    expect(failure.kind).toBe(kind);
    expect(failure.message).toMatch(message);
    expect(isPassing(failure)).toBe(kind === 'network');
  });
});

describe('what a person reads', () => {
  it('names an unknown channel', async () => {
    await withApi({ world: makeWorld(3) }, async (api) => {
      const running = fetchFrom(api, { kind: 'handle', handle: '@nobody' });
      await expect(running).rejects.toThrow('YouTube knows no channel @nobody.');
      await expect(running).rejects.toBeInstanceOf(UserError);
    });
  });

  it('names an unknown playlist, and says that a private one is private', async () => {
    const world = makeWorld(3);
    const { id } = addPlaylist(world, [], true);
    await withApi({ world }, async (api) => {
      await expect(fetchFrom(api, { kind: 'playlist', id: 'PLunknown' })).rejects.toThrow(
        'no playlist PLunknown',
      );
      await expect(fetchFrom(api, { kind: 'playlist', id })).rejects.toThrow('The playlist is private.');
    });
  });

  it.each([
    'keyInvalid',
    'serviceDisabled',
    'serviceBlocked',
    'referrerBlocked',
    'proxyLogin',
    'redirect',
  ] as const)('is an error where nothing was read and no retry helps: %s', async (what) => {
    await withApi(
      { world: makeWorld(3), faults: [{ method: 'channels.list', at: 1, what }] },
      async (api) => {
        await expect(fetchFrom(api)).rejects.toBeInstanceOf(UserError);
        const methods = api.requests.map(({ method }) => method);
        expect(methods.filter((method) => method !== 'playlistItems.list')).toEqual(['channels.list']);
      },
    );
  });

  it.each([
    ['http://api.example.test', /not https/],
    ['http://127.0.0.1.example.test', /not https/],
    ['https://api.example.test/v3/', /must not have a path/],
    ['https://api.example.test/?x=1', /must not have a path/],
    ['https://user:word@api.example.test', /not a web address/],
    ['ftp://127.0.0.1', /not a web address/],
    ['api.example.test', /not a web address/],
    ['', /not a web address/],
  ])('refuses the API root "%s"', async (apiRoot, message) => {
    await withApi({ world: makeWorld(1) }, async (api) => {
      await expect(fetchFrom(api, sampleChannel, { apiRoot })).rejects.toThrow(message);
    });
  });

  it.each([
    ['', /no API key/],
    ['  ', /no API key/],
    ['line\nbreak', /characters that no key has/],
    ['schlüssel', /characters that no key has/],
  ])('refuses the key "%s" without repeating it', async (apiKey, message) => {
    await withApi({ world: makeWorld(1) }, async (api) => {
      const running = fetchFrom(api, sampleChannel, { apiKey });
      await expect(running).rejects.toThrow(message);
      expect(api.requests).toEqual([]);
    });
  });

  it('takes a key with white space around it', async () => {
    await withApi({ world: makeWorld(1) }, async (api) => {
      const { listing } = await fetchFrom(api, sampleChannel, { apiKey: ` ${api.key}\n` });
      expect(listing.stopped).toBeNull();
    });
  });
});
