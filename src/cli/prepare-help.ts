import type { Command } from 'commander';
import type { Context } from '../pipeline/context.ts';
import { commands } from './commands.ts';

const programExamples = ['tubematter init', 'tubematter diff --channel @name --content content/videos'];

/** Sets how the help of the program and its commands looks, and where it is written. */
export function prepareHelp(program: Command, { colours, writeOut }: Context): void {
  for (const command of [program, ...program.commands]) {
    const definition = commands.find(({ name }) => name === command.name());
    const examples = definition?.examples ?? programExamples;
    const title = colours.bold(examples.length === 1 ? 'Example:' : 'Examples:');
    command
      .configureOutput({ writeOut })
      .configureHelp({
        subcommandTerm: describeTerm,
        // If there are choices, the description names them.
        optionDescription: ({ description }) => description,
        argumentDescription: ({ description }) => description,
        styleTitle: (text) => colours.bold(text),
      })
      .addHelpText('after', ['', title, ...examples.map((line) => `  ${line}`)].join('\n'));
  }
}

/** Every command has flags: that need not be said. */
function describeTerm(command: Command): string {
  const words = command.registeredArguments.map((argument) =>
    argument.required ? `<${argument.name()}>` : `[${argument.name()}]`,
  );
  return [command.name(), ...words].join(' ');
}
