import { Argument, type Command, Option } from 'commander';
import { helpTopics } from './commands/help-topics.ts';
import type { InitFlags } from './commands/init.ts';
import { type Shell, shells } from './completion/model.ts';
import type { Context } from './context.ts';
import { presets, workflows } from './init/choices.ts';

/**
 * Adds the commands that read no config, so that a broken one is not in their way: `init`, `completion` and `help`.
 *
 * @param version the program's, which the workflow that `init` writes stays with
 */
export function addSetupCommands(program: Command, context: Context, version: string): void {
  program
    .command('init')
    .summary('Write a starter config and a CI workflow.')
    .description('Write a starter config and a CI workflow. Asks on a terminal what the flags do not say.')
    .allowExcessArguments(false)
    .option('--channel <id|@handle|URL>', 'the channel')
    .option('--content <dir>', 'the folder of the pages (else: found)')
    .option('--url <template>', 'the URL of a page, such as /videos/{slug}')
    .addOption(new Option('--preset <fields>', `which front matter: ${presets.join(', ')}`).choices(presets))
    .addOption(
      new Option('--workflow <service>', `for which CI service: ${workflows.join(', ')}`).choices(workflows),
    )
    .option('--force', 'overwrite files')
    .option('--yes', 'ask nothing')
    .addHelpText(
      'after',
      '\nExamples:\n  tubematter init\n  tubematter init --channel @name --preset minimal',
    )
    .action(async (flags: InitFlags) => {
      await (await import('./commands/init.ts')).runInit(flags, context, version);
    });
  program
    .command('completion')
    .summary('Print a completion script for a shell.')
    .description('Print a completion script for a shell.')
    .allowExcessArguments(false)
    .addArgument(new Argument('<shell>', shells.join(', ')).choices(shells))
    .addHelpText('after', '\nExample:\n  source <(tubematter completion bash)')
    .action(async (shell: Shell) => {
      (await import('./commands/completion.ts')).runCompletion(program, shell, context);
    });
  const topic = new Argument('[topic]');
  program
    .helpCommand(false)
    .command('help')
    .summary('Explain a command, or: config, templates.')
    .description('Explain a command, or: config (its keys), templates (their tokens).')
    .allowExcessArguments(false)
    .addArgument(topic)
    .addHelpText('after', '\nExamples:\n  tubematter help import\n  tubematter help config')
    .action(async (name: string | undefined) => {
      (await import('./commands/help.ts')).runHelp(program, name, context);
    });
  // Set by hand: choices() would also refuse the others, in words of its own.
  topic.argChoices = [...program.commands.map((command) => command.name()), ...helpTopics];
}
