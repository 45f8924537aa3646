import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseSnapshot, serialiseSnapshot } from '../src/youtube/snapshot.ts';

interface Resource {
  kind: string;
  id: string;
  snippet: {
    publishedAt: string;
    channelId: string;
    title: string;
    description: string;
    thumbnails: Record<string, { url: string; width: number; height: number }>;
    tags?: string[];
    categoryId: string;
    liveBroadcastContent: string;
  };
  contentDetails?: { duration: string };
  liveStreamingDetails?: { actualEndTime?: string };
  player?: { embedWidth: string; embedHeight: string };
}

const path = new URL('../fixtures/sample-channel.json', import.meta.url);
const text = readFileSync(path, 'utf8');
const sample: {
  source: { id: string };
  channelId: string;
  items: Resource[];
  unavailable: { videoId: string; reason: string }[];
} = JSON.parse(text);

const duration = (item: Resource) => item.contentDetails?.duration;
const isTall = ({ player }: Resource) =>
  player !== undefined && Number(player.embedHeight) > Number(player.embedWidth);
const title = (pattern: RegExp) => (item: Resource) => pattern.test(item.snippet.title);
const description = (pattern: RegExp) => (item: Resource) => pattern.test(item.snippet.description);

/** What the sample is for: each case holds for one of its videos at least. */
const oddCases: [name: string, holds: (item: Resource) => boolean][] = [
  ['no tags', (item) => item.snippet.tags === undefined],
  ['no maxres thumbnail', (item) => item.snippet.thumbnails['maxres'] === undefined],
  ['three thumbnails', (item) => Object.keys(item.snippet.thumbnails).join() === 'default,medium,high'],
  ['thumbnails wider than maxres', (item) => (item.snippet.thumbnails['uhd']?.width ?? 0) > 1280],
  [
    'a running live stream',
    (item) => item.snippet.liveBroadcastContent === 'live' && duration(item) === 'P0D',
  ],
  [
    'an upcoming live stream',
    (item) => item.snippet.liveBroadcastContent === 'upcoming' && duration(item) === 'P0D',
  ],
  [
    'an upcoming premiere',
    (item) => item.snippet.liveBroadcastContent === 'upcoming' && duration(item) !== 'P0D',
  ],
  ['a live stream that ended', (item) => item.liveStreamingDetails?.actualEndTime !== undefined],
  [
    'an early Short',
    (item) => isTall(item) && item.snippet.publishedAt < '2024' && duration(item) === 'PT27S',
  ],
  [
    'a long Short',
    (item) => isTall(item) && item.snippet.publishedAt > '2025' && duration(item) === 'PT2M30S',
  ],
  ['portrait, too long for a Short', (item) => isTall(item) && duration(item) === 'PT4M'],
  [
    'a square Short',
    (item) => item.player !== undefined && item.player.embedHeight === item.player.embedWidth,
  ],
  ['landscape and short', (item) => item.player?.embedWidth === '1280' && duration(item) === 'PT45S'],
  ['no player', (item) => item.player === undefined],
  ['no contentDetails', (item) => item.contentDetails === undefined],
  ['longer than a day', (item) => duration(item) === 'P1DT2H'],
  ['a date with milliseconds', (item) => item.snippet.publishedAt.endsWith('.000Z')],
  ['an unknown category', (item) => item.snippet.categoryId === '99'],
  ['an unknown field', (item) => 'bicycleDetails' in item],
  ['an id that begins with a dash', (item) => item.id.startsWith('-')],
  ['an id that begins with an underscore', (item) => item.id.startsWith('_')],
  ['a title of emoji alone', title(/^[\p{Extended_Pictographic}\p{Emoji_Component}]+$/u)],
  ['a Japanese title', title(/\p{Script=Hiragana}/u)],
  ['an Arabic title', title(/\p{Script=Arabic}/u)],
  ['a Cyrillic title', title(/\p{Script=Cyrillic}/u)],
  ['a Greek title', title(/\p{Script=Greek}/u)],
  ['a title of 100 characters', title(/^.{100}$/u)],
  ['quotes in a title', title(/'.*".*`/)],
  ['a colon in a title', title(/: /)],
  ['a hash in a title', title(/ #/)],
  ['a backslash in a title', title(/ \\ /)],
  ['a per cent sign in a title', title(/%/)],
  ['a shortcode in a title', title(/\{\{/)],
  ['a title of dashes', title(/^---$/)],
  ['a title like a list', title(/^- /)],
  ['a title like a boolean', title(/^yes$/)],
  ['a title like a date', title(/^2024-05-01$/)],
  ['a title like a time', title(/^1:30$/)],
  ['invisible characters in a title', title(/[\u200b\u200f\u202b\ufeff]/)],
  ['a space at the end of a title', title(/ $/)],
  ['an empty description', description(/^$/)],
  ['CRLF', description(/\r\n/)],
  ['a line of some 5,000 bytes', description(/^.{4900,}$/m)],
  ['shortcodes', description(/\{\{<.*\{\{%.*<!--more-->/s)],
  ['headings', description(/^# /m)],
  ['lists', description(/^1\. .*^\* /ms)],
  ['an indented line', description(/^ {4}\w/m)],
  ['a fence', description(/^```/m)],
  ['tags', description(/<b>/)],
  ['a table', description(/^--- \| ---/m)],
  ['underlines', description(/^={4,}$.*^-{4,}$/ms)],
  ['links with underscores and brackets', description(/https:\/\/\S+_\(\w+\)/)],
  ['chapters', description(/^0:00 Intro$/m)],
  ['hashtags alone', description(/^#\w+ #\w+$/m)],
  ['e-mail addresses', description(/\w@example\.com/)],
];

describe('the sample channel', () => {
  test('is as `fetch --save` writes it', () => {
    expect(serialiseSnapshot(parseSnapshot(text, 'sample-channel.json'))).toBe(text);
  });

  test('has about 40 videos of one channel, the oldest first', () => {
    expect(sample.items.length).toBeGreaterThanOrEqual(40);
    expect(sample.channelId).toMatch(/^UC[\w-]{22}$/);
    expect(sample.source.id).toBe(sample.channelId);
    expect(new Set(sample.items.map((item) => item.snippet.channelId))).toEqual(new Set([sample.channelId]));
    const dates = sample.items.map((item) => item.snippet.publishedAt);
    expect(dates).toEqual(dates.toSorted());
  });

  test('has well-formed ids, each once', () => {
    const ids = [...sample.items, ...sample.unavailable].map((item) =>
      'id' in item ? item.id : item.videoId,
    );
    expect(ids.filter((id) => !/^[A-Za-z0-9_-]{11}$/.test(id))).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
    expect(sample.unavailable.map((item) => item.reason).toSorted()).toEqual(['deleted', 'private']);
  });

  test.each(oddCases)('has %s', (_, holds) => {
    expect(sample.items.filter(holds)).not.toEqual([]);
  });

  test('has two videos with one title', () => {
    const titles = sample.items.map((item) => item.snippet.title);
    expect(new Set(titles).size).toBe(titles.length - 1);
  });
});
