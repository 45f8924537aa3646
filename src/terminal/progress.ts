import type { ProgressEvent, WaitEvent } from '../model/listing.ts';

/** `details`, the fourth, begins by itself: as soon as something is listed. */
export type Stage = 'listing' | 'planning' | 'writing';

/** What a run reports about itself while it goes on. */
export type RunEvent =
  | ProgressEvent
  | ({ kind: 'wait' } & WaitEvent)
  /** How many videos or pages of the present stage are done. */
  | { kind: 'done'; count: number };

/** Shows how far a run is. Commands tell it what happens; what it looks like is its own business. */
export interface Progress {
  /**
   * Begins a stage.
   *
   * @param total how many videos (listing, planning) or pages (writing) there are; null if not known yet
   * @returns settles once the stage is shown and a signal had its turn: what comes next may block
   */
  begin(stage: Stage, total: number | null): Promise<void>;
  /** Names the site, of several, that what follows is about: a line may be read alone. */
  nameSite(name: string): void;
  /** Costs next to nothing: it may be called for every page. */
  report(event: RunEvent): void;
  /** Writes lines that stay. */
  write(text: string): void;
  /** Takes away what is drawn while something else has the terminal. */
  suspend(act: () => void): void;
  /** Takes away what is drawn, until the next stage begins. */
  clear(): void;
  /** Takes it away for good. */
  close(): void;
}
