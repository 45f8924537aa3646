import { execFile } from 'node:child_process';
import { lstatSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** The checkout. */
export const repository = fileURLToPath(new URL('../..', import.meta.url));

export interface Outcome {
  exitCode: number;
  stdout: string;
  stderr: string;
}

/** What `npm test` adds to the environment, and what would change how a Node of the user's runs. */
const addedByNpm = /^(npm_|NODE)/i;

/** Where npm finds the registry and how it reaches it: proxies and certificates. */
const neededByNpm =
  /^(npm_config_(registry|cache|userconfig|globalconfig|proxy|https_proxy|noproxy|ca|cafile|strict_ssl)|NODE_(EXTRA_CA_CERTS|USE_SYSTEM_CA|OPTIONS))$/i;

/** Runs a program to its end. The environment is the tests' own, without what `npm test` adds to it. */
export function runProgram(
  program: string,
  args: string[],
  cwd: string,
  env: Record<string, string> = {},
): Promise<Outcome> {
  const inherited = Object.entries(process.env).filter(([name]) => !addedByNpm.test(name));
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
  /\b(E(NOTFOUND|AI_AGAIN|CONNREFUSED|CONNRESET|TIMEDOUT|HOSTUNREACH|NETUNREACH|PIPE|BADSIZE)|ERR_(SOCKET_TIMEOUT|STREAM_PREMATURE_CLOSE)|Z_BUF_ERROR|E(401|403|407|429|5\d\d)|[A-Z_]*CERT[A-Z_]*|UNABLE_TO_VERIFY_LEAF_SIGNATURE)\b/;

/** A fault of the registry often passes: npm is tried again after these pauses. */
const pausesMilliseconds = [2000, 5000];

/**
 * Runs npm, again where the registry cannot be reached.
 *
 * @returns how the last try ended, with the network's error of its output; null: there is none
 */
export async function runNpm(
  args: string[],
  cwd: string,
): Promise<Outcome & { networkError: string | null }> {
  const needed = Object.entries(process.env).filter(([name]) => neededByNpm.test(name));
  for (let attempt = 0; ; attempt++) {
    const outcome = await runProgram('npm', args, cwd, Object.fromEntries(needed) as Record<string, string>);
    const found = outcome.exitCode === 0 ? null : networkError.exec(outcome.stdout + outcome.stderr);
    const pause = pausesMilliseconds[attempt];
    if (found === null || pause === undefined) return { ...outcome, networkError: found?.[0] ?? null };
    await sleep(pause);
  }
}

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
  const { exitCode, stdout, stderr, networkError } = await runNpm(args, folder);
  if (exitCode === 0) return null;
  if (networkError === null) throw new Error(`npm ${args.join(' ')}\n${stdout}${stderr}`);
  return skipLoudly(`npm cannot install ${packages.join(' ')} here (${networkError})`);
}

/** Says what is not tested. */
export function skipLoudly(reason: string): string {
  process.stderr.write(`SKIPPED: ${reason}\n`);
  return reason;
}

/** The bytes of all files below a folder. */
export function measureFolder(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + lstatSync(join(entry.parentPath, entry.name)).size, 0);
}
