import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pico from 'picocolors';
import * as v from 'valibot';
import { afterAll } from 'vitest';
import { importSite } from '../../src/commands/import.ts';
import { configSchema } from '../../src/config/keys.ts';
import { resolveSettings } from '../../src/config/settings.ts';
import { UserError } from '../../src/model/error.ts';
import { formatJson } from '../../src/report/json.ts';
import type { PlanJson } from '../e2e/plan-schema.ts';

// Thousands of small files are written and flushed: memory is ten times as fast as a disk.
const place = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
const root = mkdtempSync(join(place, 'tubematter-hostile-'));
let folders = 0;
afterAll(() => rmSync(root, { recursive: true, force: true }));

export type Result = { exitCode: number; plan: PlanJson } | { refusal: UserError };

/** Does something in a fresh folder, which is gone afterwards. Nothing may appear beside it. */
export async function inFolder<T>(action: (folder: string) => Promise<T>): Promise<T> {
  const outer = join(root, String(++folders));
  const folder = join(outer, 'deep', 'down', 'site');
  mkdirSync(folder, { recursive: true });
  try {
    const result = await action(folder);
    const others = readdirSync(outer, { recursive: true, encoding: 'utf8' }).filter(
      (path) => !'deep/down/site'.startsWith(path) && !path.startsWith('deep/down/site'),
    );
    if (others.length > 0) throw new Error(`Files outside of the site: ${others.join(', ')}`);
    return result;
  } finally {
    rmSync(outer, { recursive: true, force: true });
  }
}

/** Imports a snapshot into `folder/pages`, as the command does, and gives the plan. Other errors than ours are defects. */
export async function importSnapshot(folder: string, snapshot: string, config: object = {}): Promise<Result> {
  const from = join(folder, '..', 'channel.json');
  writeFileSync(from, snapshot);
  const loaded = {
    file: join(folder, 'tubematter.config.yaml'),
    config: v.parse(configSchema, { content: 'pages', ...config }),
    layers: [],
  };
  const now = new Date('2024-06-01T00:00:00Z');
  try {
    const settings = resolveSettings({ from }, {}, loaded, folder, now);
    const { exitCode, result } = await importSite(
      settings,
      { json: true, allowMissing: true },
      {
        cwd: folder,
        environment: {},
        now,
        signal: new AbortController().signal,
        writeOut: () => {},
        hideSecrets: () => {},
        writeError: () => {},
        colours: pico.createColors(false),
        columns: undefined,
        isQuiet: true,
        isVerbose: false,
      },
    );
    if (result === null) throw new Error('there is no result');
    return { exitCode, plan: JSON.parse(formatJson(result)) };
  } catch (error) {
    if (error instanceof UserError) return { refusal: error };
    throw error;
  } finally {
    rmSync(from);
  }
}
