import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { describeCommonLines, findCommonLines } from '../../src/report/common-lines.ts';
import { tidyDescription } from '../../src/youtube/tidy-description.ts';
import { makeVideo } from '../plan/video.ts';

const block = ["Ann's shop (new): https://example.org/?a=b+c", '—— {The} bench ——'];

function makeVideos(count: number, withBlock: number) {
  return Array.from({ length: count }, (_, at) =>
    makeVideo({
      description: [`About ${at}.`, '', 'Bye.', 'Bye.', ...(at < withBlock ? block : [])].join('\n'),
    }),
  );
}

test('lines that stand in more than half of the descriptions are named', () => {
  expect(findCommonLines(makeVideos(20, 11))).toEqual(['Bye.', ...block]);
  expect(findCommonLines(makeVideos(20, 10))).toEqual(['Bye.']);
  expect(findCommonLines(makeVideos(9, 9))).toEqual([]);
  expect(findCommonLines([...makeVideos(9, 9), ...Array(50).fill(makeVideo({ description: '' }))])).toEqual(
    [],
  );
  expect(describeCommonLines([], [/x/u])).toBe('');
});

test('what is said of them is a config that leaves them out', () => {
  const said = describeCommonLines(['Bye.', ...block], [/^it's \/old/iu]);
  const [first, ...config] = said.split('\n');
  expect(first).toBe('3 lines appear in most descriptions. To leave them out:');
  const { description } = parse(config.join('\n')) as { description: { drop: string[] } };
  expect([description.drop.length, description.drop[0]]).toEqual([4, "^it's \\/old"]);
  const drop = description.drop.map((pattern) => new RegExp(pattern, 'iu'));
  const [video] = makeVideos(1, 1);
  expect(tidyDescription(video?.description ?? '', { cut: [], drop })).toBe('About 0.');
  const many = describeCommonLines(
    Array.from({ length: 12 }, (_, at) => `${at}`),
    [],
  );
  expect(many.split('\n').slice(-3)).toEqual(["    - '^9$'", '    # and 2 more', '']);
});
