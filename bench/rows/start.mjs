import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { measureRatios, runNode, tubematter } from '../measure.mjs';

/** How long the command takes to start, next to Node itself. */
export async function measureStart({ folder, runs, add }) {
  writeFileSync(join(folder, 'mistake.yaml'), "chanel: '@bench'\nurls:\n  page: /videos/{slug}\n");
  const cases = [
    { name: '--version', args: ['--version'], bound: 2.5 },
    { name: '--help', args: ['--help'], bound: 2.5 },
    { name: 'a config error', args: ['import', '--config', 'mistake.yaml'], exitCode: 2, bound: 3 },
  ];
  const time = async (args, exitCode) => (await runNode(args, { cwd: folder, exitCode })).seconds;
  for (const { name, args, exitCode, bound } of cases) {
    const ratios = await measureRatios(
      runs * 4,
      () => time(tubematter(...args), exitCode),
      () => time(['-e', '0']),
    );
    add({ name, unit: '× node -e 0', bound, ...ratios });
  }
}
