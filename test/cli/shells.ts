import { execFileSync, spawnSync } from 'node:child_process';
import { longestMilliseconds } from '../until.ts';

/** Whether a program is installed. Where it is not, that is said loudly: a test that did not run proves nothing. */
export function isInstalled(program: string): boolean {
  const found = spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;
  if (!found) process.stderr.write(`SKIPPED: ${program} is not installed\n`);
  return found;
}

/** What bash offers for a line, the cursor at its end. Words are cut as bash cuts them: at blanks and at `=`. */
export function completeInBash(script: string, line: string, cwd: string): string[] {
  const words = line.split(/ |(?==)|(?<==)/);
  const list = words.map((word) => `'${word}'`).join(' ');
  const program = `${script}
COMP_WORDS=(${list})
COMP_CWORD=${words.length - 1}
_tubematter
[ \${#COMPREPLY[@]} -eq 0 ] || printf '%s\\n' "\${COMPREPLY[@]}"`;
  return readLines('bash', ['--norc', '--noprofile', '-c', program], cwd);
}

/** What fish offers for a line. */
export function completeInFish(script: string, line: string, cwd: string): string[] {
  const program = `${script}\ncomplete -C '${line}'`;
  return readLines('fish', ['--no-config', '-c', program], cwd).map((offer) => offer.split('\t')[0] ?? '');
}

/**
 * What zsh offers for a line. Its completion works only in its line editor, so a second zsh runs in a pseudo-terminal of
 * the first, with Tab bound to a widget that hands out the matches instead of showing them.
 */
export function completeInZsh(scriptFile: string, line: string, cwd: string): string[] {
  const program = `
zmodload zsh/zpty
zpty inner zsh -f -i
wait_for() { local chunk all; while zpty -r inner chunk; do all+=$chunk; [[ $all == *$1* ]] && break; done; REPLY=$all }
zpty -w inner 'PS1=; autoload -Uz compinit; compinit -u -D; source ${scriptFile}'
zpty -w inner 'compadd() { local -a hits; builtin compadd -O hits "$@"; (( $#hits )) && print -r -- "<hit>\${(j: :)hits}</hit>"; builtin compadd "$@" }'
zpty -w inner 'finish() { zle offer; print -r -- "<e""nd>" }; zle -N finish; zle -C offer complete-word _main_complete; bindkey "^I" finish; print re""ady'
wait_for ready
zpty -w -n inner $'${line}\\t'
wait_for '<end>'
print -r -- $REPLY`;
  const output = execFileSync('zsh', ['-f', '-c', program], {
    cwd,
    encoding: 'utf8',
    timeout: longestMilliseconds,
  });
  const hits = [...output.matchAll(/<hit>(.*?)<\/hit>/gs)].flatMap(([, hit = '']) => hit.split(' '));
  return [...new Set(hits)];
}

function readLines(program: string, args: string[], cwd: string): string[] {
  const output = execFileSync(program, args, { cwd, encoding: 'utf8' });
  return output.split('\n').filter((line) => line !== '');
}
