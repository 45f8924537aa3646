import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LocatedFinding } from '../../../src/model/finding.ts';
import type { Plan } from '../../../src/model/plan.ts';
import type { FieldChange } from '../../../src/model/value.ts';
import { formatFindingsHtml } from '../../../src/report/html/findings-report.ts';
import { formatHtml } from '../../../src/report/html/plan-report.ts';
import { hostilePlan, hostileTexts, makeCreation, richPlan, richSummary } from '../sample.ts';

const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
const hasChromium = existsSync(executablePath);
if (!hasChromium) {
  process.stderr.write(
    `\nSKIPPED: the HTML report was not opened in a browser, since there is no Chromium at ${executablePath}.\nInstall it (apt-get install chromium) or name another with CHROMIUM.\n\n`,
  );
}

const root = mkdtempSync(join(tmpdir(), 'tubematter-html-'));
const pixel = Buffer.from('R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==', 'base64');
let files = 0;
let browser: Browser;

/** A report in the browser, with everything that it asked the network for and said on the console. */
function open(plan: Plan, options: BrowserContextOptions = {}) {
  return openText(formatHtml({ ...richSummary, plan }, new Date('2025-11-24T04:10:00Z')), options);
}

async function openText(text: string, options: BrowserContextOptions = {}) {
  const context = await browser.newContext({ viewport: { width: 1200, height: 900 }, ...options });
  const page = await context.newPage();
  const requests: string[] = [];
  const messages: string[] = [];
  page.on('console', (message) => messages.push(message.text()));
  page.on('pageerror', (error) => messages.push(error.message));
  page.on('dialog', (dialog) => messages.push(dialog.message()));
  await page.route(/^(?!file:)/, async (route) => {
    requests.push(route.request().url());
    await route.fulfill({ contentType: 'image/gif', body: pixel });
  });
  const file = join(root, `${++files}.html`);
  writeFileSync(file, text);
  await page.goto(pathToFileURL(file).href);
  return { page, requests, messages };
}

const entries = (page: Page) => page.locator('.entry:visible');
const filter = (page: Page, name: string) => page.getByRole('checkbox', { name });
const status = (page: Page) => page.getByRole('status');

async function findViolations(page: Page): Promise<string[]> {
  // Through the debugger's door, so that the page's policy stays in force.
  await page.evaluate(axe.source);
  return page.evaluate(
    'axe.run().then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ": " + html)))',
  );
}

describe.skipIf(!hasChromium)(`the HTML report in Chromium (${executablePath})`, () => {
  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath,
      args: [
        '--headless',
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    });
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(root, { recursive: true, force: true });
  });

  test('asks the network for thumbnails alone and says nothing on the console', async () => {
    const { page, requests, messages } = await open(richPlan, { viewport: { width: 1200, height: 6000 } });
    await expect.poll(() => requests.length).toBe(12);
    for (const address of requests)
      expect(address).toMatch(/^https:\/\/i\.ytimg\.com\/vi\/[\w-]{11}\/mqdefault\.jpg$/);
    expect(messages).toEqual([]);
    await page.context().close();
  });

  test('filters by mouse', async () => {
    const { page, messages } = await open(richPlan);
    expect(await entries(page).count()).toBe(14);
    await filter(page, 'Created').check();
    expect(await entries(page).locator('h3').allTextContents()).toEqual([
      'Office hours 🛠️ 👩‍🔧',
      'Chain wear: when to change it, and what it costs to wait',
      'الدراجة في المدينة',
    ]);
    await expect.poll(() => status(page).textContent()).toBe('3 of 14 entries');
    // Two filters show what is of either kind.
    await filter(page, 'Conflicts').check();
    expect(await entries(page).count()).toBe(5);
    await expect.poll(() => status(page).textContent()).toBe('5 of 14 entries');
    await filter(page, 'Created').uncheck();
    expect(await entries(page).count()).toBe(2);
    await filter(page, 'Conflicts').uncheck();
    await filter(page, 'Slugs taken').check();
    expect(await entries(page).locator('h3').allTextContents()).toEqual(['Office hours 🛠️ 👩‍🔧']);
    await page.getByRole('button', { name: 'Show all' }).click();
    expect(await entries(page).count()).toBe(14);
    await expect.poll(() => status(page).textContent()).toBe('All 14 entries');
    expect(messages).toEqual([]);
    await page.context().close();
  });

  test('filters by keyboard', async () => {
    const { page, messages } = await open(richPlan);
    const url = page.url();
    const names: (string | null)[] = [];
    await page.keyboard.press('Tab');
    for (let at = 0; at < 7; at++) {
      await page.keyboard.press('Tab');
      names.push(await page.locator(':focus').getAttribute('value'));
    }
    expect(names).toEqual(['missing', 'conflict', 'problem', 'clash', 'create', 'update', 'skip']);
    await page.keyboard.press('Space');
    expect(await entries(page).count()).toBe(3);
    await expect.poll(() => status(page).textContent()).toBe('3 of 14 entries');
    // Enter in a form sends it: here it must do nothing.
    await page.keyboard.press('Enter');
    expect(page.url()).toBe(url);
    expect(await entries(page).count()).toBe(3);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await entries(page).count()).toBe(14);
    expect(messages).toEqual([]);
    await page.context().close();
  });

  test('the skip link leads past the filters', async () => {
    const { page } = await open(richPlan);
    await page.keyboard.press('Tab');
    expect(await page.locator(':focus').textContent()).toBe('Skip to the list');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    expect(await page.locator(':focus').getAttribute('href')).toMatch(/^https:\/\/www\.youtube\.com\/watch/);
    await page.context().close();
  });

  test('what has the focus is never behind the filters', async () => {
    const { page } = await open(richPlan, { viewport: { width: 1200, height: 700 } });
    const links = page.locator('.entry h3 a');
    await links.last().focus();
    const seen: unknown[] = [];
    for (let at = (await page.locator('.entry :is(a, summary)').count()) - 1; at > 0; at--) {
      await page.keyboard.press('Shift+Tab');
      seen.push(
        await page.evaluate(`(() => {
          const focused = document.activeElement;
          const { left, top, bottom } = focused.getBoundingClientRect();
          const above = document.elementFromPoint(left + 2, (top + bottom) / 2);
          return focused.contains(above) || focused.outerHTML;
        })()`),
      );
    }
    expect(seen.length).toBeGreaterThan(10);
    expect(seen.filter((isSeen) => isSeen !== true)).toEqual([]);
    expect(await page.evaluate('scrollY')).toBeGreaterThan(0);
    await page.context().close();
  });

  test.each([
    [1200, 700, true],
    [1200, 400, false],
    [400, 800, false],
  ])('the filters stay in sight where there is room: %i by %i', async (width, height, stays) => {
    const { page } = await open(richPlan, { viewport: { width, height } });
    await page.locator('.entry h3').last().scrollIntoViewIfNeeded();
    const top = await page.evaluate("document.querySelector('.filters').getBoundingClientRect().top");
    expect(top === 0).toBe(stays);
    await page.context().close();
  });

  test('a filter that would show nothing cannot be chosen', async () => {
    const { page } = await open({ ...richPlan, missing: [], clashes: [] });
    expect(await filter(page, 'Missing').isDisabled()).toBe(true);
    expect(await filter(page, 'Slugs taken').count()).toBe(0);
    await page.context().close();
  });

  test('filters work without scripts', async () => {
    const { page } = await open(richPlan, { javaScriptEnabled: false });
    expect(await page.getByText('All 14 entries').isVisible()).toBe(false);
    await filter(page, 'Skipped').check();
    expect(await entries(page).count()).toBe(3);
    await page.getByRole('button', { name: 'Show all' }).click();
    expect(await entries(page).count()).toBe(14);
    await page.context().close();
  });

  test.each([
    ['light', 1200],
    ['dark', 1200],
    ['light', 360],
    ['dark', 360],
  ] as const)('axe-core finds nothing: %s, %i pixels wide', async (colorScheme, width) => {
    const { page } = await open(richPlan, { colorScheme, viewport: { width, height: 8000 } });
    await filter(page, 'Created').check();
    await page.locator('.entry details summary').first().click();
    expect(await findViolations(page)).toEqual([]);
    await filter(page, 'Created').uncheck();
    for (const summary of await page.locator('.overview summary').all()) await summary.click();
    expect(await findViolations(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    await page.context().close();
  });

  test.each(['light', 'dark'] as const)('axe-core finds nothing in an audit: %s', async (colorScheme) => {
    const findings = (['error', 'warning', 'note'] as const).map(
      (severity): LocatedFinding => ({
        code: 'same-alias',
        severity,
        file: 'a/index.md',
        line: 7,
        message: 'The alias /a is on two pages.',
        remedy: 'Take it out of one of them.',
      }),
    );
    const { page, requests, messages } = await openText(
      formatFindingsHtml({ findings, content: '', pages: 3 }, new Date(0)),
      { colorScheme },
    );
    expect(await findViolations(page)).toEqual([]);
    await filter(page, 'Warnings').check();
    expect(await entries(page).count()).toBe(1);
    expect([requests, messages]).toEqual([[], []]);
    await page.context().close();
  });

  test('hostile texts are shown and do nothing', async () => {
    const beacon: FieldChange = {
      key: 'preview',
      action: 'set',
      reason: 'new-page',
      before: undefined,
      after: 'https://evil.example/pixel.gif',
    };
    const creation = makeCreation('beacon', 'Beacon', 'beacon');
    const changes = [{ ...creation, fields: [beacon, ...creation.fields] }, ...hostilePlan.changes];
    const { page, messages, requests } = await open({ ...hostilePlan, changes });
    expect(
      await page.evaluate('[document.scripts.length, document.styleSheets.length, window.wasHit]'),
    ).toEqual([1, 1, undefined]);
    await filter(page, 'Skipped').check();
    const titles = await entries(page).locator('h3').allTextContents();
    expect(titles).toEqual(
      hostileTexts.map((text) =>
        text.replace(/\p{Bidi_Control}/gu, (sign) => `U+${sign.codePointAt(0)?.toString(16).toUpperCase()}`),
      ),
    );
    await page.getByRole('button', { name: 'Show all' }).click();
    const links = await page.evaluate('[...document.links].map(({ href }) => href)');
    expect((links as string[]).length).toBeGreaterThan(hostileTexts.length);
    for (const address of links as string[])
      expect(address).toMatch(/^(file:.*#entries|https:\/\/www\.youtube\.com\/watch\?v=.*)$/);
    expect(requests).not.toEqual([]);
    for (const address of requests) expect(address).toMatch(/^https:\/\/i\.ytimg\.com\/vi\//);
    expect(messages).toEqual([]);
    await page.context().close();
  });

  test('the policy stops scripts, styles and requests that are not its own', async () => {
    const { page, requests, messages } = await open(richPlan);
    await page.evaluate(`
      const script = document.createElement('script');
      script.textContent = 'window.wasHit = 1';
      document.head.append(script);
      const style = document.createElement('style');
      style.textContent = 'h1 { display: none }';
      document.head.append(style);
      const image = new Image();
      image.src = 'https://evil.example/pixel.gif';
      document.body.append(image);
      fetch('https://evil.example/').catch(() => {});
    `);
    await expect.poll(() => messages.length).toBeGreaterThanOrEqual(4);
    expect(await page.evaluate('window.wasHit')).toBeUndefined();
    expect(await page.getByRole('heading', { level: 1 }).isVisible()).toBe(true);
    expect(requests.filter((address) => address.includes('evil'))).toEqual([]);
    await page.context().close();
  });

  test('print shows the totals, every field and no controls', async () => {
    const { page } = await open(richPlan);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('input:visible, button:visible, legend:visible').count()).toBe(0);
    expect(await page.locator('.filter.create :is(b, span):visible').allTextContents()).toEqual([
      '3',
      'Created',
    ]);
    expect(await page.locator('.entry.create .fields').first().isVisible()).toBe(true);
    await page.context().close();
  });

  test('ten thousand entries are filtered at once', async () => {
    const changes = Array.from({ length: 10_000 }, (_, at) =>
      makeCreation(`video-${at}`, `Title ${at}`, `slug-${at}`),
    );
    const { page, requests } = await open({ ...richPlan, changes: [...richPlan.changes, ...changes] });
    await filter(page, 'Updated').check();
    await expect.poll(() => status(page).textContent()).toBe('3 of 10,014 entries');
    expect(requests.length).toBeLessThan(100);
    await page.context().close();
  });
});
