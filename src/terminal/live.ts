import { setImmediate } from 'node:timers/promises';
import type { WriteStream } from 'node:tty';
import type { MultiBar } from 'cli-progress';
import type { Progress } from './progress.ts';
import { formatRows, type Look, mostRows } from './rows.ts';
import { beginStage, noteEvent, startState } from './state.ts';

/**
 * Progress as rows that are drawn over and over, for a person at a terminal. Nothing of it stays on the screen. A timer
 * draws; events are only noted.
 *
 * @param now milliseconds of a clock that only goes forward
 */
export function makeLiveProgress(
  stream: WriteStream,
  look: Omit<Look, 'columns'>,
  now: () => number,
): Progress {
  let state = startState(now());
  let library: { MultiBar: typeof MultiBar } | null = null;
  let bars: MultiBar | null = null;
  let isClosed = false;

  const clear = () => {
    bars?.stop();
    bars = null;
  };
  const draw = () => {
    if (isClosed || library === null) return;
    bars ??= openBars(library.MultiBar);
    bars.update();
  };
  const openBars = (Bars: typeof MultiBar): MultiBar => {
    const opened = new Bars({
      stream,
      clearOnComplete: true,
      hideCursor: true,
      linewrap: false,
      gracefulExit: false, // main hears signals, and closes us.
      forceRedraw: true, // A row that is as it was may yet be in another place.
      format: (_options, { maxWidth }, { row }: { row: number }) =>
        formatRows(state, now(), { ...look, columns: maxWidth })[row] ?? '',
    });
    const rows = Math.max(1, Math.min(mostRows, stream.rows - 1));
    for (let row = 0; row < rows; row++) opened.create(1, 0, { row });
    return opened;
  };

  return {
    begin: async (stage, total) => {
      state = beginStage(state, stage, total, now());
      // Loaded for a run that has something to show, and not for help, version and the like.
      library ??= (await import('cli-progress')).default;
      draw();
      await setImmediate();
    },
    tell: (event) => {
      state = noteEvent(state, event, now());
    },
    write: (text) => {
      const isDrawn = bars !== null;
      clear();
      stream.write(text);
      if (isDrawn) draw();
    },
    clear,
    close: () => {
      isClosed = true;
      clear();
    },
  };
}
