import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { run } from '../check/site.ts';
import { listVisits, oldUrls, writeOldSite } from './old-urls.ts';
import { serveFolder } from './static-server.ts';

const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
const hasChromium = existsSync(executablePath);
if (!hasChromium) {
  process.stderr.write(`SKIPPED: redirects in a browser, since there is no Chromium at ${executablePath}\n`);
}
let browser: Browser;

/** The script for a 404 page that the documentation shows. */
const script = /^<script>\n[\s\S]*?^<\/script>$/m.exec(
  readFileSync(new URL('../../docs/redirects.md', import.meta.url), 'utf8'),
)?.[0];

/** Opens old URLs, and says where the browser ends. */
async function visitAll(origin: string): Promise<void> {
  const tab = await browser.newPage();
  for (const { path, url } of listVisits().filter((_, at) => at % 2 === 0)) {
    await tab.goto(`${origin}${path}`, { waitUntil: 'commit' });
    await tab.waitForURL(`${origin}${url}`);
    expect([path, await tab.textContent('body')]).toEqual([path, url]);
  }
  await tab.close();
}

describe.skipIf(!hasChromium)(`in Chromium (${executablePath}) every old URL leads to its page`, () => {
  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath,
      args: ['--headless', '--no-sandbox', '--disable-gpu'],
    });
  });
  afterAll(() => browser?.close());

  test('by stubs', async () => {
    const folder = writeOldSite({ 'public/404.html': 'nothing' });
    const output = await run(folder, 'redirects', '--format', 'html', '--output', 'public');
    expect(output).toMatchObject({
      code: 0,
      error: `Wrote ${Object.values(oldUrls).flat().length} redirects to public.\n`,
    });
    await visitAll(await serveFolder(join(folder, 'public')));
  });

  test('by a 404 page that looks them up', async () => {
    const folder = writeOldSite();
    writeFileSync(join(folder, 'public/404.html'), `<p>nothing</p>\n${script}`);
    expect(
      await run(folder, 'redirects', '--format', 'lookup', '--output', 'public/redirects.json'),
    ).toMatchObject({ code: 0 });
    const origin = await serveFolder(join(folder, 'public'));
    await visitAll(origin);
    const tab = await browser.newPage();
    for (const path of ['/nowhere', '/constructor']) {
      const loaded = tab.waitForResponse(`${origin}/redirects.json`);
      await tab.goto(`${origin}${path}`);
      await loaded;
      expect(await tab.textContent('p')).toBe('nothing');
    }
    await tab.goto(`${origin}/old?a=b#c`);
    await tab.waitForURL(`${origin}/v/plain/?a=b#c`);
  });
});
