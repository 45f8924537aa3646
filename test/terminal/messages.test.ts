import { describe, expect, test } from 'vitest';
import { makeFolder } from '../e2e/run.ts';
import { hasTmux, openScreen } from './screen.ts';

/** What no text may hold where a person reads it. */
const hidden = /(?!\n)\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u;

const page = (id: string, alias: string) => `---
videoId: ${id}
title: A page
url: /videos/${id}
aliases:
- "${alias}"
---
`;

describe.skipIf(!hasTmux).concurrent.each([80, 40])('on %i columns', (columns) => {
  test('check breaks its lines, and names what a page hides', async () => {
    const cwd = makeFolder({
      'pages/one/index.md': page('one-video-1', '/old\\e[2J\u202e/x'),
      'pages/two/index.md': page('two-video-2', '/old\\e[2J\u202e/x'),
    });
    const screen = openScreen(['check', '--content', 'pages', '--no-color'], { cwd, columns });
    const { text, exitCode } = await screen.waitForEnd();
    expect(exitCode).toBe(1);
    expect(text.replaceAll(/\s/g, '')).toContain('/oldU+001B[2JU+202E/x');
    expect(text).toMatch(/\n2 pages checked: .*\.$/);
    expect(screen.readBytes().replaceAll('\r\n', '\n')).not.toMatch(hidden);
    // The terminal broke no line: prompt and exit code come with their own.
    expect(text.split('\n')).toHaveLength(screen.readBytes().split('\r\n').length - 3);
  });

  test('an error breaks its lines, and names what a name hides', async () => {
    const cwd = makeFolder();
    const args = ['import', '--no-color', '--from', 'no\u202e\u001b[2Jthing.json'];
    const screen = openScreen(args, { cwd, columns });
    const { text, exitCode } = await screen.waitForEnd();
    expect(exitCode).toBe(2);
    expect(text.replaceAll(/\s/g, '').replace(`${cwd}/`, '')).toBe(
      'tubematter:ThesnapshotnoU+202EU+001B[2Jthing.jsoncannotberead:itdoesnotexist.Checkthepathgivenwith--from.',
    );
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(columns);
    expect(screen.readBytes().replaceAll('\r\n', '\n')).not.toMatch(hidden);
  });
});
