import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readText } from '../e2e/files.ts';
import { fillIn, makePlace, type Place, readService, runNight } from './place.ts';

/** Makes the content folder a submodule. */
function addSubmodule({ clone, git }: Place): void {
  const [origin, seed] = [join(clone, '../pages.git'), join(clone, '../pages')];
  git('init', '--quiet', '--bare', origin);
  git('clone', '--quiet', origin, seed);
  writeFileSync(join(seed, 'README.md'), 'Pages.\n');
  git('-C', seed, 'add', '--all');
  git('-C', seed, 'commit', '--quiet', '--message', 'Pages');
  git('-C', seed, 'push', '--quiet', 'origin', 'HEAD');
  git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', origin, 'content');
}

test.each([
  ['are in a submodule', addSubmodule, ''],
  [
    'are in a submodule that is checked out',
    addSubmodule,
    'run: git -c protocol.file.allow=always submodule --quiet update --init\n      - ',
  ],
  ['are ignored by git', ({ clone }: Place) => writeFileSync(join(clone, '.gitignore'), 'videos\n'), ''],
])('a lockfile is not committed without its pages, which %s', async (_, change, step) => {
  const place = await makePlace(['--content', 'content/videos', '--workflow', 'github']);
  change(place);
  place.commit({});
  const workflow = fillIn(readText(place.clone, '.github/workflows/tubematter.yml'));
  const text = workflow.replace('name: Continue the open pull request\n', `${step}$&`);
  const { asked, stdout } = await runNight(place, { text });
  expect(asked).toEqual(['gh issue create']);
  expect(stdout).toContain(
    'The pages cannot be committed: git ignores their folder, or it is in a submodule.\n',
  );
  expect(readService(place).pulls).toEqual([]);
});
