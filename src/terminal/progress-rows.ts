import { stripVTControlCharacters } from 'node:util';
import type pico from 'picocolors';
import { count, formatNumber } from '../text/counts.ts';
import { escapeInvisible } from '../text/invisible.ts';
import { cutToWidth, measureWidth } from '../text/width.ts';
import {
  estimateSeconds,
  formatSeconds,
  type RunState,
  type StageName,
  type StageState,
} from './run-state.ts';

const labelWidth = 10;
const barWidths = { least: 10, most: 32 };
const framesPerSecond = 10;
const spinner = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const plainSpinner = ['-', '\\', '|', '/'];

const labels: Record<StageName, string> = {
  listing: 'Listing',
  details: 'Details',
  planning: 'Planning',
  writing: 'Writing',
};
const nouns: Record<StageName, string> = {
  listing: 'video',
  details: 'video',
  planning: 'video',
  writing: 'page',
};

export interface RowOptions {
  /** How many characters a line holds. */
  columns: number;
  colours: ReturnType<typeof pico.createColors>;
  /** False for the few terminals that know only ASCII. */
  isUnicode: boolean;
}

/** The rows that show how far a run is: a row a stage, then what it costs and what it waits for. */
export function formatRows(state: RunState, now: number, options: RowOptions): string[] {
  const rows = state.stages.map((stage) => formatStage(stage, now, options));
  const quota = formatQuota(state, options);
  const pause = formatPause(state, now, options);
  const all = [...rows, ...(quota === null ? [] : [quota]), ...(pause === null ? [] : [pause])];
  return all.map((row) => fitRow(row, options.columns));
}

/** A terminal that fills its last column may go on to the next line. */
function fitRow(row: string, columns: number): string {
  return measureWidth(row) < columns ? row : cutToWidth(stripVTControlCharacters(row), columns - 1);
}

function formatStage(stage: StageState, now: number, options: RowOptions): string {
  const { colours, isUnicode } = options;
  const label = labels[stage.name].padEnd(labelWidth);
  if (stage.isOver) {
    const tick = colours.green(isUnicode ? '✔' : '+');
    return `${tick} ${colours.dim(`${label}${countDone(stage)}`)}`;
  }
  const frames = isUnicode ? spinner : plainSpinner;
  const frame = frames[Math.floor((now / 1000) * framesPerSecond) % frames.length] ?? '';
  return `${colours.cyan(frame)} ${colours.bold(label)}${formatDone(stage, now, options)}`;
}

function countDone({ name, done, total }: StageState): string {
  const number = name === 'planning' ? total : done;
  return number === null || (number === 0 && total === null) ? '' : count(number, nouns[name]);
}

/** Bar, counts and time left, as much of it as fits. */
function formatDone(stage: StageState, now: number, options: RowOptions): string {
  const { name, done, total } = stage;
  if (total === null || name === 'planning') return countDone(stage);
  // As wide as it will ever be, so that no bar moves.
  const widest = `${formatNumber(total)} of ${formatNumber(total)}`.length;
  const numbers = `${formatNumber(done)} of ${formatNumber(total)}`.padStart(widest);
  const seconds = estimateSeconds(stage, now);
  const left = seconds === null ? '' : `  ${formatSeconds(seconds)} left`;
  const width = options.columns - labelWidth - 3;
  const noun = ` ${nouns[name]}${total === 1 ? '' : 's'}`;
  const barWidth = Math.min(barWidths.most, width - widest - noun.length - '  1 h 20 min left'.length - 2);
  if (barWidth >= barWidths.least) {
    return `${drawBar(done / Math.max(1, total), barWidth, options)}  ${numbers}${noun}${left}`;
  }
  const bare = numbers.trimStart();
  const shorter = [`${bare}${noun}${left}`, `${bare}${left}`, `${bare}${left.replace(' left', '')}`];
  return shorter.find((text) => text.length <= width) ?? bare;
}

function drawBar(share: number, width: number, { colours, isUnicode }: RowOptions): string {
  const filled = Math.floor(Math.min(1, share) * width);
  const [full, empty] = isUnicode ? ['━', '─'] : ['#', '-'];
  return `${colours.cyan(full.repeat(filled))}${colours.dim(empty.repeat(width - filled))}`;
}

function formatQuota({ units, estimatedUnits }: RunState, { colours }: RowOptions): string | null {
  if (units === 0 && estimatedUnits === null) return null;
  const isOver = estimatedUnits === null || units >= estimatedUnits;
  const text = isOver ? count(units, 'unit') : `${formatNumber(units)} of ${count(estimatedUnits, 'unit')}`;
  return colours.dim(`  ${'Quota'.padEnd(labelWidth)}${text}`);
}

/** The pause that lasts longest. */
function formatPause({ pauses }: RunState, now: number, { colours, columns }: RowOptions): string | null {
  const longest = pauses.toSorted((a, b) => b.end - a.end)[0];
  if (longest === undefined || longest.end <= now) return null;
  const { end, attempt, why } = longest;
  const text = `${'Waiting'.padEnd(labelWidth)}${formatSeconds((end - now) / 1000)}, try ${attempt + 1}: ${escapeInvisible(why)}`;
  return colours.yellow(cutToWidth(`  ${text}`, columns - 1));
}
