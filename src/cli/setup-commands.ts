import { Argument, type Command, Option } from 'commander';
import type { HelpTopic } from '../commands/help.ts';
import type { InitFlags } from '../commands/init.ts';
import { type Shell, shells } from '../completion/model.ts';
import { presets, workflows } from '../init/choices.ts';
import type { Context } from '../pipeline/context.ts';
import { addExamples } from './help-style.ts';

const helpTopics: HelpTopic[] = ['config', 'templates'];

/**
 * Adds the commands that read no config, so that a broken one is not in their way: `init`, `completion` and `help`.
 *
 * @param version the program's, which the workflow that `init` writes stays with
 */
export function addSetupCommands(program: Command, context: Context, version: string): void {
  const init = program
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
    .action(async (flags: InitFlags) => {
      await (await import('../commands/init.ts')).runInit(flags, context, version);
    });
  addExamples(init, context, ['tubematter init', 'tubematter init --channel @name --preset minimal']);

  const completion = program
    .command('completion')
    .summary('Print a completion script for a shell.')
    .description('Print a completion script for a shell.')
    .allowExcessArguments(false)
    .addArgument(new Argument('<shell>', shells.join(', ')).choices(shells))
    .action(async (shell: Shell) => {
      (await import('../commands/completion.ts')).runCompletion(program, shell, context);
    });
  addExamples(completion, context, ['source <(tubematter completion bash)']);

  const topic = new Argument('[topic]');
  const help = program
    .helpCommand(false)
    .command('help')
    .summary('Explain a command, or: config, templates.')
    .description('Explain a command, or: config (its keys), templates (their tokens).')
    .allowExcessArguments(false)
    .addArgument(topic)
    .action(async (name: string | undefined) => {
      (await import('../commands/help.ts')).runHelp(program, name, context);
    });
  addExamples(help, context, ['tubematter help import', 'tubematter help config']);
  // Set by hand: choices() would also refuse the others, in words of its own.
  topic.argChoices = [...program.commands.map((command) => command.name()), ...helpTopics];
}
