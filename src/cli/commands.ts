import type { Command } from 'commander';
import type { HelpTopic } from '../commands/help.ts';
import type { InitFlags } from '../commands/init.ts';
import { type Shell, shells } from '../completion/model.ts';
import { findConfig, namesSeveral } from '../config/find-configs.ts';
import type { Flags, Settings } from '../config/settings.ts';
import { ExitCode } from '../model/error.ts';
import type { Context } from '../pipeline/context.ts';
import type { FormatName } from '../redirects/format-names.ts';
import {
  adoptFlags,
  checkFlags,
  configFlags,
  configsFlags,
  dryRunFlag,
  type FlagGroup,
  forceFlag,
  initFlags,
  keyFlags,
  networkFlags,
  planFlags,
  redirectFlags,
  refreshFlags,
  sourceFlags,
  videoFlags,
} from './flags.ts';
import { repository, version } from './package.ts';

/** One command as it was called. */
export interface Call {
  flags: CommandFlags;
  /** The arguments besides the flags. */
  argument: string | undefined;
  /** The whole program, from which help and completion are made. */
  program: Command;
}

/** @returns the exit code */
export type Run = (call: Call, context: Context) => Promise<number>;

type CommandFlags = Flags & {
  allowMissing?: boolean;
  allowDuplicates?: boolean;
  dryRun?: boolean;
  json?: boolean;
  stat?: boolean;
  report?: string[];
  strict?: boolean;
  built?: string;
  before?: string;
  urls?: string;
  format?: FormatName;
  output?: string;
  force?: boolean;
};

export interface CommandDefinition {
  name: string;
  summary: string;
  /** In its own help; else the summary. */
  description?: string;
  examples: readonly string[];
  flags: readonly FlagGroup[];
  argument?: { syntax: string; summary?: string; choices: readonly string[]; isChecked: boolean };
  /** Loads the command and runs it. */
  run: Run;
}

const helpTopics: readonly HelpTopic[] = ['config', 'preset', 'templates', 'key'];

const importCommand: CommandDefinition = {
  name: 'import',
  summary: 'Make and update the pages of a channel.',
  description: 'Import a channel: new videos become pages, changed videos become small edits.',
  examples: ['tubematter import --channel @name --dry-run'],
  flags: [
    videoFlags,
    {
      ...planFlags,
      flags: [...planFlags.flags, dryRunFlag],
    },
    refreshFlags,
    configsFlags,
  ],
  run: withSites(async (...all) => (await import('../commands/import.ts')).runImport(...all)),
};

const diffCommand: CommandDefinition = {
  name: 'diff',
  summary: 'Show what an import would change, without changing a page.',
  description: 'Show what an import would change, as unified diffs. Changes no page.',
  examples: ['tubematter diff --channel @name --stat'],
  flags: [
    videoFlags,
    {
      ...planFlags,
      flags: [
        ...planFlags.flags,
        { syntax: '--stat', summary: 'count the changes instead of printing diffs' },
        {
          syntax: '--preset-changes',
          summary: 'with the fields that the preset gives new pages',
        },
      ],
    },
    refreshFlags,
    configsFlags,
  ],
  run: withSites(async (...all) => (await import('../commands/diff.ts')).runDiff(...all)),
};

const adoptCommand: CommandDefinition = {
  name: 'adopt',
  summary: 'Give pages that show a video its id, so that imports keep them.',
  description:
    'Give pages that show exactly one video, and do not name it, its id, so that imports keep them. Needs no network.',
  examples: ['tubematter adopt --dry-run'],
  flags: [adoptFlags, configFlags],
  run: withSettings(async (...all) => (await import('../commands/adopt.ts')).runAdopt(...all)),
};

const fetchCommand: CommandDefinition = {
  name: 'fetch',
  summary: "Save a channel's raw video data as a snapshot.",
  description: "Save a channel's raw video data as a snapshot: a file that --from replays.",
  examples: ['tubematter fetch --channel @name --save channel.json'],
  flags: [{ ...sourceFlags, flags: [...sourceFlags.flags, forceFlag] }, networkFlags, configFlags],
  run: withSettings(async (...all) => (await import('../commands/fetch.ts')).runFetch(...all)),
};

const checkCommand: CommandDefinition = {
  name: 'check',
  summary: 'Audit the pages and their URLs. Needs no network.',
  description: 'Audit the pages and their URLs. Needs no network and changes no page.',
  examples: ['tubematter check --strict', 'tubematter check --built public --before before'],
  flags: [checkFlags, configsFlags],
  run: withSites(async (...all) => (await import('../commands/check.ts')).runCheck(...all)),
};

const redirectsCommand: CommandDefinition = {
  name: 'redirects',
  summary: 'Write redirects from every URL that pages ever had.',
  description: 'Write redirect rules for a host, from every URL that the pages ever had.',
  examples: ['tubematter redirects --format netlify --output static/_redirects'],
  flags: [redirectFlags, configFlags],
  run: withSettings(async (...all) => (await import('../commands/redirects.ts')).runRedirects(...all)),
};

const configCommand: CommandDefinition = {
  name: 'config',
  summary: 'Show every key in force, and where it comes from.',
  description:
    'Show every key of the config in force, and where it comes from: file and line, preset, flag …',
  examples: ['tubematter config --content content/talks'],
  flags: [keyFlags, configFlags],
  run: async ({ flags }, context) => {
    const { loadSite } = await import('../pipeline/load-site.ts');
    const { loaded, environment } = await loadSite(findConfig(context.cwd, flags.config), context);
    return (await import('../commands/config.ts')).runConfig(loaded, flags, environment, context);
  },
};

// These read no config, so a broken one does not stop them.

const initCommand: CommandDefinition = {
  name: 'init',
  summary: 'Write a starter config and a CI workflow.',
  description: 'Write a config, a CI workflow and missing layouts; on a terminal, ask the rest.',
  examples: ['tubematter init', 'tubematter init --channel @name --preset seed'],
  flags: [initFlags],
  run: async ({ flags }, context) =>
    (await import('../commands/init.ts')).runInit(flags as InitFlags, context, { version, repository }),
};

const completionCommand: CommandDefinition = {
  name: 'completion',
  summary: 'Print a completion script for a shell.',
  examples: ['source <(tubematter completion bash)'],
  flags: [],
  argument: { syntax: '<shell>', summary: shells.join(', '), choices: shells, isChecked: true },
  run: async ({ argument, program }, context) => {
    (await import('../commands/completion.ts')).runCompletion(program, argument as Shell, context);
    return ExitCode.done;
  },
};

const helpCommand: CommandDefinition = {
  name: 'help',
  summary: 'Explain a command, the config, presets, templates, key.',
  description:
    'Explain a command, the config (its keys), a preset, the templates (their tokens) or how to get an API key.',
  examples: ['tubematter help import', 'tubematter help config', 'tubematter help preset minimal'],
  flags: [],
  argument: {
    syntax: '[topic...]',
    get choices() {
      return [...new Set([...commands.map(({ name }) => name), ...helpTopics])];
    },
    isChecked: false,
  },
  run: async ({ argument, program }, context) => {
    (await import('../commands/help.ts')).runHelp(program, argument, context);
    return ExitCode.done;
  },
};

/** All commands, in the order of the help. */
export const commands: readonly CommandDefinition[] = [
  importCommand,
  diffCommand,
  adoptCommand,
  fetchCommand,
  checkCommand,
  redirectsCommand,
  configCommand,
  initCommand,
  completionCommand,
  helpCommand,
];

/** A command for the site of one config, which is read first. */
function withSettings(
  run: (settings: Settings, flags: CommandFlags, context: Context) => Promise<number>,
): Run {
  return async ({ flags }, context) => {
    const { resolveSite } = await import('../pipeline/load-site.ts');
    return run(await resolveSite(findConfig(context.cwd, flags.config), flags, context), flags, context);
  };
}

/** A command for one site or several: of one, the config is read before the command is loaded. */
function withSites(
  run: (settings: Settings | null, flags: CommandFlags, context: Context) => Promise<number>,
): Run {
  const runOne = withSettings(run);
  return async (invocation, context) => {
    const { flags } = invocation;
    return namesSeveral(flags.config) ? run(null, flags, context) : runOne(invocation, context);
  };
}
