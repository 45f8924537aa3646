import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import type { Flags, Settings } from '../config/settings.ts';
import { ExitCode } from '../model/error.ts';
import type { Context } from '../pipeline/context.ts';
import { type FormatName, formatNames } from '../redirects/format.ts';
import { addExamples, styleHelp } from './help-style.ts';
import { addSetupCommands } from './setup-commands.ts';

type Run = (settings: Settings, flags: CommandFlags, context: Context) => Promise<number>;
type CommandFlags = Flags & {
  dryRun?: boolean;
  json?: boolean;
  report?: string[];
  quiet?: boolean;
  verbose?: boolean;
  strict?: boolean;
  format?: FormatName;
  output?: string;
};

/**
 * Reads the command line and runs the command it names. No flag has a default here, so that the config file can win
 * over the defaults and lose to a flag.
 *
 * @param argv the arguments after the program's name
 * @param runtime what the program runs on, for `--version --verbose`
 * @returns the exit code
 * @throws UserError, and what the commands throw
 */
export async function runCommandLine(
  argv: string[],
  context: Context,
  version: string,
  runtime: string,
): Promise<number> {
  let exitCode: number = ExitCode.done;
  const program = new Command('tubematter')
    .description('Brings a YouTube channel into Markdown pages and keeps your edits and URLs.')
    .version(
      context.isVerbose ? `${version}\n${runtime}` : version,
      '-V, --version',
      'show the version (--verbose: Node too)',
    )
    .helpOption('-h, --help', 'show this help')
    .exitOverride()
    .configureOutput({ writeOut: context.writeOut, writeErr: () => {} });
  styleHelp(program, context);
  addExamples(program, context, [
    'tubematter init',
    'tubematter diff --channel @name --content content/videos',
  ]);

  const addCommand = (
    name: string,
    summary: string,
    description: string,
    examples: string[],
    load: () => Promise<Run>,
  ) => {
    const command = program
      .command(name)
      .summary(summary)
      .description(description)
      .allowExcessArguments(false);
    addExamples(command, context, examples);
    command.action(async (flags: CommandFlags) => {
      const { loadConfig } = await import('../config/load.ts');
      const loaded = await loadConfig(context.cwd, flags.config);
      const { resolveSettings } = await import('../config/settings.ts');
      const settings = resolveSettings(flags, context.environment, loaded, context.cwd, context.now);
      const run = await load();
      exitCode = await run(settings, flags, context);
    });
    return command;
  };

  const importCommand = addCommand(
    'import',
    'Make and update the pages of a channel.',
    'Import a channel: new videos become pages, changed ones small edits.',
    ['tubematter import --channel @name', 'tubematter import --from channel.json --dry-run'],
    async () => (await import('../commands/import.ts')).runImport,
  );
  addSourceFlags(importCommand);
  addPlanFlags(importCommand);
  importCommand.option('--dry-run', 'show what would change and write nothing');
  addNetworkFlags(importCommand);

  const diffCommand = addCommand(
    'diff',
    'Show what an import would change. Writes nothing.',
    'Show what an import would change, as unified diffs. Writes nothing.',
    ['tubematter diff --channel @name', 'tubematter diff --from channel.json --json > plan.json'],
    async () => (await import('../commands/diff.ts')).runDiff,
  );
  addSourceFlags(diffCommand);
  addPlanFlags(diffCommand);
  addNetworkFlags(diffCommand);

  const fetchCommand = addCommand(
    'fetch',
    "Save a channel's raw video data as a snapshot.",
    "Save a channel's raw video data as a snapshot: a file that --from replays.",
    ['tubematter fetch --channel @name --save channel.json'],
    async () => async (settings, _flags, given) =>
      (await import('../commands/fetch.ts')).runFetch(settings, given),
  );
  addSourceFlags(fetchCommand);
  addNetworkFlags(fetchCommand);

  addCommand(
    'check',
    'Audit the pages and their URLs. Needs no network.',
    'Audit the pages and their URLs. Needs no network, changes no page.',
    ['tubematter check', 'tubematter check --content content/videos --strict'],
    async () => (await import('../commands/check.ts')).runCheck,
  )
    .option('--content <dir>', "only this folder (else: the site's whole content)", parsePath)
    .option('--strict', 'an archived URL that nothing serves is an error')
    .option('--json', 'print the findings as JSON')
    .option('--report <file>', 'write a report: .html, .md or .json (repeatable)', collectReport);

  addCommand(
    'redirects',
    'Write every URL that pages ever had as redirects.',
    'Write every URL that the pages ever had as redirect rules for a host.',
    ['tubematter redirects --format netlify --output static/_redirects'],
    async () => (await import('../commands/redirects.ts')).runRedirects,
  )
    .option('--content <dir>', "only this folder (else: the site's whole content)", parsePath)
    .addOption(new Option('--format <host>', `for: ${formatNames.join(', ')}`).choices(formatNames))
    .option('--output <file>', 'a file instead of stdout', parsePath);

  for (const command of program.commands) addConfigFlag(command);
  addSetupCommands(program, context, version);
  for (const command of program.commands) addCommonFlags(command);
  try {
    await program.parseAsync(argv.length === 0 ? ['--help'] : argv, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return exitCode;
    const { explainUsage } = await import('./usage.ts');
    throw explainUsage(error, argv, program);
  }
  return exitCode;
}

function addSourceFlags(command: Command): void {
  command
    .optionsGroup('Which videos:')
    .addOption(new Option('--channel <id|@handle|URL>', 'the channel').conflicts(['playlist', 'video']))
    .addOption(new Option('--playlist <id|URL>', 'a playlist instead').conflicts('video'))
    .option('--video <id|URL...>', 'single videos instead')
    .addOption(
      new Option('--from <snapshot>', 'replay a snapshot: no network, no key')
        .conflicts(['channel', 'playlist'])
        .argParser(parsePath),
    )
    .option('--save <snapshot>', 'save the raw video data', parsePath);
}

function addPlanFlags(command: Command): void {
  command
    .option('--since <date|age>', 'published since, such as 2024-01-31 or 30d')
    .option('--until <date|age>', 'published until')
    .option('--match <pattern>', 'titles that match this regular expression')
    .option('--limit <count>', 'the newest ones, so many', parseCount)
    .optionsGroup('Pages and output:')
    .option('--content <dir>', 'the folder of the pages', parsePath)
    .option('--allow-missing', 'go on where over a fifth of all pages get flagged')
    .option('--json', 'print the plan as JSON')
    .option('--report <file>', 'write a report: .html, .md or .json (repeatable)', collectReport);
}

function addNetworkFlags(command: Command): void {
  command
    .optionsGroup('Network (the key: YOUTUBE_API_KEY):')
    .option('--quota-limit <units>', 'never spend more quota units', parseCount)
    .option('--concurrency <count>', 'requests at once', parseCount)
    .option('--timeout <seconds>', 'for all requests together', parseCount)
    .option('--api-root <url>', 'another API (or: YOUTUBE_API_ROOT)');
}

function addConfigFlag(command: Command): void {
  command
    .optionsGroup('General:')
    .option('--config <file>', 'the config (else: tubematter.config.yaml)', parsePath);
}

function addCommonFlags(command: Command): void {
  command
    .optionsGroup('General:')
    .option('--quiet', 'only problems')
    .option('--verbose', 'every detail')
    .option('--no-color', 'no colours')
    .helpOption('-h, --help', 'show this help');
}

function parseCount(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('It must be a whole number from 1.');
  return Number(text);
}

function collectReport(file: string, others: string[] = []): string[] {
  if (!/[^/\\]\.(html|md|json)$/i.test(file))
    throw new InvalidArgumentError('It must end in .html, .md or .json.');
  return [...others, file];
}

/** An empty path would be the current folder: more likely a variable of the shell that is not set. */
function parsePath(text: string): string {
  if (text.trim() === '') throw new InvalidArgumentError('It must not be empty.');
  return text;
}
