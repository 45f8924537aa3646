import type { Command, CommanderError } from 'commander';
import { UserError } from '../model/error.ts';
import { keyHelp, keyVariable } from '../youtube/credential.ts';

/**
 * Turns what commander found wrong with a command line into a message and a hint. commander names the flag and often
 * the nearest valid one; this adds what it does not know, and removes values: one may hold a key.
 *
 * @param called the command that was named; the program itself if none was
 */
export function explainUsage(error: CommanderError, program: Command, called: Command): UserError {
  if (error.code === 'commander.help') return new UserError('No command given.', 'See tubematter --help.');
  const message = error.message
    .replace(/^error: /, '')
    .replace(/\s*\n\s*/g, ' ')
    .replace(/^(unknown option '--?[^=']+)=.*'(?= \(|$)/s, "$1'");
  const command = called === program ? undefined : called;
  const hint = findHint(error, message, program, command);
  const help = error.code === 'commander.unknownCommand' || !command ? '' : `${command.name()} `;
  return new UserError(capitalise(message), hint ?? `See tubematter ${help}--help.`);
}

function findHint(
  error: CommanderError,
  message: string,
  program: Command,
  command: Command | undefined,
): string | undefined {
  if (error.code === 'commander.excessArguments' && command) return explainExcess(command);
  if (error.code !== 'commander.unknownOption' || message.includes('Did you mean')) return undefined;
  const flag = /'(--?[^']+)'/.exec(message)?.[1] ?? '';
  if (/key/i.test(flag))
    return `The key is only read from ${keyVariable}, or the variable that \`key\` in the config names, in the environment or in .env. ${keyHelp}`;
  const owners = program.commands.filter((other) => listFlags(other).includes(flag));
  if (!command && owners.length > 0) {
    return `Flags go after the command: tubematter ${owners[0]?.name()} ${flag}`;
  }
  const longer = listFlags(command ?? program).filter((other) => isLonger(flag, other));
  if (longer.length > 0) return `Did you mean ${longer.join(' or ')}?`;
  if (owners.length === 0) return undefined;
  return `${flag} is a flag of ${owners.map((owner) => `tubematter ${owner.name()}`).join(' and ')}.`;
}

/** commands take no arguments: such an argument is the value of a flag that was left out. */
function explainExcess(command: Command): string | undefined {
  const takes = (flag: string) => listFlags(command).includes(flag);
  const [value = ''] = command.args;
  if (takes('--channel') && /^(@|UC|https?:)/.test(value)) return `Did you mean --channel ${value}?`;
  if (takes('--from') && /\.json$/i.test(value)) return `Did you mean --from ${value}?`;
  return undefined;
}

function listFlags(command: Command): string[] {
  const options = command.createHelp().visibleOptions(command);
  return options.flatMap(({ short, long }) => [short, long]).filter((flag) => flag !== undefined);
}

/** `--dry` and `--dry-run`, `-v` and `-V`. */
function isLonger(flag: string, other: string): boolean {
  return flag.startsWith('--') ? other.startsWith(flag) : other.toLowerCase() === flag.toLowerCase();
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
