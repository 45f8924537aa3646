import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

const repository = fileURLToPath(new URL('../..', import.meta.url));

/** What the GitHub Action of a release takes before it runs the command: its first step, where all is built. */
export function measureAction({ runs, add }) {
  const [build] = parse(readFileSync(`${repository}action.yml`, 'utf8')).runs.steps;
  const values = Array.from({ length: runs }, () => {
    const start = performance.now();
    const { status } = spawnSync('bash', ['-e', '-c', build.run], {
      env: { PATH: process.env.PATH, GITHUB_ACTION_PATH: repository, GITHUB_OUTPUT: '/dev/null' },
      stdio: 'inherit',
    });
    if (status !== 0) throw new Error(`The first step of the action ended with ${status}.`);
    return (performance.now() - start) / 1000;
  });
  add({ name: 'the action of a release, before its command', unit: 'seconds', bound: 0.5, values });
}
