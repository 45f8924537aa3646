import { describe, expect, test } from 'vitest';
import { makeWorld } from '../api/world.ts';
import { readText } from '../e2e/files.ts';
import { leadTo, makeFolder, startApi } from '../e2e/run.ts';
import { hasTmux, openScreen } from './screen.ts';

const args = ['import', '--channel', '@sample', '--content', 'pages', '--concurrency', '1'];
const summary = '115 created, 0 updated, 0 unchanged, 0 skipped, 0 problems (8 quota units)\n';
const lines = `About 115 videos, 7 quota units.
Planning 115 videos.
Writing 115 pages.
`;
const pause =
  'videos.list: YouTube answered with an error of its own: The service is currently unavailable (HTTP 503); trying again in N s (try 2).\n';
/** All but the end of a line. */
const control = /(?!\n)\p{Cc}/u;

interface Outcome {
  /** All that is left on the screen. */
  screen: string;
  /** All that the screen was sent, by the end of the run. */
  bytes: string;
  out: string;
  err: string;
}

/** Runs an import that meets one pause, with a stream or both in files. */
async function runPlain(
  redirects: string,
  { env = {}, more = [] }: { env?: Record<string, string>; more?: string[] } = {},
): Promise<Outcome> {
  const api = await startApi({
    world: makeWorld(115),
    faults: [{ method: 'videos.list', at: 2, what: 'unavailable', headers: { 'retry-after': '0' } }],
  });
  const cwd = makeFolder({ out: '', err: '' });
  const shell = `eval "$TUBEMATTER" ${redirects}`;
  const screen = openScreen([...args, ...more], { cwd, env: { ...leadTo(api), ...env }, columns: 80, shell });
  const { text, exitCode } = await screen.waitForEnd();
  expect(exitCode).toBe(0);
  // After ten seconds of silence, a run says how far it is.
  const calm = (written: string) =>
    written.replace(/in \d\.\d s/, 'in N s').replace(/^(Listing|Details|Writing): .*\n/gm, '');
  const [, bytes = ''] = /\$ tubematter\r\n([\s\S]*)\[exit/.exec(screen.readBytes()) ?? [];
  return { screen: calm(text), bytes, out: readText(cwd, 'out'), err: calm(readText(cwd, 'err')) };
}

describe.skipIf(!hasTmux).concurrent('lines without control characters', () => {
  test('both streams in files', async () => {
    const { bytes, out, err } = await runPlain('> out 2> err');
    expect(bytes).toBe('');
    expect(out).toBe(summary);
    expect(err).toBe(lines.replace('Planning', `${pause}Planning`));
    expect(out + err).not.toMatch(control);
  });

  test('both streams through a pipe', async () => {
    const { bytes, out } = await runPlain('2>&1 | cat > out');
    expect(bytes).toBe('');
    expect(out).not.toMatch(control);
    expect(out).toMatch(/^About [\s\S]*\n115 created, .*\n$/);
  });

  test.each<[name: string, env: Record<string, string>]>([
    ['CI=true, no colours', { CI: 'true', NO_COLOR: '1' }],
    ['CI=1, no colours', { CI: '1', NO_COLOR: '1' }],
    ['TERM=dumb', { TERM: 'dumb' }],
  ])('on a terminal with %s', async (_, env) => {
    const { screen, bytes } = await runPlain('', { env });
    expect(bytes.replaceAll('\r\n', '\n')).not.toMatch(control);
    expect(screen).toBe(
      `About 115 videos, 7 quota units.
videos.list: YouTube answered with an error of its own: The service is currently
unavailable (HTTP 503); trying again in N s (try 2).
Planning 115 videos.
Writing 115 pages.
115 created, 0 updated, 0 unchanged, 0 skipped, 0 problems (8 quota units)`,
    );
  });

  test('CI on a terminal: nothing is drawn, colours only', async () => {
    const { bytes } = await runPlain('', { env: { CI: 'true' } });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is looked for
    expect(bytes.replaceAll('\r\n', '\n').replace(/\x1b\[\d+m/g, '')).not.toMatch(control);
    expect(bytes).toContain('\x1b[32m115 created\x1b[39m');
  });

  test('CI=false is no CI', async () => {
    const { bytes } = await runPlain('', { env: { CI: 'false' } });
    expect(bytes).toContain('\x1b[?25l');
  });
});

describe.skipIf(!hasTmux).concurrent('one stream on the terminal', () => {
  test('stdout in a file: progress is drawn, and goes', async () => {
    const { screen, bytes, out, err } = await runPlain('> out');
    expect([screen, out, err]).toEqual(['', summary, '']);
    expect(bytes).toMatch(/Listing[\s\S]*Details[\s\S]*Planning[\s\S]*Writing/);
  });

  test('stderr in a file: it has lines, the terminal the summary', async () => {
    const { screen, bytes, err } = await runPlain('2> err');
    expect(screen).toBe(summary.trimEnd());
    expect(bytes.trimEnd()).toBe(
      '\x1b[32m115 created\x1b[39m, 0 updated, 0 unchanged, 0 skipped, 0 problems \x1b[2m(8 quota units)\x1b[22m',
    );
    expect(err).toBe(lines.replace('Planning', `${pause}Planning`));
  });
});

describe.skipIf(!hasTmux).concurrent('--quiet and --verbose', () => {
  test('quiet in files: a pause is all', async () => {
    const { out, err } = await runPlain('> out 2> err', { more: ['--quiet'] });
    expect([out, err]).toEqual(['', pause]);
  });

  test('quiet on a terminal: the same, and nothing is drawn', async () => {
    const { screen, bytes } = await runPlain('', { more: ['--quiet'] });
    expect(bytes.replaceAll('\r\n', '\n')).not.toMatch(control);
    expect(screen).toMatch(/^videos\.list: .*\n.*\(try 2\)\.$/);
  });

  test('verbose: each new page by its title, the totals last', async () => {
    const { out } = await runPlain('> out 2> err', { more: ['--verbose', '--limit', '2'] });
    const rest = out.replace(/^ {2}v\w+ Sample video \d+ \(beyond --limit\)\n/gm, '');
    expect(rest).toBe(`Created:
  pages/v000000001_/index.md Sample video 1
  pages/v000000000_/index.md Sample video 0

Skipped 113: beyond --limit

2 created, 0 updated, 0 unchanged, 113 skipped, 0 problems (8 quota units)
`);
    expect(out.split('\n').length - rest.split('\n').length).toBe(113);
  });
});
