// Draws docs/picture.svg, the README's picture of a run: `npm run picture`. The built command really runs, over the sample
// channel, under a tmux of 80 columns. Needs `npm run build`.
// With --check it only says whether the file is up to date (exit 1 where not); where there is no tmux it says so.
import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { htmlEscape } from 'escape-goat';

const file = new URL('../docs/picture.svg', import.meta.url);
const columns = 80;
const line = 'tubematter diff --from channel.json';

/** The config of the site in the picture. */
const config = `content: content/videos
file: '{year}/{slug}/index.md'
`;

/** What the user writes into two pages after the first import. */
const edits = [
  [
    '2019/how-to-patch-an-inner-tube',
    /^title: How to patch an inner tube\ndescription: .*$/m,
    `title: "How to patch an inner tube"   # asked for daily
description: A puncture is no reason to walk home.`,
  ],
  ['2019/truing-a-wheel', /^title: Truing a wheel$/m, 'title: Truing a wheel without a stand'],
];

/** What changes on YouTube meanwhile. */
const changes = [
  [/(?<="id":"vhCK9HfBwog".*?"title":)"[^"]*"/, '"How to patch an inner tube in five minutes"'],
  [/(?<="id":"rHaZyHOdW7Y".*?"title":)"[^"]*"/, '"Truing a wheel (remastered)"'],
];

/** Makes the site, and runs the command on a terminal. @returns what it shows, with the sequences that make its colours */
async function recordRun(folder) {
  const command = join(folder, 'bin/tubematter');
  mkdirSync(dirname(command));
  symlinkSync(fileURLToPath(new URL('../bin/tubematter.js', import.meta.url)), command);
  const site = join(folder, 'site');
  const snapshot = join(site, 'channel.json');
  mkdirSync(site);
  writeFileSync(join(site, 'tubematter.config.yaml'), config);
  copyFileSync(new URL('../fixtures/sample-channel.json', import.meta.url), snapshot);
  const env = {
    HOME: folder,
    LANG: 'C.UTF-8',
    TERM: 'tmux-256color',
    PATH: [dirname(command), dirname(process.execPath), process.env.PATH].join(delimiter),
  };
  execFileSync(command, ['import', '--from', 'channel.json'], { cwd: site, env });
  for (const [slug, before, after] of edits) {
    edit(join(site, 'content/videos', slug, 'index.md'), (text) => replaceOnce(text, before, after));
  }
  for (const [before, after] of changes) edit(snapshot, (text) => replaceOnce(text, before, after));
  return showOnTerminal(site, env);
}

async function showOnTerminal(cwd, env) {
  const tmux = (...args) =>
    execFileSync('tmux', ['-u', '-L', `picture-${process.pid}`, ...args], { encoding: 'utf8', env });
  const script = `printf '\\033[2m$\\033[22m \\033[1m%s\\033[22m\\n' '${line}'; ${line}; printf '[exit %s]' $?; sleep 60`;
  tmux('-f', '/dev/null', 'new-session', '-d', '-c', cwd, '-x', String(columns), '-y', '100', script);
  try {
    for (const end = Date.now() + 20_000; Date.now() < end; await sleep(50)) {
      const shown = tmux('capture-pane', '-p', '-e');
      // 1: there is drift.
      if (shown.includes('[exit 1]')) return shown.slice(0, shown.indexOf('[exit 1]')).trimEnd();
    }
    throw new Error(`the run did not end well:\n${tmux('capture-pane', '-p')}`);
  } finally {
    tmux('kill-server');
  }
}

function edit(path, change) {
  writeFileSync(path, change(readFileSync(path, 'utf8')));
}

function replaceOnce(text, before, after) {
  if (!before.test(text)) throw new Error(`there is no ${before}`);
  return text.replace(before, () => after);
}

/** The SGR numbers of the styles that picocolors makes: what begins and what ends each. */
const styles = new Map([
  ['bold', { on: 1, off: 22 }],
  ['dim', { on: 2, off: 22 }],
  ['red', { on: 31, off: 39 }],
  ['green', { on: 32, off: 39 }],
  ['yellow', { on: 33, off: 39 }],
  ['cyan', { on: 36, off: 39 }],
]);

/** Splits what a terminal shows into lines of runs that look alike. A style may go on in the next line. */
function readLines(shown) {
  let active = new Set();
  return shown.split('\n').map((text) => {
    const runs = [];
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colours begin with one
    for (const [at, part] of text.split(/\x1b\[([\d;]*)m/).entries()) {
      if (at % 2 === 1) active = part.split(';').reduce(applySgr, active);
      else if (part !== '') runs.push({ text: part, styles: [...active].sort() });
    }
    return runs;
  });
}

function applySgr(active, code) {
  const number = Number(code);
  if (number === 0) return new Set();
  const kept = [...active].filter((name) => styles.get(name).off !== number);
  const begun = [...styles].filter(([, { on }]) => on === number).map(([name]) => name);
  // A colour takes the place of another.
  const isColour = number >= 30 && number < 40;
  return new Set([...kept.filter((name) => !(isColour && styles.get(name).off === 39)), ...begun]);
}

const size = { letter: 8.4, row: 20, font: 14, edge: 20, bar: 40 };

function drawSvg(lines) {
  const width = columns * size.letter + 2 * size.edge;
  const height = size.bar + lines.length * size.row + size.edge;
  const rows = lines.map((runs, at) => drawRow(runs, size.bar + (at + 0.75) * size.row));
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
<title>${htmlEscape(`A terminal: ${line} shows a change of one line, and what stays as you wrote it`)}</title>
<style>
rect { fill: #fff; stroke: #d1d9e0 }
circle { fill: #d1d9e0 }
text { fill: #1f2328; font: ${size.font}px ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace }
.bold { font-weight: bold }
.dim { fill: #59636e }
.red { fill: #c21c2b }
.green { fill: #116329 }
.yellow { fill: #7d4e00 }
.cyan { fill: #0a6472 }
@media (prefers-color-scheme: dark) {
rect { fill: #0d1117; stroke: #3d444d }
circle { fill: #3d444d }
text { fill: #e6edf3 }
.dim { fill: #9198a1 }
.red { fill: #ff8f87 }
.green { fill: #4ac26b }
.yellow { fill: #e3b341 }
.cyan { fill: #56d4dd }
}
</style>
<rect x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="8"/>
${[0, 1, 2].map((at) => `<circle cx="${size.edge + 4 + at * 18}" cy="${size.bar / 2}" r="5"/>`).join('')}
${rows.filter(Boolean).join('\n')}
</svg>
`;
}

/** A row is as long as its letters, in any font. */
function drawRow(runs, y) {
  const letters = [...runs.map(({ text }) => text).join('')].length;
  const spans = runs.map(({ text, styles: names }) =>
    names.length === 0
      ? htmlEscape(text)
      : `<tspan class="${htmlEscape(names.join(' '))}">${htmlEscape(text)}</tspan>`,
  );
  const length = (letters * size.letter).toFixed(1);
  return letters === 0
    ? ''
    : `<text x="${size.edge}" y="${y}" textLength="${length}" lengthAdjust="spacingAndGlyphs" xml:space="preserve">${spans.join('')}</text>`;
}

function hasTmux() {
  try {
    execFileSync('tmux', ['-V']);
    return true;
  } catch {
    return false;
  }
}

const isCheck = process.argv.includes('--check');
if (hasTmux()) {
  const folder = mkdtempSync(join(tmpdir(), 'tubematter-picture-'));
  try {
    const picture = drawSvg(readLines(await recordRun(folder)));
    if (!isCheck) writeFileSync(file, picture);
    else if (readFileSync(file, 'utf8') !== picture) {
      process.stderr.write('docs/picture.svg is out of date: run npm run picture.\n');
      process.exitCode = 1;
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
} else {
  process.stderr.write(
    `${isCheck ? 'SKIPPED: is docs/picture.svg up to date?' : 'The picture needs tmux'} (no tmux)\n`,
  );
  if (!isCheck) process.exitCode = 1;
}
