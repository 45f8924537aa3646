import { expect, test } from 'vitest';
import { makeVideoId, type VideoSpec } from '../api/resources.ts';
import { readFiles, readText, writeFiles } from './files.ts';
import { parsePlan } from './plan-schema.ts';
import { makeFolder, runTubematter } from './run.ts';
import { makeSnapshot } from './snapshot.ts';

const ids = [0, 1, 2].map(makeVideoId);
const titles = ['A wheel', 'A frame', 'A bell'];
const slugs = ['a-wheel', 'a-frame', 'a-bell'];
const path = (number: number) => `content/resources/videos/${ids[number]}/index.md`;

async function importSite() {
  const specs: VideoSpec[] = titles.map((title) => ({ title, description: `All about ${title}.` }));
  const cwd = makeFolder({ '../channel.json': makeSnapshot(specs) });
  const run = async (...args: string[]) => {
    const { exitCode, stdout } = await runTubematter(
      ['import', '--from', '../channel.json', '--json', ...args],
      {
        cwd,
      },
    );
    return { exitCode, plan: parsePlan(stdout) };
  };
  expect((await run()).exitCode).toBe(0);
  return { cwd, run };
}

/** Writes the id of another page's video into each page, under every key. */
function exchange(cwd: string, order: readonly number[]): void {
  for (const [number, other] of order.entries()) {
    const text = readText(cwd, path(number));
    const keys = new RegExp(`^(videoId|ResourceId): ${ids[number]}$`, 'gm');
    writeFiles(cwd, { [path(number)]: text.replace(keys, `$1: ${ids[other]}`) });
  }
}

test.each([[[1, 0, 2]], [[1, 2, 0]]])(
  'pages whose ids were exchanged follow their new videos and keep their own URLs: %j',
  async (order) => {
    const { cwd, run } = await importSite();
    exchange(cwd, order);
    const moved = order.filter((other, number) => other !== number).length;
    const { exitCode, plan } = await run();
    expect(exitCode).toBe(0);
    expect(plan).toMatchObject({ conflicts: [], problems: [], missing: [] });
    expect(plan.changes).toHaveLength(moved);
    for (const [number, other] of order.entries()) {
      const text = readText(cwd, path(number));
      expect(text).toContain(`title: ${titles[other]}\n`);
      expect(text).toContain(`All about ${titles[other]}.`);
      expect(text).toContain(`watch?v=${ids[other]}`);
      expect(text).toContain(`slug: ${slugs[number]}\n`);
      expect(text).not.toContain('formerVideoIds');
      expect(text.match(/\/resources\/videos\/a-\w+/g)).toEqual(
        text.match(new RegExp(`/resources/videos/${slugs[number]}`, 'g')),
      );
    }
    const files = readFiles(cwd);
    expect((await run()).plan).toMatchObject({ changes: [], conflicts: [] });
    expect(readFiles(cwd)).toEqual(files);
  },
);

test('a page whose id was exchanged while it cannot be edited follows later', async () => {
  const { cwd, run } = await importSite();
  exchange(cwd, [1, 0, 2]);
  const anchored = readText(cwd, path(0)).replace(/^title: (.*)$/m, 'title: &title $1\nnote: *title');
  writeFiles(cwd, { [path(0)]: anchored });
  const refused = await run();
  expect(refused.exitCode).toBe(1);
  expect(readText(cwd, path(0))).toBe(anchored);
  writeFiles(cwd, { [path(0)]: anchored.replace('&title ', '').replace('note: *title\n', '') });
  expect(await run()).toMatchObject({ exitCode: 0, plan: { conflicts: [] } });
  for (const [number, other] of [1, 0].entries()) {
    const text = readText(cwd, path(number));
    expect(text).toContain(`title: ${titles[other]}\n`);
    expect(text).not.toContain(`/resources/videos/${slugs[other]}`);
  }
});

test('pages whose URLs were exchanged keep their videos, and get both URLs', async () => {
  const { cwd, run } = await importSite();
  for (const [number, slug] of [slugs[1], slugs[0]].entries()) {
    const text = readText(cwd, path(number)).replace(/^slug: .*$/m, `slug: ${slug}`);
    writeFiles(cwd, { [path(number)]: text });
  }
  expect((await run()).exitCode).toBe(0);
  for (const number of [0, 1]) expect(readText(cwd, path(number))).toContain(`title: ${titles[number]}\n`);
});
