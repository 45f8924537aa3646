import { errorAnswers } from '../api/error-bodies.ts';
import type { Fault } from '../api/faults.ts';
import type { MethodName } from '../api/methods.ts';

/** Where a fault strikes. channels.list is asked once; the other two methods have a first, a middle and a last request. */
const places: [MethodName, number][] = [
  ['channels.list', 1],
  ['playlistItems.list', 1],
  ['playlistItems.list', 2],
  ['playlistItems.list', 3],
  ['videos.list', 1],
  ['videos.list', 2],
  ['videos.list', 3],
];

/**
 * What becomes of an import at which one request goes wrong.
 * `healed`: tried again, exit 0, all as after a clean run. `restarted`: the same, but the list was read anew.
 * `keeps 2`: exit 3, and what was read is kept, here the first two of three batches. `refused`: exit 2, nothing changed.
 * The last rows are kin of rows above: one place is enough.
 */
const outcomes = `
                 | channels  list 1    list 2    list 3    videos 1  videos 2  videos 3
  408            | healed    healed    healed    healed    healed    healed    healed
  429 per minute | healed    healed    healed    healed    healed    healed    healed
  500            | healed    healed    healed    healed    healed    healed    healed
  503            | healed    healed    healed    healed    healed    healed    healed
  503 HTML       | healed    healed    healed    healed    healed    healed    healed
  reset          | healed    healed    healed    healed    healed    healed    healed
  hang           | healed    healed    healed    healed    healed    healed    healed
  cut off        | healed    healed    healed    healed    healed    healed    healed
  bad JSON       | healed    healed    healed    healed    healed    healed    healed
  empty          | healed    healed    healed    healed    healed    healed    healed
  no items       | healed    healed    healed    healed    healed    healed    healed
  304            | healed    healed    healed    healed    healed    healed    healed
  half gzip      | healed    healed    healed    healed    healed    healed    healed
  429 per day    | keeps 0   keeps 0   keeps 1   keeps 2   keeps 0   keeps 1   keeps 2
  403 quota      | keeps 0   keeps 0   keeps 1   keeps 2   keeps 0   keeps 1   keeps 2
  400            | refused   refused   keeps 1   keeps 2   refused   keeps 1   keeps 2
  401            | refused   refused   keeps 1   keeps 2   refused   keeps 1   keeps 2
  404            | refused   refused   keeps 1   keeps 2   refused   keeps 1   keeps 2
  bad page token | keeps 0   restarted restarted restarted keeps 0   keeps 1   keeps 2
  403 per minute | .         .         healed    .         .         .         .
  hang midway    | .         .         .         .         .         healed    .
  half JSON      | .         .         healed    .         .         .         .
  items no list  | .         .         .         .         .         healed    .
  bad gzip       | .         .         .         .         .         healed    .
  no gzip        | .         .         .         .         .         clean     .
  403 key        | refused   .         .         .         .         .         keeps 2
  302            | .         refused   .         .         .         keeps 1   .
`;

const soon = { 'retry-after': '0' };

/** The faults of the table's first column. */
const faults: Record<string, Pick<Fault, 'what' | 'headers'>> = {
  '408': { what: 'timedOut' },
  '429 per minute': { what: 'ratePerMinute', headers: soon },
  '403 per minute': { what: 'userRateLimitExceeded', headers: soon },
  '500': { what: 'backendError' },
  '503': { what: 'unavailable', headers: soon },
  '503 HTML': { what: { ...errorAnswers.html502, status: 503 } },
  reset: { what: 'reset' },
  hang: { what: 'hang' },
  'hang midway': { what: 'hang-midway' },
  'cut off': { what: 'truncated' },
  'half JSON': { what: 'short' },
  'bad JSON': { what: 'bad-json' },
  empty: { what: 'empty' },
  'no items': { what: 'missing-items' },
  'items no list': { what: 'wrong-shape' },
  '304': { what: 'not-modified' },
  'half gzip': { what: 'short-gzip' },
  'bad gzip': { what: 'bad-gzip' },
  'no gzip': { what: 'plain' },
  '429 per day': { what: 'ratePerDay', headers: soon },
  '403 quota': { what: 'quotaExceeded', headers: soon },
  '400': { what: 'badRequest', headers: soon },
  '401': { what: 'unauthenticated', headers: soon },
  '403 key': { what: 'serviceBlocked', headers: soon },
  '404': { what: 'playlistNotFound', headers: soon },
  '302': { what: 'redirect' },
  'bad page token': { what: 'invalidPageToken', headers: soon },
};

type Outcome = 'clean' | 'healed' | 'restarted' | 'refused' | `keeps ${number}`;

/** One cell of the table. */
export interface Cell {
  name: string;
  fault: Fault;
  outcome: Outcome;
}

/** The table, cell by cell. */
export function listCells(): Cell[] {
  const rows = outcomes
    .split('\n')
    .slice(2)
    .filter((line) => line.trim() !== '');
  return rows.flatMap((row) => {
    const [name = '', cells = ''] = row.split('|').map((part) => part.trim());
    const fault = faults[name];
    const found = cells.match(/(?:keeps )?[\w.]+/g) ?? [];
    if (!fault || found.length !== places.length) throw new Error(`The table is odd at "${name}".`);
    return places.flatMap(([method, at], index): Cell[] => {
      if (found[index] === '.') return [];
      const outcome = found[index] as Outcome;
      return [{ name: `${name} at ${method} ${at}: ${outcome}`, fault: { ...fault, method, at }, outcome }];
    });
  });
}
