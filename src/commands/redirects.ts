import { join } from 'node:path';
import { auditRemovedPages } from '../check/audit-removed-pages.ts';
import type { Settings } from '../config/settings.ts';
import { pathBelow, resolvePath } from '../files/paths.ts';
import type { Generator } from '../generators/generator.ts';
import { ExitCode, UserError } from '../model/error.ts';
import type { Finding } from '../model/finding.ts';
import type { UnreadablePage } from '../model/page.ts';
import { assertOutputs, listRedirects } from '../pipeline/assert-outputs.ts';
import type { Context } from '../pipeline/context.ts';
import { planSiteRedirects } from '../pipeline/plan-site-redirects.ts';
import { readAuditedLockfile } from '../pipeline/read-audited-lockfile.ts';
import { readWholeSite } from '../pipeline/read-site.ts';
import { type PlannedFiles, planRedirectFiles, writeRedirectFiles } from '../pipeline/redirect-files.ts';
import { readClaims } from '../plan/read-claims.ts';
import { type FormatName, formatNames } from '../redirects/format-names.ts';
import { formats } from '../redirects/formats.ts';
import type { RedirectPlan } from '../redirects/redirect-plan.ts';
import { place } from '../report/sentences.ts';
import { count } from '../text/counts.ts';

export interface RedirectsFlags {
  content?: string;
  format?: FormatName;
  output?: string;
  force?: boolean;
}

/**
 * `tubematter redirects`: every URL that the pages ever had, as redirect rules for a host. All or nothing: a page that
 * cannot be read or a URL that two pages claim would silently lose visitors.
 *
 * @returns the exit code
 */
export async function runRedirects(
  settings: Settings,
  flags: RedirectsFlags,
  context: Context,
): Promise<number> {
  const { format: name, output } = flags;
  if (name === undefined) {
    throw new UserError('No host given.', `Give --format with one of ${formatNames.join(', ')}.`);
  }
  const target = output === undefined ? null : resolvePath(context.cwd, output, '--output');
  if (target === null) assertOneFile(name);
  else assertOutputs(listRedirects(target, name, '--output'), context.cwd, flags.force);
  const site = await readWholeSite(settings, flags, context);
  const { root, pages, unreadable, rules } = site;
  const nameFile = (path: string) => pathBelow(context.cwd, join(root, path));
  refuseUnreadable(unreadable, nameFile);
  const { generator } = settings;
  const { gone } = settings.rules.urls;
  const known = readAuditedLockfile(settings, root, flags.content === undefined ? null : pages);
  const plan = planSiteRedirects(settings, readClaims(pages, rules), rules.served, known.lockfile);
  refuseClashes(plan, generator, nameFile);
  warnOfRemoved(auditRemovedPages(site, known, gone, rules, false), context);
  const written = planRedirectFiles(name, target ?? '', plan, rules.served.basePath);
  const leftOut = plan.leftOut.map(
    ({ path, entry, detail }) =>
      `${nameFile(path)}: the old URL ${JSON.stringify(entry)} was left out: ${detail}.\n`,
  );
  // A URL may be in both lists.
  for (const line of new Set(leftOut)) context.writeError(line);
  for (const { entry, detail, path } of plan.goneLeftOut) {
    const page = path === null ? '' : ` ${nameFile(path)}`;
    context.writeError(`urls.gone: "${entry}" was left out: ${detail}${page}.\n`);
  }
  for (const warning of written.warnings) context.writeError(`${warning}\n`);
  if (target === null) context.writeOut(written.changes[0]?.after ?? '');
  else {
    writeRedirectFiles(written.changes);
    if (!context.isQuiet) context.writeError(`${describeWritten(written, String(output))}\n`);
  }
  return ExitCode.done;
}

function describeWritten({ changes, count: number, builtStubs = 0 }: PlannedFiles, output: string): string {
  const redirects = count(number, 'redirect');
  if (changes.length > 0) return `Wrote ${redirects} to ${output}.`;
  if (number > 0 || builtStubs === 0) return `${output} has ${redirects} already.`;
  const verb = builtStubs === 1 ? 'is' : 'are';
  return `${count(builtStubs, 'old URL')} ${verb} redirected by the build already; nothing was written.`;
}

function refuseUnreadable(unreadable: UnreadablePage[], nameFile: (path: string) => string): void {
  if (unreadable.length === 0) return;
  const lines = unreadable.map(({ path, line, detail }) => `  ${place(nameFile(path), line)}: ${detail}`);
  throw new UserError(
    `The front matter of these pages cannot be read; nothing was written:\n${lines.join('\n')}`,
    'Fix these pages and run the command again.',
  );
}

function refuseClashes(
  { clashes }: RedirectPlan,
  { urlLists }: Generator,
  nameFile: (path: string) => string,
): void {
  if (clashes.length === 0) return;
  const lines = clashes.map(({ url, paths }) => `  ${url}: ${paths.map(nameFile).join(', ')}`);
  throw new UserError(
    `Several pages claim ${count(clashes.length, 'old URL')}, and nothing was written:\n${lines.join('\n')}`,
    `Leave each one in the \`${urlLists.live}\` of one page only: the one it should lead to.`,
  );
}

/** URLs that no page has any more get no rule. */
function warnOfRemoved(findings: Finding[], { writeError }: Context): void {
  const [lost, others] = [findings.filter(isLost), findings.filter((finding) => !isLost(finding))];
  for (const { message, remedy } of others) writeError(`${message} ${remedy}\n`);
  if (lost.length === 0) return;
  const urls = count(lost.length, 'URL');
  writeError(`${urls} of removed pages will lead nowhere: \`tubematter check\` says which and what to do.\n`);
}

function isLost({ code }: Finding): boolean {
  return code === 'removed-page';
}

/** @throws UserError for a format that writes a folder of files */
function assertOneFile(name: FormatName): void {
  if (!('listFiles' in formats[name])) return;
  throw new UserError(
    `--format ${name} writes a file for each old URL, and no folder for them was given.`,
    'Give --output with the folder of the built site, or one whose files are copied there, such as static.',
  );
}
