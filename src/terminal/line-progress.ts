import { setImmediate } from 'node:timers/promises';
import { count, formatNumber } from '../text/counts.ts';
import type { Progress, RunEvent } from './progress.ts';
import {
  beginStage,
  estimateSeconds,
  formatSeconds,
  noteEvent,
  type RunState,
  type StageState,
  startState,
} from './run-state.ts';

const shortestSilence = 10_000;

/**
 * Progress as a few plain lines, for pipes and CI: the stages of a run that YouTube is asked for, every pause, and how
 * far a long run is, less and less often. A short run without the network says nothing.
 *
 * @param clean makes a text of others fit for a log
 * @param now milliseconds of a monotonic clock
 */
export function makeLineProgress(
  write: (text: string) => void,
  clean: (text: string) => string,
  now: () => number,
): Progress {
  let state = startState(now());
  let site = '';
  let lastLine = state.begun;
  const say = (line: string) => {
    lastLine = now();
    write(clean(`${site}${line}\n`));
  };
  const sayHowFar = () => {
    const silence = Math.max(shortestSilence, (now() - state.begun) / 4);
    const stage = state.stages.findLast(({ isOver, done }) => !isOver && done > 0);
    if (stage && now() - lastLine >= silence) say(formatHowFar(stage, state, now()));
  };
  return {
    begin: async (stage, total) => {
      const isFirst = state.stages.length === 0;
      if (isFirst) state = startState(now());
      state = beginStage(state, stage, total, now());
      const asksYoutube = state.stages[0]?.name === 'listing';
      // What is listed is said once YouTube has counted it.
      if (asksYoutube && stage !== 'listing' && total) {
        say(stage === 'planning' ? `Planning ${count(total, 'video')}.` : `Writing ${count(total, 'page')}.`);
      }
      await setImmediate();
    },
    report: (event) => {
      state = noteEvent(state, event, now());
      if (event.kind === 'estimate') {
        say(`About ${count(event.videos, 'video')}, ${count(event.units, 'quota unit')}.`);
      } else if (event.kind === 'wait') say(formatWait(event));
      else sayHowFar();
    },
    nameSite: (name) => {
      site = `${name}: `;
    },
    write,
    suspend: (act) => act(),
    clear: () => {},
    close: () => {},
  };
}

/** Progress for `--quiet`: only a pause is worth a line. */
export function makeQuietProgress(write: (text: string) => void, clean: (text: string) => string): Progress {
  let site = '';
  return {
    begin: () => setImmediate(),
    report: (event) => {
      if (event.kind === 'wait') write(clean(`${site}${formatWait(event)}\n`));
    },
    nameSite: (name) => {
      site = `${name}: `;
    },
    write,
    suspend: (act) => act(),
    clear: () => {},
    close: () => {},
  };
}

function formatWait({ method, seconds, why, attempt }: RunEvent & { kind: 'wait' }): string {
  const clause = why.replace(/\.$/, '');
  return `${method}: ${clause}; trying again in ${seconds.toFixed(1)} s (try ${attempt + 1}).`;
}

function formatHowFar(stage: StageState, { units }: RunState, now: number): string {
  const { name, done, total } = stage;
  const label = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  const noun = name === 'writing' ? 'page' : 'video';
  const seconds = estimateSeconds(stage, now);
  const parts = [
    total === null
      ? count(done, noun)
      : `${formatNumber(done)} of ${count(total, noun)} (${Math.floor((100 * done) / total)}%)`,
    name === 'writing' ? '' : count(units, 'quota unit'),
    seconds === null ? '' : `${formatSeconds(seconds)} left`,
  ];
  return `${label}: ${parts.filter(Boolean).join(', ')}.`;
}
