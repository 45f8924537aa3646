import type { Command, Option } from 'commander';

/** The shells that there is a script for. */
export const shells = ['bash', 'zsh', 'fish'] as const;

export type Shell = (typeof shells)[number];

/** What may follow a flag or be an argument. */
export type Expected = { kind: 'words'; words: readonly string[] } | { kind: 'file' | 'folder' | 'text' };

export interface CompletedFlag {
  /** With its dashes: `-h` and `--help`. */
  names: string[];
  summary: string;
  /** Null: the flag takes no value. */
  value: Expected | null;
  isRepeatable: boolean;
}

export interface CompletedCommand {
  name: string;
  summary: string;
  flags: CompletedFlag[];
  /** The words that its argument may be; empty if it takes none. */
  words: readonly string[];
}

export interface CompletedProgram {
  name: string;
  flags: CompletedFlag[];
  commands: CompletedCommand[];
}

/** Reads from the command line's own definition what a shell can complete, so that the two never differ. */
export function describeProgram(program: Command): CompletedProgram {
  return {
    name: program.name(),
    flags: describeFlags(program),
    commands: program
      .createHelp()
      .visibleCommands(program)
      .map((command) => ({
        name: command.name(),
        summary: command.summary() || command.description(),
        flags: describeFlags(command),
        words: command.registeredArguments.flatMap(({ argChoices = [] }) => argChoices),
      })),
  };
}

function describeFlags(command: Command): CompletedFlag[] {
  return command
    .createHelp()
    .visibleOptions(command)
    .map((option) => ({
      names: [option.short, option.long].filter((name) => name !== undefined),
      summary: option.description,
      value: option.required || option.optional ? expect(option) : null,
      isRepeatable: option.variadic || option.description.includes('repeatable'),
    }));
}

function expect({ argChoices, flags }: Option): Expected {
  if (argChoices) return { kind: 'words', words: argChoices };
  const placeholder = /[<[](.*)[>\]]/.exec(flags)?.[1] ?? '';
  if (/file|snapshot/i.test(placeholder)) return { kind: 'file' };
  return { kind: /dir|folder/i.test(placeholder) ? 'folder' : 'text' };
}

/** The names of flags, short ones and long ones. */
export function listNames(flags: CompletedFlag[]): string[] {
  return flags.flatMap(({ names }) => names);
}
