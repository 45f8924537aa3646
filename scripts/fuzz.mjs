// Runs the property tests for as long as asked: npm run fuzz -- 5000 [--seed=1 --path=2:3] [test files]
// Without files: the histories. A failing run prints the line that runs it again.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { seed: { type: 'string' }, path: { type: 'string' } },
});
const [runs = '2000', ...files] = positionals;
if (!/^[1-9]\d*$/.test(runs) || (values.path !== undefined && values.seed === undefined)) {
  process.stderr.write('Usage: npm run fuzz -- <runs> [--seed=<number> [--path=<path>]] [test files]\n');
  process.exit(2);
}

const vitest = fileURLToPath(new URL('vitest.mjs', import.meta.resolve('vitest/package.json')));
const child = spawn(
  process.execPath,
  [vitest, 'run', '--testTimeout=0', ...(files.length > 0 ? files : ['test/history'])],
  {
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    stdio: 'inherit',
    env: {
      ...process.env,
      FUZZ_RUNS: runs,
      FUZZ_SEED: values.seed ?? String(Date.now() % 2 ** 31),
      ...(values.path !== undefined && { FUZZ_PATH: values.path }),
    },
  },
);
child.on('close', (code) => {
  process.exitCode = code ?? 1;
});
