import { execFileSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { makeFolder } from './e2e/run.ts';

const repository = fileURLToPath(new URL('..', import.meta.url));
const biome = createRequire(import.meta.url).resolve('@biomejs/biome/bin/biome');

const use = (source: string) => `import { x } from '${source}';\nexport const y = x;`;
const type = (source: string) => `import type { X } from '${source}';\nexport type Y = X;`;

/** The arrows of CONTRIBUTING.md: what each room must not do. */
const refused: [room: string, line: string][] = [
  ['plan', use('node:fs')],
  ['plan', use('../config/defaults.ts')],
  ['plan', use('../report/json.ts')],
  ['plan', use('../content/scan.ts')],
  ['plan', use('../youtube/video.ts')],
  ['plan', 'export const now = () => Date.now();'],
  ['plan', 'export const say = () => console.log(1);'],
  ['plan', 'export const env = process.env;'],
  ['check', use('node:path')],
  ['check', use('../content/survey.ts')],
  ['check', use('../commands/check.ts')],
  ['redirects', use('node:fs')],
  ['redirects', use('../youtube/video.ts')],
  ['youtube', type('../content/page.ts')],
  ['youtube', type('../report/summary.ts')],
  ['youtube', use('../config/defaults.ts')],
  ['youtube', use('@googleapis/youtube')],
  ['content', type('../youtube/video.ts')],
  ['content/frontmatter', use('../../report/hidden.ts')],
  ['content', use('../commands/render.ts')],
  ['report', type('../youtube/video.ts')],
  ['report/html', type('../../content/page.ts')],
  ['report', 'export const env = process.env;'],
  ['config', use('../commands/import.ts')],
  ['config', use('../content/scan.ts')],
  ['init', use('../commands/init.ts')],
  ['completion', use('../commands/help.ts')],
  ['terminal', use('../youtube/run.ts')],
  ['terminal', type('../commands/gather.ts')],
  ['commands', use('../cli.ts')],
  ['commands', use('@googleapis/youtube')],
  ['commands', 'process.exitCode = 1;'],
];

const allowed: [room: string, line: string][] = [
  ['plan', type('../youtube/video.ts')],
  ['plan', type('../content/lock.ts')],
  ['check', use('../plan/address.ts')],
  ['redirects', use('../check/claims.ts')],
  ['content', use('../plan/front-matter.ts')],
  ['report', type('../plan/types.ts')],
  ['terminal', type('../youtube/paging.ts')],
  ['commands', use('../youtube/channel.ts')],
];

/** Lints each line as a file of its own in a copy of the house. @returns which files have an error of the house's rules */
function lintAll(probes: [room: string, line: string][]): Set<string> {
  const files = probes.map(
    ([room, line], number) => [`src/${room}/probe-${number}.ts`, `${line}\n`] as const,
  );
  const folder = makeFolder(Object.fromEntries(files));
  for (const part of ['biome.json', 'lint'])
    cpSync(join(repository, part), join(folder, part), { recursive: true });
  const args = [biome, 'lint', '--vcs-enabled=false', '--reporter=json', '--max-diagnostics=none', 'src'];
  let output: string;
  try {
    output = execFileSync(process.execPath, args, { cwd: folder, encoding: 'utf8', stdio: 'pipe' });
  } catch (error) {
    output = (error as { stdout: string }).stdout;
  }
  const {
    diagnostics,
  }: { diagnostics: { category: string; severity: string; location: { path: string } }[] } =
    JSON.parse(output);
  const rules = diagnostics.filter(
    ({ category, severity }) => severity === 'error' && /noRestricted(Imports|Globals)|plugin/.test(category),
  );
  return new Set(rules.map(({ location }) => location.path.replace(/^.*\bsrc\//, 'src/')));
}

test('the linter holds the arrows of CONTRIBUTING.md', () => {
  const probes = [...refused, ...allowed];
  const found = lintAll(probes);
  const describe = ([room, line]: [string, string]) => `src/${room}: ${line}`;
  const isFound = ([room]: [string, string], number: number) => found.has(`src/${room}/probe-${number}.ts`);
  expect(probes.filter(isFound).map(describe)).toEqual(refused.map(describe));
});
