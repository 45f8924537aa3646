import type { CompletedFlag, CompletedProgram, Expected } from './model.ts';

/**
 * The completion script for fish.
 * Source: https://fishshell.com/docs/current/cmds/complete.html
 */
export function makeFishScript({ name, flags, commands }: CompletedProgram): string {
  const first = quote(`__${name}_command_is`);
  const lines = [
    `complete -c ${name} -f`,
    ...flags.map((flag) => `complete -c ${name} -n ${first}${describeFlag(flag)}`),
    ...commands.flatMap((command) => [
      `complete -c ${name} -n ${first} -a ${command.name} -d ${quote(command.summary)}`,
      ...[
        ...(command.words.length > 0 ? [` -a ${quote(command.words.join(' '))}`] : []),
        ...command.flags.map(describeFlag),
      ].map((rest) => `complete -c ${name} -n ${quote(`__${name}_command_is ${command.name}`)}${rest}`),
    ]),
  ];
  return `# Completion of ${name} for fish. Once:  ${name} completion fish > ~/.config/fish/completions/${name}.fish

function __${name}_command_is --description 'Whether this is the command so far; without a name: whether there is none yet'
    set -l tokens (commandline -opc)
    for token in $tokens[2..-1]
        string match -q -- '-*' $token; and continue
        test "$token" = "$argv[1]"
        return
    end
    test (count $argv) -eq 0
end

${lines.join('\n')}
`;
}

function describeFlag({ names, summary, value }: CompletedFlag): string {
  const flags = names.map((flag) =>
    flag.startsWith('--') ? ` -l ${flag.slice(2)}` : ` -s ${flag.slice(1)}`,
  );
  return `${flags.join('')}${value === null ? '' : describeValue(value)} -d ${quote(summary)}`;
}

function describeValue(value: Expected): string {
  if (value.kind === 'words') return ` -x -a ${quote(value.words.join(' '))}`;
  if (value.kind === 'text') return ' -x';
  return value.kind === 'file' ? ' -r -F' : " -x -a '(__fish_complete_directories)'";
}

function quote(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}
