import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readFrontMatter } from '../../src/frontmatter/read-values.ts';
import { listPages, readFiles } from './files.ts';
import { makeOtherPages, type OtherPage } from './pages-of-others.ts';
import { makeFolder, runTubematter } from './run.ts';
import { makeSnapshot } from './snapshot.ts';

const pages = makeOtherPages(1_100);
const others = 20;
const unmanaged =
  `title description date weight ResourceId ResourceType ResourceImport ResourceImportSource url slug layout
  aliases aliasesArchive preview isShort tags sitemap source resourceTypes categories`.split(/\s+/);
const config = `content: c
body: ''
fields:
  duration: { update: always }
${unmanaged.map((key) => `  ${key}: false\n`).join('')}`;

test('a site with pages of others gets no second page, and only what was meant changes', async () => {
  const cwd = makeFolder({
    'tubematter.config.yaml': config,
    '../s.json': makeSnapshot(Array.from({ length: pages.length + others }, () => ({ duration: 'PT7M' }))),
    ...Object.fromEntries(pages.map(({ path, content }) => [`c/${path}`, content])),
  });
  const { exitCode, stdout } = await runTubematter(['import', '--from', '../s.json'], { cwd });
  expect(exitCode, stdout).toBe(1);
  expect(stdout).toContain(`${others} created, `);
  const kept = pages.filter(({ isKept }) => isKept);
  expect(kept.length).toBeGreaterThan(700);
  expect(stdout).toContain(`${kept.length.toLocaleString('en')} updated`);
  expect(listPages(join(cwd, 'c')).length).toBe(
    pages.filter(({ path }) => path.endsWith('.md')).length + others,
  );
  for (const page of pages) {
    const after = readFileSync(join(cwd, 'c', page.path));
    if (page.isKept) expectOneKeyMore(page, after.toString(), { duration: 420 });
    else expect(after.equals(page.content), page.path).toBe(true);
  }
  const files = readFiles(cwd);
  const again = await runTubematter(['import', '--from', '../s.json'], { cwd });
  expect(again.stdout).toContain('0 created, 0 updated');
  expect(readFiles(cwd)).toEqual(files);

  const adopted = await runTubematter(['adopt'], { cwd });
  const shown = pages.filter(({ isShown }) => isShown);
  expect(adopted.stdout).toContain(`0 created, ${shown.length} updated`);
  for (const page of shown) {
    const after = readFileSync(join(cwd, 'c', page.path), 'utf8');
    expectOneKeyMore(page, after, { videoId: page.videoId });
    files[`c/${page.path}`] = Buffer.from(after).toString('latin1');
  }
  expect(readFiles(cwd)).toEqual(files);
});

function expectOneKeyMore({ path, content }: OtherPage, after: string, added: Record<string, unknown>): void {
  const before = content.toString();
  const [old, read] = [readFrontMatter(before), readFrontMatter(after)];
  expect(read?.data, path).toEqual({ ...old?.data, ...added });
  expect(after.slice(read?.bodyStart), path).toBe(before.slice(old?.bodyStart));
  // In JSON, the entry before it gets a comma.
  const [key] = Object.keys(added);
  const without = after.replace(new RegExp(`,?(\\r?\\n) *"?${key}"? ?[=:] ?\\S+(?=\\r?\\n)`), '');
  expect(without, path).toBe(before);
}
