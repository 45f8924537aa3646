import { describe, expect, test } from 'vitest';
import { readText } from './files.ts';
import { makeFolder, runTubematter } from './run.ts';
import { makeSnapshot } from './snapshot.ts';

const block = '\n\nMore: https://example.org/more\n— Ann\nToday and always: a bench.';
const slow = `${'a'.repeat(60)}!`;

function makeSite(description: string, descriptions: string[]) {
  return makeFolder({
    'tubematter.config.yaml': `content: pages\ndescription: ${description}\n`,
    'channel.json': makeSnapshot(descriptions.map((text) => ({ description: text }))),
  });
}

describe.concurrent('what a channel puts under every video', () => {
  const all = Array.from({ length: 12 }, (_, at) => `Bench ${at}.${block}`);

  test('is named by diff, and left out of front matter and body', async () => {
    const cwd = makeSite('{}', all);
    const { stderr } = await runTubematter(['diff', '--stat', '--from', 'channel.json'], { cwd });
    expect(stderr).toBe(
      "3 lines appear in most descriptions. To leave them out:\ndescription:\n  drop:\n    - '^More: https:\\/\\/example\\.org\\/more$'\n    - '^— Ann$'\n    - '^Today and always: a bench\\.$'\n",
    );

    const tidy = makeSite("{ cut: ['^— ann'], drop: ['^more:'] }", [`More: x\n${block.trim()}`, ...all]);
    const imported = await runTubematter(['import', '--from', 'channel.json'], { cwd: tidy });
    expect([imported.exitCode, imported.stderr]).toEqual([0, '']);
    const page = readText(tidy, 'pages/v000000001_/index.md');
    expect(page).toContain('description: Bench 0.\n');
    expect(page.split('---\n').at(-1)).toBe(
      'Bench 0.\n\n[Watch on YouTube](https://www.youtube.com/watch?v=v000000001_)\n',
    );
    expect(readText(tidy, 'pages/v000000000_/index.md')).not.toContain('Ann');
    const next = await runTubematter(['diff', '--from', 'channel.json'], { cwd: tidy });
    expect([next.exitCode, next.stderr]).toEqual([0, '']);
  });

  test('ends the run where its pattern hangs', async () => {
    const cwd = makeSite("{ drop: ['^(a+)+$'] }", ['One.', slow]);
    const { exitCode, stdout, stderr } = await runTubematter(['import', '--from', 'channel.json'], { cwd });
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/description\.drop takes longer than a second on the description of v000000001_/);
  });
});
