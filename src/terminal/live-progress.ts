import { clearLine, moveCursor } from 'node:readline';
import { setImmediate } from 'node:timers/promises';
import type { WriteStream } from 'node:tty';
import { MultiBar } from 'cli-progress';
import { measureWidth } from '../text/width.ts';
import type { Progress } from './progress.ts';
import { formatRows, type RowOptions } from './progress-rows.ts';
import { beginStage, noteEvent, startState } from './run-state.ts';

/** What a terminal that does not tell its size is taken for. */
const usualSize = { columns: 80, rows: 24 };

/**
 * Progress as rows that are drawn over and over, for the user at a terminal. Nothing of it stays on the screen. A timer
 * draws; events are only noted.
 *
 * @param now milliseconds of a monotonic clock
 */
export function makeLiveProgress(
  stream: WriteStream,
  options: Omit<RowOptions, 'columns'>,
  write: (text: string) => void,
  now: () => number,
): Progress {
  let state = startState(now());
  let bars: MultiBar | null = null;
  let rows: string[] = [];
  let isClosed = false;

  const clear = () => {
    stream.off('resize', drawAnew);
    bars?.stop();
    bars = null;
    rows = [];
  };
  const draw = () => {
    if (isClosed || state.stages.length === 0) return;
    bars ??= openBars();
    bars.update();
  };
  /** A terminal that becomes narrower breaks the rows that are too long for it: what is drawn is taller then. */
  const drawAnew = () => {
    const columns = stream.columns || usualSize.columns;
    const breaks = rows.map((row) => Math.max(0, Math.ceil(measureWidth(row) / columns) - 1));
    moveCursor(stream, 0, -breaks.reduce((sum, number) => sum + number, 0));
    clear();
    draw();
  };
  const openBars = (): MultiBar => {
    const opened = new MultiBar({
      stream,
      clearOnComplete: true,
      hideCursor: true,
      linewrap: false,
      gracefulExit: false, // main hears signals, and closes us.
      forceRedraw: true, // A row that is as it was may yet be in another place.
      format: (_options, _params, { row }: { row: number }) => rows[row] ?? '',
    });
    let opens = 0;
    const openRows = () => {
      const columns = stream.columns || usualSize.columns;
      const maxRows = Math.max(1, (stream.rows || usualSize.rows) - 1);
      rows = formatRows(state, now(), { ...options, columns }).slice(-maxRows);
      for (; opens < rows.length; opens++) {
        // An erased end of a row would still be broken as if it were text.
        opened.create(1, 0, { row: opens }).on('redraw-pre', () => clearLine(stream, 0));
      }
    };
    openRows();
    // What is written at once is shown at once.
    opened.on('update-pre', () => {
      stream.cork();
      openRows();
    });
    opened.on('update-post', () => stream.uncork());
    stream.on('resize', drawAnew);
    return opened;
  };
  const suspend = (act: () => void) => {
    const isDrawn = bars !== null;
    clear();
    act();
    if (isDrawn) draw();
  };

  return {
    begin: async (stage, total) => {
      state = beginStage(state, stage, total, now());
      draw();
      await setImmediate();
    },
    report: (event) => {
      state = noteEvent(state, event, now());
    },
    nameSite: () => {}, // It stands above.
    write: (text) => suspend(() => write(text)),
    suspend,
    clear,
    close: () => {
      isClosed = true;
      clear();
    },
  };
}
