import { type CompletedProgram, type Expected, listNames } from './model.ts';

/**
 * The completion script for bash. It keeps to bash 3.2, which macOS still has, and needs no bash-completion package.
 * Source: https://www.gnu.org/software/bash/manual/html_node/Programmable-Completion.html
 */
export function makeBashScript({ name, flags, commands }: CompletedProgram): string {
  const values = commands.flatMap((command) =>
    command.flags.flatMap(({ names, value }) =>
      value === null
        ? []
        : [`  ${names.map((flag) => `'${command.name} ${flag}'`).join(' | ')}) ${offer(name, value)} ;;`],
    ),
  );
  const words = commands.map(
    (command) =>
      `  '${command.name} '*) _${name}_words '${[...command.words, ...listNames(command.flags)].join(' ')}' ;;`,
  );
  const first = [...commands.map((command) => command.name), ...listNames(flags)];
  return `# Completion of ${name} for bash. In ~/.bashrc:  source <(${name} completion bash)

_${name}_words() {
  COMPREPLY=($(compgen -W "$1" -- "$current"))
}

_${name}_paths() {
  local IFS=$'\\n'
  compopt -o filenames 2>/dev/null
  COMPREPLY=($(compgen "$1" -- "$current"))
}

_${name}() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD - 1]} command='' word
  # bash cuts --flag=value into three words.
  if [ "$current" = '=' ]; then
    current=''
  elif [ "$previous" = '=' ]; then
    previous=\${COMP_WORDS[COMP_CWORD - 2]}
  fi
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD - 1}"; do
    case $word in
    -*) ;;
    *)
      command=$word
      break
      ;;
    esac
  done
  COMPREPLY=()
  case "$command $previous" in
${[...values, ...words].join('\n')}
  ' '*) _${name}_words '${first.join(' ')}' ;;
  esac
}

complete -F _${name} ${name}
`;
}

function offer(name: string, value: Expected): string {
  if (value.kind === 'words') return `_${name}_words '${value.words.join(' ')}'`;
  if (value.kind === 'text') return ':';
  return `_${name}_paths ${value.kind === 'file' ? '-f' : '-d'}`;
}
