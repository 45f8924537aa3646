import { execFile } from 'node:child_process';
import { lstatSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout. */
export const repository = fileURLToPath(new URL('../..', import.meta.url));

export interface Outcome {
  exitCode: number;
  stdout: string;
  stderr: string;
}

/** Runs a program to its end. The environment is the tests' own, without what `npm test` adds to it. */
export function runProgram(
  program: string,
  args: string[],
  cwd: string,
  env: Record<string, string> = {},
): Promise<Outcome> {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(npm_(?!config_(registry|cache)$)|NODE)/i.test(name),
  );
  return new Promise((resolve) => {
    execFile(
      program,
      args,
      { cwd, env: { ...Object.fromEntries(inherited), ...env }, maxBuffer: 64e6 },
      (error, stdout, stderr) => {
        const exitCode = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
        resolve({ exitCode, stdout, stderr: exitCode === -1 ? `${stderr}${error}` : stderr });
      },
    );
  });
}

/** What stands in npm's errors where the registry cannot be reached, or keeps to itself what is asked for. */
const networkError =
  /\b(E(NOTFOUND|AI_AGAIN|CONNREFUSED|CONNRESET|TIMEDOUT|HOSTUNREACH|NETUNREACH)|ERR_SOCKET_TIMEOUT|E(401|403|407|429|5\d\d))\b/;

/**
 * Installs packages into an empty folder with npm.
 *
 * @returns null, or why the registry cannot be reached, which is also said loudly
 * @throws where npm fails for any other reason
 */
export async function installInto(folder: string, ...packages: string[]): Promise<string | null> {
  mkdirSync(folder, { recursive: true });
  const args = ['install', '--no-audit', '--no-fund', '--prefer-offline', '--prefix', folder];
  args.push('--fetch-retries=1', '--fetch-retry-mintimeout=500', ...packages);
  const { exitCode, stdout, stderr } = await runProgram('npm', args, folder);
  if (exitCode === 0) return null;
  const [code] = networkError.exec(stderr) ?? [];
  if (code === undefined) throw new Error(`npm ${args.join(' ')}\n${stdout}${stderr}`);
  const reason = `npm cannot install ${packages.join(' ')} here (${code})`;
  process.stderr.write(`SKIPPED: ${reason}\n`);
  return reason;
}

/** The bytes of all files below a folder. */
export function measureFolder(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + lstatSync(join(entry.parentPath, entry.name)).size, 0);
}
