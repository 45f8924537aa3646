import { Argument, Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { ExitCode, UserError } from '../model/error.ts';
import type { Context } from '../pipeline/context.ts';
import { type Call, type CommandDefinition, commands, type Run } from './commands.ts';
import { type Flag, generalFlags, versionFlag } from './flags.ts';
import { version } from './package.ts';
import { prepareHelp } from './prepare-help.ts';
import { explainUsage } from './usage.ts';

/** A command line that was read: how to show what it does, and what it does. */
export interface Invocation {
  isQuiet: boolean;
  isVerbose: boolean;
  /** Whether colours are switched off. */
  isPlain: boolean;
  /**
   * Runs the command that was named.
   *
   * @returns the exit code
   * @throws UserError, for bad usage too, and what the command throws
   */
  run(context: Context): Promise<number>;
}

/**
 * Reads the command line. It is read here and nowhere else, and nothing is written yet.
 *
 * @param argv the arguments after the program's name
 * @param runtime what the program runs on, for `--version --verbose`
 */
export function readCommandLine(argv: readonly string[], runtime: string): Invocation {
  const program = makeProgram();
  let called = program;
  let act: (context: Context) => Promise<number>;
  program.hook('preSubcommand', (_, command) => {
    called = command;
  });
  const choose = (run: Run, call: Call) => {
    act = (context) => run(call, context);
  };
  for (const definition of commands) addCommand(program, definition, choose);
  act = showHelp;
  try {
    program.parse(argv, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    act = error.exitCode === 0 || argv.length === 0 ? showHelp : refuse(error);
  }
  const said = [program.opts(), called.opts()];
  const isSaid = (flag: string) => said.some((flags) => flags[flag] === true);

  async function showHelp(): Promise<number> {
    called.outputHelp();
    return ExitCode.done;
  }

  function refuse(error: CommanderError) {
    return () => Promise.reject(explainUsage(error, program, called));
  }

  return {
    isQuiet: isSaid('quiet'),
    isVerbose: isSaid('verbose'),
    isPlain: said.some((flags) => flags['color'] === false),
    run: async (context) => {
      prepareHelp(program, context);
      if (!isSaid('version')) return act(context);
      context.writeOut(context.isVerbose ? `${version}\n${runtime}\n` : `${version}\n`);
      return ExitCode.done;
    },
  };
}

function makeProgram(): Command {
  const program = new Command('tubematter')
    .description('Brings a YouTube channel into Markdown pages and keeps your edits and URLs.')
    .helpCommand(false)
    .helpOption('-h, --help', 'show this help')
    // So that the value of a command's flag, such as `--match --verbose`, is never taken for a flag of the program.
    .enablePositionalOptions()
    .exitOverride()
    .configureOutput({ writeOut: () => {}, writeErr: () => {} })
    .addOption(makeOption(versionFlag));
  for (const flag of generalFlags.flags) program.addOption(makeOption(flag).hideHelp());
  return program;
}

function addCommand(
  program: Command,
  { name, summary, description, flags, argument, run }: CommandDefinition,
  choose: (run: Run, call: Call) => void,
): void {
  const command = program
    .command(name)
    .summary(summary)
    .description(description ?? summary)
    .allowExcessArguments(false)
    .addOption(makeOption(versionFlag).hideHelp());
  for (const group of [...flags, generalFlags]) {
    command.optionsGroup(group.title);
    for (const flag of group.flags) command.addOption(makeOption(flag));
  }
  command.helpOption('-h, --help', 'show this help');
  if (argument) {
    const made = new Argument(argument.syntax, argument.summary);
    // Unchecked ones are only offered for completion: their command says in its own words what is wrong.
    if (argument.isChecked) made.choices(argument.choices);
    else made.argChoices = [...argument.choices];
    command.addArgument(made);
  }
  command.action(() =>
    choose(run, { flags: command.opts(), argument: command.args.join(' ') || undefined, program }),
  );
}

function makeOption({ syntax, summary, parse, choices, conflicts }: Flag): Option {
  const option = new Option(syntax, summary);
  if (conflicts) option.conflicts([...conflicts]);
  if (choices) option.choices(choices);
  if (parse) {
    option.argParser((text, earlier) => {
      try {
        return parse(text, earlier);
      } catch (error) {
        if (error instanceof UserError) throw new InvalidArgumentError(`It ${error.message}.`);
        throw error;
      }
    });
  }
  return option;
}
