import type { Settings } from '../config/settings.ts';
import { ExitCode } from '../model/error.ts';
import { listUnknownVideos } from '../model/listing.ts';
import { assertOutputs, listSnapshot } from '../pipeline/assert-outputs.ts';
import type { Context } from '../pipeline/context.ts';
import { listResources, saveSnapshot } from '../pipeline/list-videos.ts';
import { annotateStop, formatAnnotations } from '../report/github.ts';
import { describeProblem } from '../report/sentences.ts';

import { count } from '../text/counts.ts';
import { escapeInvisibleInJson } from '../text/invisible.ts';
import { serialiseSnapshot } from '../youtube/snapshot.ts';

/**
 * `tubematter fetch`: saves a channel's raw resources, or prints them if no `--save` is given.
 *
 * @returns the exit code
 */
export async function runFetch(
  settings: Settings,
  flags: { force?: boolean },
  context: Context,
): Promise<number> {
  assertOutputs(listSnapshot(settings), context.cwd, flags.force);
  const listing = await listResources(settings, context);
  saveSnapshot(settings, listing, context);
  if (settings.save === null) {
    const json = serialiseSnapshot(listing);
    // A CI log shows invisible characters; a pipe or a file gets the snapshot to the letter.
    context.writeOut(context.writeCommands ? escapeInvisibleInJson(json) : json);
  }
  if (!context.isQuiet) {
    context.writeError(
      `Fetched ${count(listing.resources.length, 'video')}, ${count(listing.units, 'quota unit')}.\n`,
    );
  }
  const problems = listUnknownVideos(listing);
  for (const problem of problems) context.writeError(`${describeProblem(problem)}\n`);
  if (!listing.stopped) return problems.length > 0 ? ExitCode.problems : ExitCode.done;
  context.writeError(`${listing.stopped.message} ${listing.stopped.hint}\n`);
  context.writeCommands?.(formatAnnotations([annotateStop(listing.stopped)]));
  return ExitCode.incomplete;
}
