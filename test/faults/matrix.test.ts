import { beforeAll, describe, expect, test } from 'vitest';
import type { LoopbackApi } from '../api/server.ts';
import { readFiles } from '../e2e/files.ts';
import { apiKey, leadTo, type Outcome as Run, runTubematter, startApi } from '../e2e/run.ts';
import { batches, cleanUnits, copySite, expectKept, makeChannel, makeSite, type Site } from './site.ts';
import { type Cell, listCells } from './table.ts';

let site: Site;
beforeAll(async () => {
  site = await makeSite();
});

// One batch after the other, so that it is certain which of them a fault lets through.
const args = ['import', '--channel', '@sample', '--concurrency', '1', '--refresh', 'list'];
// A single request may take a tenth of the time of the run.
const impatient = ['--timeout', '50'];

function importInto(cwd: string, api: LoopbackApi): Promise<Run> {
  const hangs = api.faults.some(({ what }) => what === 'hang' || what === 'hang-midway');
  return runTubematter([...args, ...(hangs ? impatient : [])], { cwd, env: leadTo(api) });
}

describe.concurrent('one request goes wrong:', () => {
  test.each(listCells())('$name', async (cell) => {
    const cwd = copySite(site);
    const api = await startApi({ world: makeChannel(), faults: [cell.fault] });
    const run = await importInto(cwd, api);
    const found = readFiles(cwd);
    expectNoKey(found);
    if (cell.outcome.startsWith('keeps')) {
      expectIncomplete(run, cell);
      expectKept(found, site, Number(cell.outcome.slice('keeps '.length)));
      api.faults = [];
      expect((await importInto(cwd, api)).exitCode).toBe(0);
      expect(readFiles(cwd)).toEqual(site.clean);
    } else if (cell.outcome === 'refused') {
      expect([run.exitCode, run.stdout]).toEqual([2, '']);
      expect(run.stderr).toMatch(/^tubematter: [A-Z].*\.\n[A-Z].*\.$/m);
      expect(found).toEqual(site.before);
    } else {
      expect(found, run.stdout + run.stderr).toEqual(site.clean);
      expect(run.exitCode).toBe(0);
    }
    expectRequests(api, run, cell);
  });
});

function expectIncomplete({ exitCode, stdout }: Run, { outcome }: Cell): void {
  expect([exitCode, stdout]).toEqual([3, expect.stringMatching(/^Incomplete: .*\blefts?\b.*\./m)]);
  // Nobody is judged by a part of the list: the page of the video that went away is not named.
  expect(stdout).not.toMatch(/without a video|unavailable/);
  expect(stdout).toMatch(outcome === 'keeps 0' ? /^0 created, 0 updated/m : /^[12] created, \d updated/m);
}

/** A fault that may pass costs one line on stderr and one more request; any other is asked once. */
function expectRequests(api: LoopbackApi, { stdout, stderr }: Run, { fault, outcome }: Cell): void {
  const waits = stderr.split('\n').filter((line) => line.includes('trying again in'));
  if (outcome === 'healed') {
    expect(waits).toEqual([
      expect.stringMatching(`^${fault.method}: .*; trying again in \\d.* s \\(try 2\\)\\.$`),
    ]);
    expect(api.requests).toHaveLength(cleanUnits + 1);
    expect(stdout).toContain(`(${cleanUnits + 1} quota units)`);
    return;
  }
  expect(waits).toEqual([]);
  if (outcome === 'restarted') {
    const lists = api.requests.filter(({ method }) => method === 'playlistItems.list');
    expect(lists).toHaveLength(fault.at + batches);
  }
  if (outcome === 'clean') expect(api.requests).toHaveLength(cleanUnits);
}

function expectNoKey(files: Record<string, string>): void {
  for (const [path, text] of Object.entries(files)) {
    expect(`${path}${text}`.includes(apiKey), path).toBe(false);
  }
}
