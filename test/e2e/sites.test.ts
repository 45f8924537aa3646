import { spawnSync } from 'node:child_process';
import { appendFileSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeVideoId } from '../api/resources.ts';
import { addPlaylist, makeWorld, remove, type World } from '../api/world.ts';
import { type Files, listPages, readFiles, readText } from './files.ts';
import { leadTo, makeFolder, runTubematter, startApi } from './run.ts';

const pattern = 'clients/*/tubematter.config.yaml';
const names = (count: number) => Array.from({ length: count }, (_, at) => `c${String(at).padStart(2, '0')}`);
const playlistOf = (name: string) => `PLsamplePlaylistOfSites00000${name}`;

/** Sites with one base, each with a playlist of two videos of its own. */
function makeSites(count: number): { world: World; files: Files } {
  const world = makeWorld(2 * count);
  const { channelId } = addPlaylist(world, []);
  const files: Files = { 'base.yaml': 'generator: hugo\npreset: minimal\nfilters: { shorts: skip }\n' };
  for (const [at, name] of names(count).entries()) {
    const id = playlistOf(name);
    const items = [makeVideoId(2 * at), makeVideoId(2 * at + 1)];
    world.playlists.set(id, { id, channelId, items, isPrivate: false });
    files[`clients/${name}/tubematter.config.yaml`] = `extends: ../../base.yaml\nplaylist: ${id}\n`;
  }
  return { world, files };
}

function retitle(world: World, number: number, title: string): void {
  const snippet = world.videos.get(makeVideoId(number))?.resource.snippet;
  if (!snippet) throw new Error('There is no such video.');
  snippet.title = title;
}

function git(cwd: string, ...args: string[]): string {
  const identity = ['-c', 'user.name=t', '-c', 'user.email=t@example.com'];
  const { status, stdout, stderr } = spawnSync('git', [...identity, ...args], { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

test('of twenty sites in a repository, a change on YouTube changes one, in one run', async () => {
  const { world, files } = makeSites(20);
  const api = await startApi({ world });
  const cwd = makeFolder(files);
  git(cwd, 'init', '--quiet');
  const env = {
    ...leadTo(api),
    GITHUB_ACTIONS: 'true',
    GITHUB_WORKSPACE: cwd,
    GITHUB_OUTPUT: join(cwd, '../output'),
  };
  const importAll = () => {
    rmSync(env.GITHUB_OUTPUT, { force: true });
    return runTubematter(['import', '--config', pattern, '--report', '../report.md'], { cwd, env });
  };

  const first = await importAll();
  expect([first.exitCode, first.stdout.match(/^clients\/c\d\d\n2 created, /gm)?.length]).toEqual([0, 20]);
  expect(readText(cwd, '../output')).toMatch(/^changed=true\ncreated=40\nupdated=0\ntitle=Videos: 40 new\n/);
  expect(listPages(cwd)).toHaveLength(40);
  git(cwd, 'add', '--all');
  git(cwd, 'commit', '--quiet', '--message', 'All');

  await importAll();
  expect(git(cwd, 'status', '--porcelain')).toBe('');
  expect(readText(cwd, '../output')).toContain('title=Videos: nothing new\n');
  expect(readText(cwd, '../report.md')).toMatch(/^# Videos: nothing new\n\n20 sites with nothing new\.\n/);

  retitle(world, 14, 'Another title');
  expect((await importAll()).exitCode).toBe(0);
  const changed = git(cwd, 'status', '--porcelain').trimEnd().split('\n');
  expect(changed.map((line) => line.slice(3))).toEqual([
    `clients/c07/content/videos/${makeVideoId(14)}/index.md`,
    'clients/c07/tubematter-lock.json',
  ]);
  expect(readText(cwd, '../output')).toMatch(
    /^changed=true\ncreated=0\nupdated=1\ntitle=Videos: 1 changed\n/,
  );
  const report = readText(cwd, '../report.md');
  expect(report).toMatch(/^# Videos: 1 changed\n\n19 sites with nothing new\.\n\n## `clients\/c07`\n\n/);
  expect(report.match(/^##? /gm)).toHaveLength(2);
  expect(report).toContain('`Another title`');
});

describe.concurrent('several sites', () => {
  test('stand in the report with those first that need a person; each line of a message names its site', async () => {
    const { world, files } = makeSites(3);
    const api = await startApi({ world });
    const cwd = makeFolder(files);
    const start = (env: Record<string, string>) =>
      runTubematter(['import', '--quiet', '--config', pattern, '--report', 'r.md'], { cwd, env });
    await start(leadTo(api));
    retitle(world, 0, 'Another title');
    remove(world, makeVideoId(4));
    await start(leadTo(api));
    expect(readText(cwd, 'r.md').match(/^#.*$/gm)).toEqual([
      '# Videos: 1 changed, 1 gone',
      '## `clients/c02`',
      '### Gone: the pages stay (1)',
      '## `clients/c00`',
      '### Updated (1)',
    ]);
    const { stdout, stderr } = await start({});
    expect([stdout, stderr]).toEqual([
      '',
      expect.stringMatching(
        /^clients\/c00: There is no API key: .*\nclients\/c00: .*key\.md.*\nclients\/c01: /,
      ),
    ]);
  });

  test('run one by one: one that fails stops none, and the worst exit code counts', async () => {
    const { world, files } = makeSites(4);
    const api = await startApi({ world });
    const cwd = makeFolder({ ...files, 'clients/c01/tubematter.config.yaml': 'extends: ../none.yaml\n' });
    const args = [
      'import',
      '--config',
      pattern,
      '--report',
      'r.md',
      '--report',
      'r.json',
      '--report',
      'r.html',
    ];
    const env = { ...leadTo(api), GITHUB_ACTIONS: 'true' };
    const { exitCode, stdout, stderr } = await runTubematter(args, { cwd, env });
    expect(exitCode).toBe(2);
    expect(stdout.match(/^clients.*$/gm)).toEqual(names(4).map((name) => `clients/${name}`));
    expect(stderr).toContain(
      'The config clients/none.yaml, which clients/c01/tubematter.config.yaml extends, cannot be read: it does not exist.\n',
    );
    expect(stderr).toMatch(/^1 of 4 sites could not run: clients\/c01\.$/m);
    expect(stderr).toMatch(/^::error title=Site could not run::clients\/c01 could not run: /m);
    expect(listPages(join(cwd, 'clients'))).toHaveLength(6);

    const { sites } = JSON.parse(readText(cwd, 'r.json'));
    expect(sites).toMatchObject([
      { site: 'clients/c00', version: 1, changes: [{ action: 'create' }, {}] },
      { site: 'clients/c01', error: { message: expect.stringContaining('none.yaml') } },
      { site: 'clients/c02', changes: [{}, {}] },
      { site: 'clients/c03', changes: [{}, {}] },
    ]);
    expect(readText(cwd, 'r.md')).toMatch(
      /^# Videos: 6 new; clients\/c01 could not run\n\n## `clients\/c01`\n\n\*\*Could not run\.\*\* [\s\S]*\n## `clients\/c00`\n[\s\S]*\n## `clients\/c03`\n/,
    );
    const html = readText(cwd, 'r.html');
    expect(html).toContain('<title>6 created; clients/c01 could not run · tubematter</title>');
    for (const name of ['r.md', 'r.json', 'r.html']) expect(readText(cwd, name)).not.toContain(cwd);
    expect(html.match(/clients\/c\d\d\/content/g)).toHaveLength(6);
    const check = ['check', '--config', pattern, '--report', 'r.html'];
    expect((await runTubematter(check, { cwd, env })).exitCode).toBe(2);
    expect(readText(cwd, 'r.html')).toContain('clients/c01 could not run');
    // Reports of before are replaced.
    expect((await runTubematter(args, { cwd, env })).exitCode).toBe(2);
  });

  test('are reported even if none could run', async () => {
    const { files } = makeSites(2);
    const cwd = makeFolder({ ...files, 'base.yaml': 'chanel: x\n' });
    const env = { GITHUB_ACTIONS: 'true', GITHUB_OUTPUT: join(cwd, 'output') };
    const reports = ['--report', 'r.md', '--report', 'r.html'];
    const { exitCode, stdout } = await runTubematter(['import', '--config', pattern, '--json', ...reports], {
      cwd,
      env,
    });
    expect([exitCode, JSON.parse(stdout).sites.length]).toEqual([2, 2]);
    expect(readText(cwd, 'r.md')).toMatch(
      /^# Videos: 2 sites could not run\n\n## `clients\/c00`\n\n\*\*Could not run\.\*\* .*chanel/,
    );
    expect(readText(cwd, 'r.html')).toContain('Nothing so far.');
    expect(readText(cwd, 'output')).toMatch(/^changed=false\n[\s\S]*^title=Videos: 2 sites could not run\n/m);
    expect((await runTubematter(['check', '--config', pattern, '--report', 'r.md'], { cwd })).exitCode).toBe(
      2,
    );
    expect(readText(cwd, 'r.md')).toMatch(/^# What the audit found; 2 sites could not run\n/);
  });

  test('are named where nothing else tells them apart', async () => {
    const { world, files } = makeSites(3);
    const api = await startApi({ world });
    const cwd = makeFolder({ ...files, 'base.yaml': "preset: minimal\nfilters: { match: '[02]$' }\n" });
    const run = () =>
      runTubematter(['import', '--config', pattern, '--report', 'r.html'], {
        cwd,
        env: { ...leadTo(api), GITHUB_ACTIONS: 'true' },
      });
    await run();
    for (const name of ['c00', 'c01']) {
      appendFileSync(join(cwd, `clients/${name}/tubematter-lock.json`), 'x\n');
    }
    writeFileSync(join(cwd, 'clients/c02/tubematter.config.yaml'), 'extends: ../../base.yaml\n');
    rmSync(join(cwd, `clients/c01/content/videos/${makeVideoId(2)}`), { recursive: true });
    const { stdout, stderr } = await run();
    const html = readText(cwd, 'r.html');
    for (const name of ['c00', 'c01']) {
      const lockfile = `clients/${name}/tubematter-lock.json`;
      expect(html).toContain(`<code><bdi>${lockfile}</bdi></code>: The lockfile is damaged (`);
      expect(stderr).toContain(`::warning file=${lockfile},title=Damaged lockfile::`);
    }
    expect(html.match(/kind (?:skip|removed)">.*<bdi>clients\/c0\d<\/bdi>/g)).toEqual([
      expect.stringMatching(/^kind removed.*c01/),
      expect.stringMatching(/^kind skip.*c00/),
      expect.stringMatching(/^kind skip.*c01/),
    ]);
    expect(stderr).toMatch(
      /^clients\/c02: No channel given\.\nclients\/c02: Give --channel .* Use --channel and --from with this site alone: --config clients\/c02\/tubematter\.config\.yaml$/m,
    );
    expect(stdout).toMatch(/^clients\/c00\n/);
    expect(stderr.match(/^.*About .*$/gm)).toEqual([
      'clients/c00: About 2 videos, 2 quota units.',
      'clients/c01: About 2 videos, 2 quota units.',
    ]);
  });

  test('count a video that two of them have twice', async () => {
    const { world, files } = makeSites(2);
    const api = await startApi({ world });
    const cwd = makeFolder({
      ...files,
      'clients/c01/tubematter.config.yaml': files['clients/c00/tubematter.config.yaml'] ?? '',
    });
    const importAll = () =>
      runTubematter(['import', '--config', pattern, '--report', 'r.md', '--report', 'r.html'], {
        cwd,
        env: leadTo(api),
      });
    const countEntries = (kind: string) =>
      readText(cwd, 'r.html').match(new RegExp(`<li class="entry ${kind}">`, 'g'))?.length;
    await importAll();
    expect([readText(cwd, 'r.md').split('\n')[0], countEntries('create')]).toEqual(['# Videos: 4 new', 4]);
    retitle(world, 0, 'Another title');
    remove(world, makeVideoId(1));
    await importAll();
    expect(readText(cwd, 'r.md')).toMatch(/^# Videos: 2 changed, 2 gone\n/);
    expect([countEntries('update'), countEntries('missing')]).toEqual([2, 2]);
  });

  test('run once if a folder is a link to another one', async () => {
    const { world, files } = makeSites(2);
    const api = await startApi({ world });
    const cwd = makeFolder(files);
    symlinkSync('c01', join(cwd, 'clients/a-link'));
    // Paths in a linked config start where the link is: this is a site of its own.
    mkdirSync(join(cwd, 'clients/c02'));
    symlinkSync('../c01/tubematter.config.yaml', join(cwd, 'clients/c02/tubematter.config.yaml'));
    const { exitCode, stdout } = await runTubematter(['import', '--config', pattern], {
      cwd,
      env: leadTo(api),
    });
    expect([exitCode, stdout.match(/^clients\/.*$/gm)]).toEqual([
      0,
      ['clients/c01', 'clients/c00', 'clients/c02'],
    ]);
  });

  test('are compared and checked likewise, and --json prints one document', async () => {
    const { world, files } = makeSites(3);
    const api = await startApi({ world });
    const cwd = makeFolder(files);
    const run = (...args: string[]) =>
      runTubematter([...args, '--config', pattern], { cwd, env: leadTo(api) });
    expect((await run('import')).exitCode).toBe(0);
    retitle(world, 3, 'Another title');
    const before = readFiles(cwd);
    const dry = await run('import', '--dry-run');
    expect([dry.exitCode, dry.stdout.match(/^0 would be created, \d/gm)]).toEqual([
      0,
      ['0', '1', '0'].map((number) => `0 would be created, ${number}`),
    ]);
    const diff = await run('diff');
    expect([diff.exitCode, diff.stdout]).toEqual([1, expect.stringContaining('clients/c01\n--- a/')]);
    const json = await run('diff', '--json');
    expect(JSON.parse(json.stdout).sites.map(({ changes }: { changes: [] }) => changes.length)).toEqual([
      0, 1, 0,
    ]);
    writeFileSync(join(cwd, 'clients/c02/content/videos/bad.md'), '---\na: [\n---\n');
    const check = await run('check', '--report', 'check.md');
    expect([check.exitCode, check.stdout.match(/^clients\/.*$|\d errors?/gm)]).toEqual([
      1,
      expect.arrayContaining(['clients/c00', '0 errors', 'clients/c02', '1 error']),
    ]);
    expect(readText(cwd, 'check.md')).toMatch(
      /^# What the audit found\n\n2 sites with nothing new\.\n\n## `clients\/c02`\n/,
    );
    rmSync(join(cwd, 'check.md'));
    rmSync(join(cwd, 'clients/c02/content/videos/bad.md'));
    expect(readFiles(cwd)).toEqual(before);
  });

  test.each([
    [['fetch', '--save', 'x.json'], /^tubematter: This command takes one config, and --config names 2\.\n/],
    [
      ['redirects', '--format', 'netlify'],
      /^tubematter: This command takes one config, and --config names 2\.\n/,
    ],
    [
      ['import', '--channel', '@x'],
      /^tubematter: --channel is for one site, and --config names several\.\nSet `channel` in each config, or run it for one site: --config clients\/c00\/tubematter\.config\.yaml\n$/,
    ],
    [['diff', '--video', 'x'], /\nSet `videos` in each config, /],
    [
      ['import', '--save', 'x.json'],
      /\nRun it for one site: --config clients\/c00\/tubematter\.config\.yaml\n$/,
    ],
    [['check', '--urls', 'x.txt'], /\nRun it for one site: /],
    [['import', '--config', 'nothing/*.yaml'], /^tubematter: No config matches nothing\/\*\.yaml\.\n/],
    [
      ['import', '--config', 'clients/*'],
      /^tubematter: clients\/\* matches folders, not configs\.\nName the configs in them: --config 'clients\/\*\/tubematter\.config\.yaml'\n$/,
    ],
  ])('are refused where one is meant: %j', async (args, message) => {
    const cwd = makeFolder(makeSites(2).files);
    const { exitCode, stderr } = await runTubematter([...args, '--config', pattern], { cwd });
    expect([exitCode, stderr]).toEqual([2, expect.stringMatching(message)]);
  });

  test('leave the lockfile of another one alone, also of one that comes later', async () => {
    const { world, files } = makeSites(2);
    const api = await startApi({ world });
    const cwd = makeFolder(files);
    const importAll = () => runTubematter(['import', '--config', pattern], { cwd, env: leadTo(api) });
    await importAll();
    const lockfile = readText(cwd, 'clients/c01/tubematter-lock.json');
    const config = join(cwd, 'clients/c00/tubematter.config.yaml');
    appendFileSync(config, 'lockfile: ../c01/tubematter-lock.json\n');
    const { exitCode, stdout, stderr } = await importAll();
    expect([exitCode, stdout]).toEqual([
      2,
      expect.stringMatching(/clients\/c01\n0 created, 0 updated, 2 unchanged/),
    ]);
    expect(stderr).toContain(
      'It has the lockfile of clients/c01/tubematter.config.yaml: clients/c01/tubematter-lock.json.\n',
    );
    expect(readText(cwd, 'clients/c01/tubematter-lock.json')).toBe(lockfile);
    // Two in one folder have one name.
    writeFileSync(
      join(cwd, 'clients/c01/tubematter.config.json'),
      JSON.stringify({ playlist: playlistOf('c00') }),
    );
    const both = await runTubematter(['check', '--config', 'clients/c01/tubematter.config.*'], { cwd });
    expect([both.exitCode, both.stderr]).toEqual([2, expect.stringContaining('1 of 2 sites could not run')]);
  });

  test.each([
    ['in one run', [['clients/*/tubematter.config.yaml']]],
    ['in two', [['clients/c00/tubematter.config.yaml'], ['clients/c01/tubematter.config.yaml']]],
  ])('keep their redirects in the same files, %s', async (_, runs) => {
    const { world, files } = makeSites(2);
    const api = await startApi({ world });
    const cwd = makeFolder({
      ...files,
      'base.yaml': `generator: hugo
content: content
filters: { shorts: skip }
fields: { slug: { value: '{slug}', update: until-edited } }
redirects: { netlify: ../../_redirects, vercel: ../../vercel.json, html: ../../stubs }
`,
    });
    const importAll = async () => {
      for (const configs of runs) {
        const { exitCode } = await runTubematter(['import', '--config', ...configs], {
          cwd,
          env: leadTo(api),
        });
        expect(exitCode).toBe(0);
      }
    };
    const shared = () =>
      Object.fromEntries(
        Object.entries(readFiles(cwd)).filter(([path]) => /^(?:_redirects|vercel\.json|stubs)/.test(path)),
      );
    await importAll();
    const first = shared();
    const count = (pattern: RegExp) => readText(cwd, '_redirects').match(pattern)?.length;
    expect([count(/ 301!$/gm), count(/^# The end of/gm)]).toEqual([4, 2]);
    expect(JSON.parse(readText(cwd, 'vercel.json')).redirects).toHaveLength(4);
    expect(Object.keys(first).filter((path) => path.endsWith('.html'))).toHaveLength(4);
    await importAll();
    expect(shared()).toEqual(first);
    retitle(world, 0, 'Another title');
    await importAll();
    expect([count(/ 301!$/gm), count(/^# The end of/gm)]).toEqual([5, 2]);
    expect(Object.keys(shared()).filter((path) => path.endsWith('.html'))).toHaveLength(5);
  });

  test('are named by their configs, not by their folders', async () => {
    const cwd = makeFolder(makeSites(1).files);
    const { exitCode, stderr } = await runTubematter(['check', '--config', 'clients/c00'], { cwd });
    expect([exitCode, stderr]).toEqual([
      2,
      'tubematter: The config clients/c00 cannot be read: a folder is where a file should be.\nCheck the path given with --config. Name the file: clients/c00/tubematter.config.yaml\n',
    ]);
  });

  test('may be named one by one, as a shell does, and those in one folder need lockfiles of their own', async () => {
    const { world, files } = makeSites(2);
    const api = await startApi({ world });
    const config = (name: string) => `extends: base.yaml\ncontent: ${name}\nplaylist: ${playlistOf(name)}\n`;
    const cwd = makeFolder({
      'base.yaml': files['base.yaml'] ?? '',
      'c00.yaml': config('c00'),
      'c01.yaml': config('c01'),
    });
    const run = () =>
      runTubematter(['import', '--config', 'c00.yaml', 'c01.yaml', '--quiet'], { cwd, env: leadTo(api) });
    const { exitCode, stdout, stderr } = await run();
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^c01\.yaml: It has the lockfile of c00\.yaml: tubematter-lock\.json\.$/m);
    writeFileSync(join(cwd, 'c01.yaml'), `${config('c01')}lockfile: c01-lock.json\n`);
    expect(await run()).toEqual({ exitCode: 0, stdout: '', stderr: '' });
    expect(listPages(cwd)).toHaveLength(4);
  });

  test('may share a content folder: each leaves the pages of the others as they are', async () => {
    const { world, files } = makeSites(3);
    const api = await startApi({ world });
    const cwd = makeFolder({ 'base.yaml': `${files['base.yaml']}content: content\nmissing: flag\n` });
    for (const name of names(3)) {
      const config = `extends: base.yaml\nplaylist: ${playlistOf(name)}\nlockfile: ${name}-lock.json\n`;
      writeFileSync(join(cwd, `${name}.yaml`), config);
    }
    const importAll = async () => {
      const args = ['import', '--config', 'c00.yaml', 'c01.yaml', 'c02.yaml'];
      const { exitCode, stdout } = await runTubematter(args, { cwd, env: leadTo(api) });
      expect(exitCode).toBe(0);
      return stdout.match(/^\d created, \d updated/gm);
    };
    expect(await importAll()).toEqual(Array(3).fill('2 created, 0 updated'));
    const before = readFiles(cwd);
    await importAll();
    expect(readFiles(cwd)).toEqual(before);
    remove(world, makeVideoId(0));
    expect(await importAll()).toEqual([
      '0 created, 1 updated',
      '0 created, 0 updated',
      '0 created, 0 updated',
    ]);
    const flagged = readFiles(cwd);
    await importAll();
    expect(readFiles(cwd)).toEqual(flagged);
  });

  test('are all stopped by a signal', async () => {
    const { world, files } = makeSites(3);
    const api = await startApi({ world });
    let stop = () => {};
    const moment = new Promise<void>((resolve) => {
      stop = resolve;
    });
    api.beforeAnswer = ({ number, method }) => {
      if (method === 'videos.list' && number === 2) stop();
    };
    api.faults.push({ method: 'videos.list', at: 2, what: 'hang' });
    const cwd = makeFolder(files);
    mkdirSync(join(cwd, 'clients/c02/content/videos'), { recursive: true });
    const { exitCode } = await runTubematter(['import', '--config', pattern], {
      cwd,
      env: leadTo(api),
      signalAfter: { signal: 'SIGINT', moment },
    });
    expect(exitCode).toBe(130);
    expect(listPages(cwd).map((path) => path.slice(0, 11))).toEqual(['clients/c00', 'clients/c00']);
  });
});
