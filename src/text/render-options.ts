import type pico from 'picocolors';

/** How text is shown. */
export interface RenderOptions {
  colours: ReturnType<typeof pico.createColors>;
  /** How many characters a line of the result holds; undefined if it does not go to a terminal. */
  columns: number | undefined;
  isQuiet: boolean;
  isVerbose: boolean;
}
