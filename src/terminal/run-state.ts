import type { RunEvent, Stage } from './progress.ts';

/** How far a run is. Times are in milliseconds, of any clock. */
export interface RunState {
  begun: number;
  stages: StageState[];
  /** Quota units spent, and YouTube's count of what all will cost. */
  units: number;
  estimatedUnits: number | null;
  pauses: Pause[];
}

export type StageName = Stage | 'details';

export interface StageState {
  name: StageName;
  begun: number;
  done: number;
  /** When `done` last grew. */
  grown: number;
  total: number | null;
  isOver: boolean;
}

/** A request waits until then to be sent again. */
interface Pause {
  end: number;
  attempt: number;
  why: string;
}

/** The state of a run that begins now. */
export function startState(now: number): RunState {
  return { begun: now, stages: [], units: 0, estimatedUnits: null, pauses: [] };
}

/** The state at the start of a stage: everything before is over. Each of several sites starts over with a listing. */
export function beginStage(state: RunState, name: Stage, total: number | null, now: number): RunState {
  if (name === 'listing') return { ...startState(now), stages: [startStage(name, total, now)] };
  const earlier = state.stages.map((stage) => ({ ...stage, isOver: true }));
  return { ...state, stages: [...earlier, startStage(name, total, now)], pauses: [] };
}

/** The state once something has happened. */
export function noteEvent(state: RunState, event: RunEvent, now: number): RunState {
  switch (event.kind) {
    case 'estimate':
      return { ...setStage(state, 'listing', { total: event.videos }, now), estimatedUnits: event.units };
    case 'progress': {
      // YouTube's count is a hint that may lag behind its list.
      const total = event.total === null ? null : Math.max(event.total, event.listed);
      const listed = setStage(state, 'listing', { done: event.listed, total }, now);
      return { ...setStage(listed, 'details', { done: event.fetched, total }, now), units: event.units };
    }
    case 'wait': {
      const { seconds, attempt, why } = event;
      const open = state.pauses.filter(({ end }) => end > now);
      return { ...state, pauses: [...open, { end: now + seconds * 1000, attempt, why }] };
    }
    case 'done': {
      const last = state.stages.at(-1);
      return last ? setStage(state, last.name, { done: event.count }, now) : state;
    }
  }
}

function setStage(
  state: RunState,
  name: StageName,
  change: { done?: number; total?: number | null },
  now: number,
): RunState {
  const found = state.stages.find((stage) => stage.name === name);
  const before = found ?? startStage(name, null, now);
  const grown = (change.done ?? 0) > before.done ? now : before.grown;
  const stage = { ...before, ...change, grown };
  const isOver = stage.isOver || (stage.total !== null && stage.total > 0 && stage.done >= stage.total);
  const stages = found
    ? state.stages.map((other) => (other === found ? { ...stage, isOver } : other))
    : [...state.stages, { ...stage, isOver }];
  return { ...state, stages };
}

function startStage(name: StageName, total: number | null, now: number): StageState {
  return { name, begun: now, done: 0, grown: now, total, isOver: false };
}

/**
 * Seconds until a stage will be done, at its pace until it last grew: so the time counts down evenly where videos come by
 * the fifty.
 *
 * @returns null if it is too early to tell, or not worth telling, or the pace does not hold any more
 */
export function estimateSeconds(
  { begun, done, grown, total, isOver }: StageState,
  now: number,
): number | null {
  const elapsed = (grown - begun) / 1000;
  if (isOver || total === null || done === 0 || elapsed < 2) return null;
  const left = (elapsed / done) * (total - done) - (now - grown) / 1000;
  return left < 2 ? null : left;
}

/** `8 s`, `12 min`, `1 h`, `1 h 5 min`. */
export function formatSeconds(seconds: number): string {
  const whole = Math.ceil(seconds);
  if (whole < 60) return `${whole} s`;
  const minutes = Math.ceil(whole / 60);
  if (minutes < 60) return `${minutes} min`;
  const rest = minutes % 60;
  return `${Math.floor(minutes / 60)} h${rest > 0 ? ` ${rest} min` : ''}`;
}
