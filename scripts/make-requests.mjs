// Draws docs/request-*.svg, three texts of the pull requests of test/year: `npm run requests`. The year is really played,
// and Chromium lays the texts out, about as GitHub does. Each has its text in it, too: test/year compares. Needs
// `npm run build`.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { chromium } from 'playwright-core';

const root = fileURLToPath(new URL('..', import.meta.url));
/** The pictures, and of which weeks they are. */
const pictures = Object.entries(JSON.parse(readFileSync(join(root, 'test/year/pictures.json'), 'utf8')));
const width = 840;

// An image in a page loads nothing, and GitHub's own style is not to be had: this one is like it.
const style = `
.text { box-sizing: border-box; padding: 16px 24px; background: #fff; color: #1f2328; border: 1px solid #d1d9e0;
  border-radius: 6px; font: 14px/1.5 -apple-system, "Segoe UI", "Noto Sans", "DejaVu Sans", Helvetica, Arial, sans-serif;
  overflow-wrap: anywhere }
h1, h2 { border-bottom: 1px solid #d1d9e0; padding-bottom: 5px }
h1 { font-size: 24px; margin: 0 0 16px } h2 { font-size: 20px; margin: 20px 0 12px } h3 { font-size: 16px; margin: 20px 0 8px }
p, ul, table { margin: 0 0 12px } ul { padding-left: 28px } li > ul { margin: 0 }
a { color: #0969da; text-decoration: none }
code { background: #eff1f3; border-radius: 6px; padding: 2px 5px; font: 12px ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace }
table { border-collapse: collapse } th, td { border: 1px solid #d1d9e0; padding: 4px 10px }
img { background: #d1d9e0; width: 120px; height: 68px; vertical-align: middle } summary { margin-bottom: 8px }`;

const folder = mkdtempSync(join(tmpdir(), 'tubematter-requests-'));
try {
  const { status } = spawnSync('npx', ['vitest', 'run', 'test/year'], {
    cwd: root,
    env: { ...process.env, YEAR_TEXTS: folder },
    stdio: 'inherit',
  });
  if (status !== 0) throw new Error('the year did not end well');
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox'],
  });
  const page = await browser.newPage({ viewport: { width, height: 800 }, offline: true });
  for (const [name, week] of pictures) {
    const text = readFileSync(join(folder, `week-${week}.md`), 'utf8');
    writeFileSync(join(root, 'docs', `${name}.svg`), await draw(page, text));
  }
  await browser.close();
} finally {
  rmSync(folder, { recursive: true });
}

/** As tall as the browser finds it, and in the browser's XML. Thumbnails are grey: an image loads no other. */
async function draw(page, text) {
  const body = micromark(text, {
    allowDangerousHtml: true,
    extensions: [gfm()],
    htmlExtensions: [gfmHtml()],
  }).replace(/(<img\b[^>]*?) src="[^"]*"/g, '$1');
  await page.setContent(
    `<!doctype html><style>body { margin: 0 }${style}</style><div class="text">${body}</div>`,
  );
  const { xml, height } = await page.evaluate(() => {
    const element = document.querySelector('.text');
    return {
      xml: new XMLSerializer().serializeToString(element),
      height: Math.ceil(element.getBoundingClientRect().height),
    };
  });
  const title = text.slice(2, text.indexOf('\n'));
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
<title>A pull request: ${title}</title>
<desc>${escapeXml(text)}</desc>
<style>${style}
</style>
<foreignObject width="100%" height="100%">
${xml}
</foreignObject>
</svg>
`;
}

function escapeXml(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
