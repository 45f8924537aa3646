import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import pico from 'picocolors';
import { onTestFinished } from 'vitest';
import { readCommandLine } from '../../src/cli/command-line.ts';
import { UserError } from '../../src/model/error.ts';

/** Writes files into a temporary folder that goes when the test ends. Keys are paths. */
export function writeSite(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'tubematter-site-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

/** A page of front matter lines. */
export function page(...lines: string[]): string {
  return `---\n${lines.join('\n')}\n---\n`;
}

/** A page about a video, with a URL of its own. Its front matter begins in line 2: videoId, url, then the given lines. */
export function video(id: string, url: string, ...lines: string[]): string {
  return page(`videoId: ${id.padEnd(11, '0')}`, `url: ${url}`, ...lines);
}

/** Runs a command in a folder, on New Year's Day of 2026. */
export async function run(
  cwd: string,
  ...argv: string[]
): Promise<{ code: number; out: string; error: string }> {
  let out = '';
  let error = '';
  const invocation = readCommandLine(argv, 'Node');
  const context = {
    cwd,
    environment: {},
    now: new Date('2026-01-01T00:00:00Z'),
    signal: new AbortController().signal,
    writeOut: (text: string) => {
      out += text;
    },
    hideSecrets: () => {},
    writeError: (text: string) => {
      error += text;
    },
    colours: pico.createColors(false),
    columns: undefined,
    isQuiet: invocation.isQuiet,
    isVerbose: invocation.isVerbose,
  };
  try {
    return { code: await invocation.run(context), out, error };
  } catch (thrown) {
    if (!(thrown instanceof UserError)) throw thrown;
    return { code: 2, out, error: `${error}${thrown.message}\n${thrown.hint ?? ''}\n` };
  }
}
