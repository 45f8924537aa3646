import fc from 'fast-check';

/** JSON text that breaks what takes parsed JSON for granted. */
const values = fc.oneof(
  { weight: 2, arbitrary: fc.jsonValue({ maxDepth: 2 }) },
  {
    weight: 3,
    arbitrary: fc.constantFrom<unknown>(
      ...[null, true, false, 0, -1, 1e308, 2 ** 53, '', ' ', '0', '__proto__', 'constructor', 'toString'],
      ...[
        '../../../escaped',
        '/etc/passwd',
        '..',
        'v00000000\0_',
        'v000000001_/..',
        'v000000001_\n',
        'ZZZZZZZZZZZ',
      ],
      ...[
        'P0D',
        'PT',
        'P9999999999999999D',
        'PT-1S',
        '0000-01-01T00:00:00+23:59',
        '9999-12-31T23:59:59-23:59',
      ],
      ...[
        '2024-02-30T00:00:00Z',
        '2024-01-01T00:00Z',
        'yesterday',
        'https://x.test/"onload=',
        'javascript:alert(1)',
        '\ud800',
      ],
      ...[[], {}, [[]], [null], { length: 3 }, { id: 'v000000001_' }, { toJSON: 1 }],
    ),
  },
);

/** What may happen to one place of a structure. */
type Mutation =
  | { kind: 'set'; at: number; value: unknown }
  | { kind: 'drop'; at: number }
  | { kind: 'add'; at: number; key: string; value: unknown }
  | { kind: 'repeat'; at: number };

const at = fc.nat(10_000);
const newKeys = [
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'length',
  'id',
  'items',
  'future',
  '',
];
export const mutations: fc.Arbitrary<Mutation[]> = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant('set' as const), at, value: values }),
    fc.record({ kind: fc.constant('drop' as const), at }),
    fc.record({ kind: fc.constant('add' as const), at, key: fc.constantFrom(...newKeys), value: values }),
    fc.record({ kind: fc.constant('repeat' as const), at }),
  ),
  { minLength: 1, maxLength: 5 },
);

/** A place in a structure: what holds it, and its name there. */
interface Place {
  holder: Record<string, unknown> | unknown[];
  key: string;
}

function listPlaces(value: unknown): Place[] {
  if (typeof value !== 'object' || value === null) return [];
  const holder = value as Record<string, unknown>;
  return Object.keys(holder).flatMap((key) => [{ holder, key }, ...listPlaces(holder[key])]);
}

/** Does them one after another to a copy. The result is JSON text, in which `__proto__` is a key like any other. */
export function mutate(structure: unknown, steps: Mutation[]): string {
  const root = { all: structuredClone(structure) };
  for (const step of steps) {
    const places = listPlaces(root);
    const place = places[step.at % places.length];
    if (place) mutatePlace(place, step);
  }
  return JSON.stringify(root.all) ?? 'null';
}

function mutatePlace({ holder, key }: Place, step: Mutation): void {
  const inside = (holder as Record<string, unknown>)[key];
  const define = (target: object, name: string, value: unknown) =>
    Object.defineProperty(target, name, { value, enumerable: true, configurable: true, writable: true });
  if (step.kind === 'set') define(holder, key, step.value);
  else if (step.kind === 'drop') {
    if (Array.isArray(holder)) holder.splice(Number(key), 1);
    else delete holder[key];
  } else if (step.kind === 'repeat') {
    if (Array.isArray(holder)) holder.splice(Number(key), 0, structuredClone(inside));
  } else if (typeof inside === 'object' && inside !== null && !Array.isArray(inside)) {
    define(inside, step.key, step.value);
  }
}
