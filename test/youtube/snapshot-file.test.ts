import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Listing } from '../../src/model/listing.ts';
import { parseSnapshot, serialiseSnapshot } from '../../src/youtube/snapshot.ts';
import { readSnapshot } from '../../src/youtube/snapshot-file.ts';
import { makeVideo, makeVideoId } from '../api/resources.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tubematter-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** What a reader gives or says for a text. */
function readBoth(content: string | Buffer) {
  const file = join(folder, 'channel.json');
  const bytes = Buffer.from(content as string);
  writeFileSync(file, bytes);
  const ask = (read: () => Listing) => {
    try {
      return read();
    } catch (error) {
      return String(error);
    }
  };
  const whole = ask(() => parseSnapshot(bytes.toString('utf8'), file));
  return { byLines: ask(() => readSnapshot(file, (resource) => resource)), whole };
}

const channel = 'UCsampleChannel_0000001A';
const makeListing = (resources: unknown[], source: Listing['source'], title: string | null): Listing => ({
  source,
  channelId: channel,
  channelTitle: title,
  resources,
  unavailable: [{ videoId: makeVideoId(9), reason: 'private' }],
  stopped: null,
  warnings: [],
  units: 0,
});

const text = fc.string({ unit: 'binary' });
const id = fc.string({ unit: fc.constantFrom(...'abX0-_'), minLength: 11, maxLength: 11 });
const resource = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('youtube#video'), id, snippet: fc.record({ title: text }) }),
  },
  fc.jsonValue(),
);
const listing = fc
  .tuple(
    fc.array(resource, { maxLength: 6 }),
    fc.oneof(
      fc.record({ kind: fc.constant('handle' as const), handle: text }),
      fc.record({ kind: fc.constant('videos' as const), ids: fc.array(id) }),
    ),
    fc.option(text),
  )
  .map(([resources, source, title]) => makeListing(resources, source, title));

describe('readSnapshot', () => {
  it('reads what was written as parseSnapshot does', () => {
    fc.assert(
      fc.property(listing, (given) => {
        const { byLines, whole } = readBoth(serialiseSnapshot(given));
        expect(whole).not.toBeTypeOf('string');
        expect(byLines).toEqual(whole);
      }),
    );
  });

  it('reads it as parseSnapshot does, or says the same, whatever was done to its text', () => {
    const pieces = fc.constantFrom(
      ...[
        '\n',
        '\r\n',
        ',',
        ']',
        '  ],',
        '  "items": [',
        '"items": [],',
        '{}',
        '\u2028',
        '\ufeff',
        'x',
        '1,2',
        ' ',
        '{"a":1,"items":5}',
      ],
    );
    const change = fc.record({
      at: fc.nat(),
      cut: fc.nat({ max: 3 }),
      put: fc.oneof(pieces, fc.constant('')),
    });
    const line = fc.record({
      at: fc.nat(),
      cut: fc.nat({ max: 2 }),
      put: fc.array(pieces, { maxLength: 2 }),
    });
    fc.assert(
      fc.property(
        listing,
        fc.array(change, { maxLength: 2 }),
        fc.array(line, { maxLength: 2 }),
        (given, changes, moves) => {
          const lines = serialiseSnapshot(given).split('\n');
          for (const { at, cut, put } of moves) lines.splice(at % lines.length, cut, ...put);
          let changed = lines.join('\n');
          for (const { at, cut, put } of changes) {
            const place = at % (changed.length + 1);
            changed = changed.slice(0, place) + put + changed.slice(place + cut);
          }
          const { byLines, whole } = readBoth(changed);
          expect(byLines).toEqual(whole);
        },
      ),
      { numRuns: 1000 },
    );
  });

  const items = [0, 1, 1, 2].map((number) => makeVideo(number, {}, channel, 'Sample').resource);
  const written = serialiseSnapshot(makeListing(items, { kind: 'channel', id: channel }, 'Sample'));
  const [head = ''] = written.split('\n  "items"');
  it.each<[string, string | Buffer]>([
    ['one indented through and through', JSON.stringify(JSON.parse(written), null, 2)],
    ['one on a single line', JSON.stringify(JSON.parse(written))],
    ['the answer of videos.list', JSON.stringify({ items }, null, 2)],
    ['CRLF line ends', written.replaceAll('\n', '\r\n')],
    ['more behind a very long line end', `${written.trimEnd()}${' '.repeat(3e5)}more`],
    ['a very long last line that is whole', `${written.trimEnd()}${' '.repeat(3e5)}`],
    ['a very long item', written.replace('\n  ],', `${' '.repeat(3e5)}\n  ],`)],
    ['a byte order mark', `\ufeff${written}`],
    [
      'items in a part of it',
      `{"part": {\n  "items": [\n1,\n2\n  ],\n"x": 1},${head.slice(1)}, "items": [], "unavailable": []}`,
    ],
    ['items twice', `${head},\n  "items": [\n1\n  ],\n  "items": [\n2\n  ],\n  "unavailable": []}`],
    ['items of another kind later', `${head},\n  "items": [\n1\n  ],\n  "items": 5,\n  "unavailable": []}`],
    ['half of it', written.slice(0, written.length / 2)],
    [
      'bytes that are no UTF-8',
      Buffer.concat([
        Buffer.from(head),
        Buffer.from(',\n  "items": [\n"a\xe2\x82"\n  ],\n"unavailable":[]}', 'latin1'),
      ]),
    ],
    ['a newer version', written.replace('"version": 1', '"version": 2')],
    ['a line that is too long', written.replace('Sample video 0', 'x'.repeat(2 ** 21))],
    [
      'resources across the pieces that are read',
      serialiseSnapshot(
        makeListing(
          Array.from({ length: 900 }, (_, n) => makeVideo(n, {}, channel, 'ä🚲').resource),
          { kind: 'channel', id: channel },
          'ä🚲',
        ),
      ),
    ],
  ])('reads %s as parseSnapshot does', (_, given) => {
    const { byLines, whole } = readBoth(given);
    expect(byLines).toEqual(whole);
  });

  it.each([
    ['own', written],
    ['own on a single line', JSON.stringify(JSON.parse(written))],
    ['the answer of videos.list', JSON.stringify({ items }, null, 2)],
  ])('reads one that comes through a pipe: %s', async (name, given) => {
    const [file, pipe] = [join(folder, `${name}.json`), join(folder, `${name}.pipe`)];
    writeFileSync(file, given);
    execFileSync('mkfifo', [pipe]);
    const writer = spawn('sh', ['-c', 'cat "$0" > "$1"', file, pipe]);
    const listing = readSnapshot(pipe, (resource) => resource);
    await once(writer, 'close');
    expect(listing).toEqual(parseSnapshot(given, pipe));
  });

  it('keeps of each resource only what it is asked for', () => {
    const file = join(folder, 'own.json');
    writeFileSync(file, written);
    expect(readSnapshot(file, (given) => (given as { id: string }).id).resources).toEqual(
      [2, 1, 0].map(makeVideoId),
    );
  });
});
