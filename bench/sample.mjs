// A channel that does not exist, the same each time: videos whose titles, descriptions and tags are as long and as
// varied as on real channels.

export const channelId = 'UCbenchBenchBenchBench0A';
export const channelTitle = 'Bench';

const words =
  'oak ash plane saw bench iron glue joint dovetail sand finish shop tool grain board clamp sharpen a the and of with for to'.split(
    ' ',
  );
const idLetters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/**
 * Makes videos, the newest first, each with what a person chose for it. The first thousand are the same whether there
 * are one or twenty thousand.
 *
 * @param {number} count
 */
export function makeVideos(count) {
  const random = startRandom(1);
  const pick = (list) => list[Math.floor(random() * list.length)];
  const between = (least, most) => least + Math.floor(random() * (most - least));
  const phrase = (length) => Array.from({ length }, () => pick(words)).join(' ');
  const sentence = () => {
    const text = phrase(between(6, 22));
    return `${text.charAt(0).toUpperCase()}${text.slice(1)}${pick(['.', '.', '!', '?'])}`;
  };
  const paragraph = () => Array.from({ length: between(1, 6) }, sentence).join(' ');
  const chapters = () => Array.from({ length: 8 }, (_, at) => `${at}:00 ${phrase(3)}`).join('\n');

  return Array.from({ length: count }, (_, number) => {
    const title = phrase(between(4, 12));
    return {
      id: `${toLetters(number)}${Array.from({ length: 7 }, () => pick(idLetters)).join('')}`,
      title: `${pick(['', '', 'How to: ', '#shorts ', '🪚 '])}${title} ${pick(['', '', '| part 2', '– live', '(2024)'])}`,
      description: [
        ...Array.from({ length: between(1, 12) }, paragraph),
        ...(random() < 0.4 ? [chapters()] : []),
        `Shop: https://example.com/shop?from=${number}\nMore: https://example.com/more_of_it`,
        ...(random() < 0.4 ? ['► https://example.com/news 👍 #wood #tools'] : []),
      ].join('\n\n'),
      publishedAt: `${new Date(Date.UTC(2024, 0, 1) - number * 3 * 3_600_000).toISOString().slice(0, 19)}Z`,
      duration: `PT${between(1, 59)}M${between(1, 59)}S`,
      tags: Array.from({ length: between(3, 10) }, () => phrase(between(1, 3))),
      categoryId: pick(['26', '27', '28']),
    };
  });
}

/** The same videos as a snapshot, as `tubematter fetch` saves it: a line for each. */
export function makeSnapshot(count) {
  const source = { kind: 'channel', id: channelId };
  const head = { format: 'tubematter-snapshot', version: 1, source, channelId, channelTitle, complete: true };
  const lines = makeResources(count).map((resource) => JSON.stringify(resource));
  return `${JSON.stringify(head, null, 2).slice(0, -2)},\n  "items": [\n${lines.reverse().join(',\n')}\n  ],\n  "unavailable": []\n}\n`;
}

function makeResources(count) {
  return makeVideos(count).map(({ id, duration, ...snippet }) => ({
    kind: 'youtube#video',
    id,
    snippet: {
      channelId,
      channelTitle,
      ...snippet,
      thumbnails: Object.fromEntries(
        [
          ['default', 120, 90],
          ['medium', 320, 180],
          ['high', 480, 360],
          ['standard', 640, 480],
          ['maxres', 1280, 720],
        ].map(([name, width, height]) => [
          name,
          { url: `https://i.ytimg.com/vi/${id}/${name}.jpg`, width, height },
        ]),
      ),
      liveBroadcastContent: 'none',
    },
    contentDetails: { duration },
    status: { privacyStatus: 'public' },
    player: { embedHeight: '720', embedWidth: '1280' },
  }));
}

/** Four letters that no other number has. */
function toLetters(number) {
  return [18, 12, 6, 0].map((shift) => idLetters[(number >> shift) & 63]).join('');
}

/** The generator mulberry32: numbers from 0 up to 1. */
function startRandom(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
