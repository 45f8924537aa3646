import type { CompletedCommand, CompletedFlag, CompletedProgram, Expected } from './model.ts';

/**
 * The completion script for zsh. It works as a file on `fpath` and when it is sourced.
 * Source: https://zsh.sourceforge.io/Doc/Release/Completion-System.html (`_arguments`, `_describe`)
 */
export function makeZshScript({ name, flags, commands }: CompletedProgram): string {
  const names = commands.map((command) => quote(`${escapeColon(command.name)}:${command.summary}`));
  return `#compdef ${name}
# Completion of ${name} for zsh. In ~/.zshrc, after compinit:  source <(${name} completion zsh)

_${name}() {
  local context state state_descr line
  typeset -A opt_args
  _arguments -C \\
${[...flags.map(describeFlag), quote('1:command:->command'), quote('*::argument:->argument')].map((line) => `    ${line}`).join(' \\\n')}
  case $state in
  command)
    local -a commands
    commands=(
${names.map((line) => `      ${line}`).join('\n')}
    )
    _describe -t commands command commands
    ;;
  argument)
    case $words[1] in
${commands.map(describeCommand).join('\n')}
    esac
    ;;
  esac
}

if [[ $funcstack[1] == _${name} ]]; then
  _${name} "$@"
else
  compdef _${name} ${name}
fi
`;
}

function describeCommand({ name, flags, words }: CompletedCommand): string {
  const argument = words.length > 0 ? [quote(`1:argument:(${words.join(' ')})`)] : [];
  const lines = [...flags.map(describeFlag), ...argument].map((line) => `        ${line}`);
  return `    ${name})\n      _arguments \\\n${lines.join(' \\\n')}\n      ;;`;
}

function describeFlag({ names, summary, value, isRepeatable }: CompletedFlag): string {
  const rest = `[${summary.replace(/[\\[\]]/g, '\\$&')}]${value === null ? '' : describeValue(value)}`;
  if (isRepeatable) return names.map((flag) => quote(`*${flag}${rest}`)).join(' ');
  if (names.length === 1) return quote(`${names[0]}${rest}`);
  return `${quote(`(${names.join(' ')})`)}{${names.join(',')}}${quote(rest)}`;
}

function describeValue(value: Expected): string {
  if (value.kind === 'words') return `:value:(${value.words.join(' ')})`;
  if (value.kind === 'text') return ':value: ';
  return value.kind === 'file' ? ':file:_files' : ':folder:_files -/';
}

function escapeColon(text: string): string {
  return text.replaceAll(':', '\\:');
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
