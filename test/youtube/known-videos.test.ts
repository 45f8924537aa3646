import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeCensus, findKnownVideos, findUnimported } from '../../src/model/census.ts';
import type { KnownVideos, Listing } from '../../src/model/listing.ts';
import { type Lockfile, makeLockfile } from '../../src/model/lockfile.ts';
import { isWhole } from '../../src/youtube/known-videos.ts';
import type { LoopbackApi } from '../api/server.ts';
import { makeWorld, remove, sampleChannelId, setState, upload, type World } from '../api/world.ts';
import '../seed.ts';
import { fetchFrom, listIds, withApi } from './harness.ts';

const cases = Number(process.env['FUZZ_RUNS'] ?? 200);

/** Those in the middle go back where they are made again. */
const whats = ['remove', 'private', 'drop', 'unlist', 'hide', 'move', 'repeat', 'retitle', 'want'] as const;

/** The newest, and two of the second page of the list: few, so that changes of one video meet. */
const place = fc.constantFrom(0, 51, 54);
const change = fc.oneof(
  {
    weight: 1,
    arbitrary: fc.record({ what: fc.constant('upload' as const), place: fc.constantFrom(0, 53) }),
  },
  { weight: 5, arbitrary: fc.record({ what: fc.constantFrom(...whats), place }) },
);
const miscount = fc.integer({ min: -2, max: 2 });
const night = fc.record({
  changes: fc.array(change, { maxLength: 3 }),
  /** In a night without other changes, YouTube's counts are off by other numbers than before. */
  miscounts: fc.option(fc.record({ list: miscount, channel: miscount }), { freq: 5 }),
});
type Night = typeof night extends fc.Arbitrary<infer T> ? T : never;
type Change = Night['changes'][number];

describe('what is known of a channel is all of it', () => {
  const known = { listed: ['a', 'b'], absent: { c: 'private' as const }, surplus: { list: 1, channel: -1 } };
  const same = { newest: ['a'], listCount: 3, channelCount: 1 };
  const isPublic = (id: string) => id !== 'c';

  it.each([
    ['where nothing has changed', same, isPublic, true],
    ['with new videos', { newest: ['n', 'a'], listCount: 4, channelCount: 2 }, isPublic, true],
    ['but for one that left', { ...same, listCount: 2, channelCount: 0 }, (id: string) => id === 'a', false],
    ['but for one that came back', { ...same, channelCount: 2 }, () => true, false],
    ['but for one that came back, where the count is late', same, () => true, false],
    ['but for one in the middle of the list', { ...same, listCount: 4, channelCount: 2 }, isPublic, false],
    ['but for one that was private', { ...same, channelCount: 2 }, isPublic, false],
    ['but for a placeholder', { ...same, listCount: 4 }, isPublic, false],
    ['where YouTube gives no counts', { ...same, listCount: null, channelCount: null }, isPublic, false],
  ])('%s', (_, answers, isPublic, expected) => {
    expect(isWhole(known, { ...answers, isPublic })).toBe(expected);
  });
});

describe('a channel whose videos are known', () => {
  it('is read as if all of its list were read, whatever changed', async () => {
    let quick = 0;
    await withApi({ world: makeWorld(0) }, async (api) => {
      const property = fc.asyncProperty(
        fc.integer({ min: 49, max: 104 }),
        fc.array(night, { minLength: 1, maxLength: 3 }),
        async (videos, nights) => {
          const channel = openChannel(api, videos);
          await channel.begin();
          for (const night of nights) {
            channel.change(night);
            const units = await channel.compare();
            if (units.quick < units.full) quick++;
          }
        },
      );
      await fc.assert(property, { numRuns: cases });
    });
    expect(quick).toBeGreaterThan(cases / 10);
  }, 600_000);
});

/** A channel on the server, and the lockfile of a site that imports it each night. */
function openChannel(api: LoopbackApi, videos: number) {
  const world = makeWorld(videos);
  api.world = world;
  const wanted = new Set([...world.videos.keys()].filter((_, at) => at % 3 > 0));
  let lockfile = makeLockfile();
  let uploads = 1000;

  const list = async (known: KnownVideos | null) => {
    api.forget();
    const { listing } = await fetchFrom(api, undefined, { known });
    expect(listing).toMatchObject({ stopped: null, units: api.units() });
    return listing;
  };

  /**
   * What the quick listing may miss until all is listed again: that the list has lost a known video that is still
   * public, or one that is gone, and that it names one again that nothing knows, if YouTube's counts say none of it.
   */
  const expectHidden = (
    lost: string[],
    found: string[],
    known: KnownVideos,
    quick: Listing,
    full: Listing,
  ) => {
    const isAbsent = (id: string) => Object.hasOwn(known.absent, id);
    for (const id of lost.filter((id) => !isAbsent(id))) {
      expect(known.listed).toContain(id);
      expect(world.videos.get(id)).toMatchObject({
        state: 'public',
        resource: { status: { privacyStatus: 'public' } },
      });
    }
    for (const id of found) expect([...known.listed, ...Object.keys(known.absent)]).not.toContain(id);
    const count = ({ census }: Listing, surplus = census?.surplus) => {
      const readable = census?.listed.length ?? 0;
      return [readable + (surplus?.list ?? 0), readable + (surplus?.channel ?? 0)];
    };
    expect(count(quick, known.surplus)).toEqual(count(full));
  };

  return {
    /** Lists all, and notes it. */
    begin: async () => {
      lockfile = note(lockfile, await list(null), wanted);
    },
    change: ({ changes, miscounts }: Night) => {
      if (miscounts) world.miscounts = miscounts;
      else for (const { what, place } of changes) apply(world, what, place, wanted, ++uploads);
    },
    /** Lists what is known and what is new, and then all: both must lead to the same. Returns the units of both. */
    compare: async () => {
      const known = findKnownVideos(lockfile, sampleChannelId);
      if (known === null) throw new Error('Nothing is known of the channel.');
      const quick = await list(known);
      const full = keepReasons(await list(null), quick, known);
      const pages = Object.keys(lockfile.pages);
      const [lost, found] = [subtract(quick, full, pages), subtract(full, quick, pages)];
      if (lost.length + found.length > 0) expectHidden(lost, found, known, quick, full);
      else {
        expect(sortListing(quick, pages)).toEqual(sortListing(full, pages));
        expect(note(lockfile, quick, wanted)).toEqual(note(lockfile, full, wanted));
      }
      lockfile = note(lockfile, quick, wanted);
      return { quick: quick.units, full: full.units };
    },
  };
}

/** The lockfile after an import that makes pages of the wanted videos. */
function note(before: Lockfile, listing: Listing, wanted: Set<string>): Lockfile {
  const lockfile = structuredClone(before);
  for (const id of listIds(listing).filter((id) => wanted.has(id))) {
    lockfile.pages[id] ??= { url: `/${id}/`, values: {}, source: sampleChannelId };
  }
  lockfile.sources[sampleChannelId] = describeCensus(listing, before, sampleChannelId);
  lockfile.unimported = findUnimported(listing.census?.listed ?? [], lockfile.pages, sampleChannelId);
  return lockfile;
}

/** Why a known video is gone may change, and no count shows it: the quick listing says why it was. */
function keepReasons(full: Listing, quick: Listing, { absent }: KnownVideos): Listing {
  const said = new Map(quick.unavailable.map((video) => [video.videoId, video]));
  const unavailable = full.unavailable.map((video) =>
    Object.hasOwn(absent, video.videoId) ? (said.get(video.videoId) ?? video) : video,
  );
  return { ...full, unavailable };
}

/** The videos of which one listing says something to a site with these pages, and the other does not. */
function subtract(one: Listing, other: Listing, pages: string[]): string[] {
  const name = (listing: Listing) => {
    const { resources, unavailable } = sortListing(listing, pages);
    return [...resources.keys(), ...unavailable.keys()];
  };
  const others = new Set(name(other));
  return name(one).filter((id) => !others.has(id));
}

/** What planning makes use of. */
function sortListing({ resources, unavailable, census }: Listing, pages: string[]) {
  return {
    resources: new Map((resources as { id: string }[]).map((resource) => [resource.id, resource])),
    unavailable: new Map(
      unavailable
        .filter(({ videoId }) => pages.includes(videoId))
        .map(({ videoId, reason }) => [videoId, reason]),
    ),
    listed: new Set(census?.listed),
    surplus: census?.surplus,
  };
}

function apply(world: World, what: Change['what'], place: number, wanted: Set<string>, number: number): void {
  const [playlist] = world.playlists.values();
  const items = playlist?.items ?? [];
  const all = [...world.videos.keys()];
  const id = all[place % all.length] ?? '';
  const insert = (id: string) => items.splice(Math.min(place, items.length), 0, id);
  const take = (id: string) => items.splice(0, items.length, ...items.filter((item) => item !== id));
  const status = world.videos.get(id)?.resource.status ?? {};
  switch (what) {
    case 'upload': {
      const video = upload(world, number);
      take(video);
      insert(video);
      if (number % 2 > 0) wanted.add(video);
      break;
    }
    case 'remove':
      if (all.length > 1) remove(world, id);
      break;
    case 'private':
    case 'drop': {
      const state = what === 'drop' ? 'dropped' : 'private';
      setState(world, id, world.videos.get(id)?.state === state ? 'public' : state);
      break;
    }
    case 'unlist': {
      const isPublic = status['privacyStatus'] === 'public';
      status['privacyStatus'] = isPublic ? 'unlisted' : 'public';
      take(id);
      if (!isPublic) insert(id);
      break;
    }
    case 'hide': {
      const isHidden = !items.includes(id);
      take(id);
      if (isHidden && status['privacyStatus'] === 'public') insert(id);
      break;
    }
    case 'move':
      take(id);
      if (status['privacyStatus'] === 'public') insert(id);
      break;
    case 'repeat':
      if (items.includes(id)) insert(id);
      break;
    case 'retitle': {
      const snippet = world.videos.get(id)?.resource.snippet;
      if (snippet) snippet.title = `Title ${number}`;
      break;
    }
    case 'want':
      wanted.add(id);
      break;
  }
}
