import type { Command } from 'commander';
import type { Context } from '../pipeline/context.ts';

/** Sets how help looks, for a program and the commands that are added to it later. */
export function styleHelp(program: Command, { colours }: Context): Command {
  return program.configureHelp({
    subcommandTerm: describeTerm,
    // Where there are choices, the description names them.
    optionDescription: ({ description }) => description,
    argumentDescription: ({ description }) => description,
    styleTitle: (title) => colours.bold(title),
  });
}

/** Adds the examples at the end of a command's help. */
export function addExamples(command: Command, { colours }: Context, examples: string[]): Command {
  const title = colours.bold(examples.length === 1 ? 'Example:' : 'Examples:');
  return command.addHelpText('after', ['', title, ...examples.map((line) => `  ${line}`)].join('\n'));
}

/** Every command has flags: that need not be said. */
function describeTerm(command: Command): string {
  const words = command.registeredArguments.map((argument) =>
    argument.required ? `<${argument.name()}>` : `[${argument.name()}]`,
  );
  return [command.name(), ...words].join(' ');
}
