import { findFlag, listFlags } from '../config/override.ts';
import { knownGenerators } from '../generators/known-generators.ts';
import { existingRules, presets, workflows } from '../init/choices.ts';
import { UserError } from '../model/error.ts';
import { formatNames } from '../redirects/format-names.ts';
import { keyVariable } from '../youtube/credential.ts';

/** One flag of the command line. None has a default, so that the config can win over the defaults and lose to a flag. */
export interface Flag {
  /** As in `--content <dir>`. */
  syntax: string;
  summary: string;
  /**
   * Reads its text.
   *
   * @param earlier what it was read as before, if it is given several times
   * @throws UserError that says what is wrong, such as `must not be empty`
   */
  parse?: ((text: string, earlier: unknown) => unknown) | undefined;
  choices?: readonly string[];
  /** The flags that it excludes, by commander's names for them. */
  conflicts?: readonly string[];
}

/** Flags that the help shows together. */
export interface FlagGroup {
  title: string;
  flags: readonly Flag[];
}

const reportFlag: Flag = {
  syntax: '--report <file>',
  summary: 'write a report: .html, .md or .json (repeatable)',
  parse: collectReport,
};

export const dryRunFlag: Flag = {
  syntax: '--dry-run',
  summary: 'show what would change and write nothing',
};

/** Without it, a wrong file name destroys nothing. */
export const forceFlag: Flag = {
  syntax: '--force',
  summary: 'replace files that tubematter did not write',
};

/** Where the videos come from. */
export const sourceFlags: FlagGroup = {
  title: 'Which videos:',
  flags: [
    { ...findFlag('channel'), conflicts: ['playlist', 'video'] },
    { ...findFlag('playlist'), conflicts: ['video'] },
    findFlag('videos'),
    {
      syntax: '--from <snapshot>',
      summary: 'replay a snapshot: no network, no key',
      parse: readPath,
      conflicts: ['channel', 'playlist'],
    },
    { syntax: '--save <snapshot>', summary: 'save the raw video data', parse: readPath },
  ],
};

const refreshFlag: Flag = {
  syntax: '--refresh <what>',
  summary: '`list`: read all of the uploads list',
  choices: ['list'],
  conflicts: ['from'],
};

/** The source, and which of its videos. */
export const videoFlags: FlagGroup = {
  ...sourceFlags,
  flags: [
    ...sourceFlags.flags,
    ...['since', 'until', 'match', 'limit'].map((name) => findFlag(`filters.${name}`)),
  ],
};

/** What is planned, and how it is shown. */
export const planFlags: FlagGroup = {
  title: 'Pages and output:',
  flags: [
    findFlag('content'),
    findFlag('filters.maxNew'),
    { syntax: '--allow-missing', summary: 'go on if many or all pages seem gone' },
    {
      syntax: '--allow-duplicates',
      summary: 'make pages for videos that other pages name',
    },
    { syntax: '--json', summary: 'print the plan as JSON' },
    reportFlag,
    forceFlag,
  ],
};

export const adoptFlags: FlagGroup = {
  title: 'Options:',
  flags: [findFlag('content'), dryRunFlag, { syntax: '--json', summary: 'print the plan as JSON' }],
};

export const networkFlags: FlagGroup = {
  title: `Network (the key: ${keyVariable}):`,
  flags: ['quotaLimit', 'concurrency', 'timeout', 'apiRoot'].map((name) => findFlag(`youtube.${name}`)),
};

/** For the commands that may know the videos of a channel already. */
export const refreshFlags: FlagGroup = { ...networkFlags, flags: [...networkFlags.flags, refreshFlag] };

const siteFolderFlag: Flag = {
  ...findFlag('content'),
  summary: "only this folder (default: the site's whole content)",
};

export const checkFlags: FlagGroup = {
  title: 'Options:',
  flags: [
    siteFolderFlag,
    { syntax: '--strict', summary: 'an archived URL that nothing serves is an error' },
    {
      syntax: '--built <folder>',
      summary: 'look up all URLs in what a generator built',
      parse: readPath,
    },
    {
      syntax: '--before <folder|file>',
      summary: 'for --built: the URLs of an earlier build',
      parse: readPath,
    },
    { syntax: '--urls <file>', summary: "for --built: write the list of the build's URLs", parse: readPath },
    { syntax: '--json', summary: 'print the findings as JSON' },
    reportFlag,
    forceFlag,
  ],
};

export const redirectFlags: FlagGroup = {
  title: 'Options:',
  flags: [
    siteFolderFlag,
    { syntax: '--format <host>', summary: `for: ${formatNames.join(', ')}`, choices: formatNames },
    { syntax: '--output <file>', summary: 'a file instead of stdout; a folder for html', parse: readPath },
    forceFlag,
  ],
};

/** Those that set a key of the config. */
export const keyFlags: FlagGroup = {
  title: 'Options:',
  flags: [...listFlags(), { syntax: '--json', summary: 'print the keys as JSON' }],
};

export const initFlags: FlagGroup = {
  title: 'Options:',
  flags: [
    { ...findFlag('channel'), summary: 'the channel; trying a key on it costs 1 or 2 units' },
    { ...findFlag('content'), summary: 'the folder of the pages (default: detected)' },
    {
      syntax: `--generator <${knownGenerators[0].name}|…>`,
      summary: 'what builds the site (default: detected)',
      choices: knownGenerators.map(({ name }) => name),
    },
    { syntax: '--url <template>', summary: 'the URL of a page, such as /videos/{slug}' },
    { syntax: '--preset <fields>', summary: `which front matter: ${presets.join(', ')}`, choices: presets },
    {
      syntax: '--workflow <service>',
      summary: `for which CI service: ${workflows.join(', ')}`,
      choices: workflows,
    },
    {
      syntax: '--existing <fill|leave>',
      summary: 'whether imports write into existing pages',
      choices: existingRules,
    },
    { syntax: '--force', summary: 'overwrite files, but no config' },
    { syntax: '--yes', summary: 'do not prompt' },
  ],
};

export const configFlags: FlagGroup = {
  title: 'General:',
  flags: [
    { syntax: '--config <file>', summary: 'the config (default: tubematter.config.yaml)', parse: readPaths },
  ],
};

/** For the commands that run several sites, one after the other. */
export const configsFlags: FlagGroup = {
  title: 'General:',
  flags: [
    {
      syntax: '--config <file...>',
      summary: 'the config, or a pattern for several sites',
      parse: readPaths,
    },
  ],
};

/** What every command takes. */
export const generalFlags: FlagGroup = {
  title: 'General:',
  flags: [
    { syntax: '--quiet', summary: 'only problems' },
    { syntax: '--verbose', summary: 'every detail' },
    { syntax: '--no-color', summary: 'no colours' },
  ],
};

export const versionFlag: Flag = {
  syntax: '-V, --version',
  summary: 'show the version (--verbose: Node too)',
};

function collectReport(file: string, earlier: unknown): string[] {
  if (!/[^/\\]\.(html|md|json)$/i.test(file)) throw new UserError('must end in .html, .md or .json');
  return [...((earlier as string[] | undefined) ?? []), file];
}

function readPaths(text: string, earlier: unknown): string[] {
  return [...((earlier as string[] | undefined) ?? []), readPath(text)];
}

/** An empty path would be the current folder: more likely, a shell variable is not set. */
function readPath(text: string): string {
  if (text.trim() === '') throw new UserError('must not be empty');
  return text;
}
