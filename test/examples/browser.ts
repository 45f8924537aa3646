import { existsSync } from 'node:fs';
import { join } from 'node:path';
import axe from 'axe-core';
import { chromium, type Page } from 'playwright-core';
import { expect, onTestFinished } from 'vitest';
import { serveFolder } from '../redirects/static-server.ts';

const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
export const hasChromium = existsSync(executablePath);
if (!hasChromium) {
  process.stderr.write(`SKIPPED: an example in a browser, since there is no Chromium at ${executablePath}\n`);
}

/** A tab in a browser of its own, with what it asks other hosts for, which gets no answer. */
async function openTab(
  origin: string,
  options: { javaScriptEnabled?: boolean; colorScheme?: 'light' | 'dark' },
) {
  const browser = await chromium.launch({
    executablePath,
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
  onTestFinished(() => browser.close());
  const tab = await browser.newPage(options);
  const foreign: string[] = [];
  const errors: string[] = [];
  tab.on('pageerror', ({ message }) => errors.push(message));
  await tab.route(
    (url) => url.origin !== origin,
    (route) => {
      foreign.push(route.request().url());
      return route.abort();
    },
  );
  return { tab, foreign, errors };
}

/**
 * Opens a built example: the list, and from there a video. Nothing comes from another host before the click on the player,
 * which then shows the video; without scripts it is a link. axe-core finds nothing.
 */
export async function expectQuietPages(folder: string, output: string): Promise<void> {
  const origin = await serveFolder(join(folder, output));
  const title = 'Truing a wheel';
  const id = 'rHaZyHOdW7Y';
  for (const colorScheme of ['light', 'dark'] as const) {
    const { tab, foreign, errors } = await openTab(origin, { colorScheme });
    await tab.goto(`${origin}/`, { waitUntil: 'networkidle' });
    expect(await tab.locator('.videos a').count()).toBeGreaterThan(30);
    expect(await findViolations(tab)).toEqual([]);

    await tab.locator('.videos').getByRole('link', { name: title }).last().click();
    await tab.waitForURL((url) => url.pathname !== '/', { waitUntil: 'networkidle' });
    const player = tab.getByRole('button', { name: title });
    expect(await findViolations(tab)).toEqual([]);
    expect([foreign, errors, await tab.locator('iframe').count()]).toEqual([[], [], 0]);

    await player.focus();
    await tab.keyboard.press('Enter');
    const frame = tab.locator('iframe');
    expect(await frame.getAttribute('src')).toBe(`https://www.youtube-nocookie.com/embed/${id}?autoplay=1`);
    expect(await frame.getAttribute('title')).toBe(title);
    await expect.poll(() => foreign).toEqual([`https://www.youtube-nocookie.com/embed/${id}?autoplay=1`]);
    await expect.poll(() => tab.evaluate('document.activeElement.tagName')).toBe('IFRAME');
  }

  const { tab, foreign } = await openTab(origin, { javaScriptEnabled: false });
  await tab.goto(`${origin}/`);
  await tab.locator('.videos').getByRole('link', { name: title }).last().click();
  const link = tab.locator('main a.video-player');
  expect(await link.getAttribute('href')).toBe(`https://www.youtube.com/watch?v=${id}`);
  expect(foreign).toEqual([]);
}

/** Types words into the search of a built example, which finds a page with that title, and nothing elsewhere. */
export async function expectToFind(folder: string, words: string, title: string): Promise<void> {
  const origin = await serveFolder(folder);
  const { tab, foreign, errors } = await openTab(origin, {});
  await tab.goto(`${origin}/`);
  await tab.getByLabel('Search').pressSequentially(words);
  await expect.poll(() => tab.locator('search a').allTextContents()).toContain(title);
  expect(await tab.locator('search a').count()).toBeLessThan(10);
  expect(await findViolations(tab)).toEqual([]);
  expect([foreign, errors]).toEqual([[], []]);
  await tab.locator('search').getByRole('link', { name: title }).click();
  await tab.getByRole('heading', { name: title }).waitFor();
}

async function findViolations(tab: Page): Promise<string[]> {
  await tab.evaluate(axe.source);
  return tab.evaluate(
    'axe.run().then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ": " + html)))',
  );
}
