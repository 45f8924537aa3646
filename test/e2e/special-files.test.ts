import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readText, writeFiles } from './files.ts';
import { makeFolder, runTubematter } from './run.ts';
import { makeSnapshot } from './snapshot.ts';

describe.skipIf(process.platform === 'win32').concurrent('what is no file is refused at once:', () => {
  /** One of each, with what a message calls it. */
  const things: [name: string, what: string, make: (path: string) => void][] = [
    ['pipe', 'a named pipe', (path) => execFileSync('mkfifo', [path])],
    ['full', 'a device', (path) => symlinkSync('/dev/full', path)],
    ['folder', 'a folder', (path) => mkdirSync(path)],
    ['socket', 'a socket', (path) => createServer().listen(path).unref()],
  ];
  const commands: [args: string, hint: RegExp][] = [
    ['import --from channel.json', /lockfile/],
    ['check', /lockfile/],
    ['check --built built', /lockfile/],
    ['diff --from channel.json', /lockfile/],
    ['redirects --format nginx', /lockfile/],
    ['import --from THING', /snapshot/],
    ['fetch --from THING', /snapshot/],
    ['check --built built --before THING.txt', /list|built site/],
    ['check --built built --urls THING.txt', /--urls must name a file/],
    ['import --from channel.json --save THING', /--save must name a file/],
    ['import --from channel.json --report THING.md', /--report must name a file/],
    ['redirects --format nginx --output THING', /--output must name a file/],
    ['check --config THING.yaml', /--config/],
    ['import --from channel.json --config THING.yaml', /--config/],
    ['check --content pages', /found\/tubematter\.config\.yaml cannot be read/],
  ];

  test.each(things)('%s', async (name, what, make) => {
    const cwd = makeFolder({
      'tubematter.config.yaml': 'content: pages\n',
      'channel.json': makeSnapshot([{}]),
      'built/index.html': '<p>',
    });
    expect((await runTubematter(['import', '--from', 'channel.json'], { cwd })).exitCode).toBe(0);
    make(join(cwd, name));
    for (const ending of ['.yaml', '.md', '.txt']) symlinkSync(name, join(cwd, name + ending));
    mkdirSync(join(cwd, 'found/below'), { recursive: true });
    symlinkSync(join(cwd, name), join(cwd, 'found/tubematter.config.yaml'));
    const written = readText(cwd, 'tubematter-lock.json');
    // Each way to a file with the pipe, which would hang; a few with the others.
    for (const [args, hint] of name === 'pipe' ? commands : commands.filter((_, at) => at % 4 === 1)) {
      if (hint.source === 'lockfile') {
        rmSync(join(cwd, 'tubematter-lock.json'));
        symlinkSync(name, join(cwd, 'tubematter-lock.json'));
      }
      const isFound = hint.source.startsWith('found');
      const { exitCode, stdout, stderr } = await runTubematter(args.replace('THING', name).split(' '), {
        cwd: isFound ? join(cwd, 'found/below') : cwd,
      });
      expect([args, exitCode, stdout]).toEqual([args, 2, '']);
      expect(stderr, args).toContain(`${what} is where a file should be`);
      expect(stderr).toMatch(hint);
      if (hint.source === 'lockfile') {
        rmSync(join(cwd, 'tubematter-lock.json'));
        writeFiles(cwd, { 'tubematter-lock.json': written });
      }
    }
  });
});
