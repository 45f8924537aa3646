/** An answer other than a list. `body` is sent as it is: JSON for an object, HTML for a string. */
export interface ErrorAnswer {
  status: number;
  body: object | string;
  headers?: Record<string, string>;
}

const project = 'projects/100000000001';

/** The answers with which Google's servers refuse, in the shapes that have been seen in the wild. */
export const errorAnswers = {
  quotaExceeded: older(
    403,
    'youtube.quota',
    'quotaExceeded',
    'The request cannot be completed because you have exceeded your <a href="/youtube/v3/getting-started#quota">quota</a>.',
  ),
  dailyLimitExceeded: older(
    403,
    'usageLimits',
    'dailyLimitExceeded',
    'Daily Limit Exceeded. The quota will be reset at midnight Pacific Time (PT).',
  ),
  ratePerDay: newer(
    429,
    'RESOURCE_EXHAUSTED',
    'rateLimitExceeded',
    "Quota exceeded for quota metric 'Queries' and limit 'Queries per day' of service 'youtube.googleapis.com' for consumer 'project_number:100000000001'.",
    errorInfo('RATE_LIMIT_EXCEEDED', { quota_limit: 'defaultPerDayPerProject', quota_unit: '1/d/{project}' }),
  ),
  ratePerMinute: newer(
    429,
    'RESOURCE_EXHAUSTED',
    'rateLimitExceeded',
    "Quota exceeded for quota metric 'Queries' and limit 'Queries per minute' of service 'youtube.googleapis.com' for consumer 'project_number:100000000001'.",
    errorInfo('RATE_LIMIT_EXCEEDED', {
      quota_limit: 'defaultPerMinutePerProject',
      quota_unit: '1/min/{project}',
    }),
  ),
  userRateLimitExceeded: older(403, 'usageLimits', 'userRateLimitExceeded', 'User Rate Limit Exceeded'),
  keyInvalid: newer(
    400,
    'INVALID_ARGUMENT',
    'badRequest',
    'API key not valid. Please pass a valid API key.',
    errorInfo('API_KEY_INVALID'),
  ),
  keyInvalidOlder: older(400, 'usageLimits', 'keyInvalid', 'Bad Request'),
  keyMissing: newer(
    403,
    'PERMISSION_DENIED',
    'forbidden',
    "Method doesn't allow unregistered callers (callers without established identity). Please use API Key or other form of API consumer identity to call this API.",
  ),
  serviceDisabled: newer(
    403,
    'PERMISSION_DENIED',
    'accessNotConfigured',
    'YouTube Data API v3 has not been used in project 100000000001 before or it is disabled.',
    {
      '@type': 'type.googleapis.com/google.rpc.Help',
      links: [
        {
          description: 'Google developers console API activation',
          url: 'https://console.developers.google.com/apis/api/youtube.googleapis.com/overview?project=100000000001',
        },
      ],
    },
    errorInfo('SERVICE_DISABLED'),
  ),
  serviceBlocked: newer(
    403,
    'PERMISSION_DENIED',
    'forbidden',
    'Requests to this API youtube method youtube.api.v3.V3DataChannelService.List are blocked.',
    errorInfo('API_KEY_SERVICE_BLOCKED'),
  ),
  referrerBlocked: newer(
    403,
    'PERMISSION_DENIED',
    'forbidden',
    'Requests from referer <empty> are blocked.',
    errorInfo('API_KEY_HTTP_REFERRER_BLOCKED'),
  ),
  addressBlocked: older(
    403,
    'usageLimits',
    'ipRefererBlocked',
    'There is a per-IP or per-Referer restriction configured on your API key and the request does not match these restrictions.',
  ),
  unauthenticated: {
    ...newer(401, 'UNAUTHENTICATED', 'authError', 'Request had invalid authentication credentials.'),
    headers: { 'www-authenticate': 'Bearer realm="https://accounts.google.com/", error="invalid_token"' },
  },
  playlistNotFound: parameter(
    404,
    'youtube.playlistItem',
    'playlistNotFound',
    'playlistId',
    "The playlist identified with the request's <code>playlistId</code> parameter cannot be found.",
  ),
  playlistForbidden: older(403, 'youtube.playlistItem', 'playlistItemsNotAccessible', 'Forbidden'),
  invalidPageToken: parameter(
    400,
    'youtube.parameter',
    'invalidPageToken',
    'pageToken',
    'The request specifies an invalid page token.',
  ),
  invalidFilters: parameter(
    400,
    'youtube.parameter',
    'invalidFilters',
    'parameters.',
    'The request specifies an invalid filter parameter.',
  ),
  unknownPart: parameter(400, 'youtube.part', 'unknownPart', 'part', "'{0}'"),
  badRequest: newer(400, 'INVALID_ARGUMENT', 'badRequest', 'Request contains an invalid argument.'),
  backendError: older(500, 'global', 'backendError', 'Backend Error'),
  unavailable: newer(503, 'UNAVAILABLE', 'backendError', 'The service is currently unavailable.'),
  timedOut: older(408, 'global', 'timeout', 'Request Timeout'),
  html502: {
    status: 502,
    body: '<!DOCTYPE html><html lang=en><title>Error 502 (Server Error)!!1</title><p><b>502.</b> <ins>That’s an error.</ins><p>The server encountered a temporary error. Please try again in 30 seconds.</html>',
  },
  proxyLogin: { status: 407, body: '<html><title>407</title><p>Proxy Authentication Required</html>' },
} as const satisfies Record<string, ErrorAnswer>;

/** No filter, or several, where the method wants exactly one. */
export function missingFilter(expected: string): ErrorAnswer {
  return parameter(
    400,
    'youtube.parameter',
    'missingRequiredParameter',
    '',
    `No filter selected. Expected one of: ${expected}`,
  );
}

/** `fields` that select what is not there. */
export function invalidFields(name: string): ErrorAnswer {
  return parameter(400, 'global', 'invalidParameter', 'fields', `Invalid field selection ${name}`);
}

/** A path that the server does not know. */
export function unknownPath(path: string): ErrorAnswer {
  const shown = path.replace(/[<>&"]/g, '');
  return {
    status: 404,
    body: `<!DOCTYPE html><html lang=en><title>Error 404 (Not Found)!!1</title><p>The requested URL <code>${shown}</code> was not found on this server.</html>`,
  };
}

function older(code: number, domain: string, reason: string, message: string): ErrorAnswer {
  return { status: code, body: { error: { code, message, errors: [{ message, domain, reason }] } } };
}

function parameter(
  code: number,
  domain: string,
  reason: string,
  location: string,
  message: string,
): ErrorAnswer {
  const errors = [{ message, domain, reason, location, locationType: 'parameter' }];
  return { status: code, body: { error: { code, message, errors } } };
}

function newer(
  code: number,
  status: string,
  reason: string,
  message: string,
  ...details: object[]
): ErrorAnswer {
  const errors = [{ message, domain: 'global', reason }];
  return {
    status: code,
    body: { error: { code, message, errors, status, ...(details.length > 0 && { details }) } },
  };
}

function errorInfo(reason: string, metadata: Record<string, string> = {}): object {
  return {
    '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
    reason,
    domain: 'googleapis.com',
    metadata: { ...metadata, service: 'youtube.googleapis.com', consumer: project },
  };
}
