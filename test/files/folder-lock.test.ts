import { spawn, spawnSync } from 'node:child_process';
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { acquireLock } from '../../src/files/folder-lock.ts';
import { UserError } from '../../src/model/error.ts';
import { makeFolder } from '../e2e/run.ts';
import { until } from '../until.ts';

const name = '.tubematter-import';
const isLinux = process.platform === 'linux';
const hour = 3600;
const elsewhere = { pid: 1, host: 'elsewhere' };

/** A content folder that is locked already, with a lock that was stamped so many seconds from now. */
function makeLocked(owner: object | string, seconds: number): { root: string; file: string } {
  const text = typeof owner === 'string' ? owner : JSON.stringify(owner);
  const root = makeFolder({ [name]: text });
  const file = join(root, name);
  stamp(file, seconds);
  return { root, file };
}

function stamp(file: string, seconds: number): void {
  const time = Date.now() / 1000 + seconds;
  utimesSync(file, time, time);
}

function acquire(root: string, signal = new AbortController().signal) {
  const written: string[] = [];
  const writeError = (line: string) => written.push(line);
  return { written, lock: acquireLock(root, { signal, writeError, heartbeat: 20 }) };
}

/** Whether the folder can be locked. It is unlocked again, and nothing must be left. */
async function canLock(root: string): Promise<boolean> {
  try {
    const release = await acquire(root).lock;
    release();
    expect(readdirSync(root)).toEqual([]);
    return true;
  } catch (error) {
    expect(error).toBeInstanceOf(UserError);
    expect((error as UserError).message).toBe(`Another import is running in ${root}.`);
    expect(readdirSync(root)).toEqual([name]);
    return false;
  }
}

describe('an owner that cannot be seen from here', () => {
  test.each([
    ['a moment ago', -1],
    ['nine minutes ago', -540],
  ])('keeps a lock that it stamped %s', async (_, seconds) => {
    expect(await canLock(makeLocked(elsewhere, seconds).root)).toBe(false);
  });

  const odd: [when: string, seconds: number][] = [
    ['eleven minutes ago', -660],
    ['in 1970', -Date.now() / 1000 + 1],
    ['a minute in the future', 60],
    ['years in the future', 30_000 * hour],
  ];

  test.each(odd)('loses a lock that it stamped %s and not again', async (_, seconds) => {
    expect(await canLock(makeLocked(elsewhere, seconds).root)).toBe(true);
  });

  test.each(odd)('keeps a lock that it stamps %s, and again', async (_, seconds) => {
    const { root, file } = makeLocked(elsewhere, seconds);
    const timer = setInterval(() => stamp(file, seconds), 20);
    onTestFinished(() => clearInterval(timer));
    expect(await canLock(root)).toBe(false);
  });

  test('is said to be watched, and a signal ends that', async () => {
    const controller = new AbortController();
    const { root } = makeLocked(elsewhere, hour);
    const { written, lock } = acquire(root, controller.signal);
    controller.abort(new UserError('Interrupted.'));
    await expect(lock).rejects.toThrow('Interrupted.');
    expect(written).toEqual([
      expect.stringMatching(/^Another import may be running: .* is watched for a moment\.\n$/),
    ]);
    expect(readdirSync(root)).toEqual([name]);
  });
});

describe('half a lock', () => {
  test.each(['{"pi', '', '{}', '[]', 'null', '{"pid":"1"}'])(
    'of nobody is taken after it was watched: %j',
    async (text) => {
      for (const seconds of [0, -60, 60]) {
        const { written, lock } = acquire(makeLocked(text, seconds).root);
        (await lock)();
        expect(written).toEqual([expect.stringMatching(/ is watched for a moment\.\n$/)]);
      }
    },
  );

  test('that is being written is kept', async () => {
    const { root, file } = makeLocked('{"pi', 0);
    setTimeout(() => writeFileSync(file, JSON.stringify(elsewhere)), 30);
    expect(await canLock(root)).toBe(false);
  });
});

describe('an owner on this machine', () => {
  /** What a running process writes into its lock, found out without the code that is tested. */
  function identify(pid: number) {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    const start = stat.slice(stat.lastIndexOf(')')).split(' ')[20];
    return { pid, host: hostname(), boot, space: readlinkSync('/proc/self/ns/pid'), start };
  }

  function startSleeper(): number {
    const child = spawn('sleep', ['600']);
    onTestFinished(() => void child.kill());
    return child.pid ?? 0;
  }

  test.skipIf(!isLinux).each([0, -hour, hour, -30_000 * hour])(
    'that lives keeps its lock, stamped %i seconds from now',
    async (seconds) => {
      expect(await canLock(makeLocked(identify(startSleeper()), seconds).root)).toBe(false);
    },
  );

  test.skipIf(!isLinux)('keeps it also if the machine has another name now', async () => {
    const owner = { ...identify(startSleeper()), host: 'earlier' };
    expect(await canLock(makeLocked(owner, hour).root)).toBe(false);
  });

  test.skipIf(!isLinux)('that is dead loses it at once, also if its process id is in use again', async () => {
    const owner = { ...identify(startSleeper()), start: '1' };
    expect(await canLock(makeLocked(owner, 0).root)).toBe(true);
  });

  test.skipIf(!isLinux)('that is a zombie has lost it', async () => {
    const parent = spawn('sh', ['-c', 'sleep 0.1 & echo $!; exec sleep 600']);
    onTestFinished(() => void parent.kill());
    const [line] = await new Promise<Buffer[]>((resolve) =>
      parent.stdout.once('data', (...data) => resolve(data)),
    );
    const owner = identify(Number(line));
    await until(() => readFileSync(`/proc/${owner.pid}/stat`, 'utf8').includes(') Z '));
    expect(await canLock(makeLocked(owner, 0).root)).toBe(true);
  });

  test.skipIf(!isLinux)(
    'before the last boot, or of another machine with its name, has ten minutes',
    async () => {
      const owner = { ...identify(startSleeper()), boot: 'another' };
      expect(await canLock(makeLocked(owner, -540).root)).toBe(false);
      expect(await canLock(makeLocked(owner, -660).root)).toBe(true);
    },
  );

  test('of which only the process id is known has ten minutes if it may live, none if it is dead', async () => {
    const known = (pid: number | undefined) => ({ pid, host: hostname() });
    expect(await canLock(makeLocked(known(startSleeper()), -540).root)).toBe(false);
    expect(await canLock(makeLocked(known(startSleeper()), -660).root)).toBe(true);
    expect(await canLock(makeLocked(known(spawnSync('true').pid), 0).root)).toBe(true);
  });
});

test('of several that find a stale lock, one gets it', async () => {
  const { root } = makeLocked(elsewhere, -2 * hour);
  const results = await Promise.allSettled(Array.from({ length: 5 }, () => acquire(root).lock));
  const [won, ...others] = results.filter(({ status }) => status === 'fulfilled');
  expect([won?.status, others]).toEqual(['fulfilled', []]);
  expect(readdirSync(root)).toEqual([name]);
});

describe('an import that has ended', () => {
  test('leaves none of the folders that it made, and says nothing', async () => {
    const root = makeFolder();
    const { written, lock } = acquire(join(root, 'a/b'));
    (await lock)();
    expect([readdirSync(root), written]).toEqual([[], []]);
  });

  test('says in one sentence that its lock cannot be removed', async () => {
    const root = makeFolder();
    const { written, lock } = acquire(root);
    const release = await lock;
    rmSync(join(root, name));
    mkdirSync(join(root, name));
    release();
    expect(written).toEqual([
      expect.stringMatching(/^The folder lock \S+ cannot be removed: a folder is .*\.\n$/),
    ]);
  });
});
