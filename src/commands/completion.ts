import type { Command } from 'commander';
import { makeBashScript } from '../completion/bash.ts';
import { makeFishScript } from '../completion/fish.ts';
import { describeProgram, type Shell } from '../completion/model.ts';
import { makeZshScript } from '../completion/zsh.ts';
import type { Context } from '../pipeline/context.ts';

const scripts = { bash: makeBashScript, zsh: makeZshScript, fish: makeFishScript };

/** `tubematter completion <shell>`: prints a script that the shell loads. */
export function runCompletion(program: Command, shell: Shell, context: Context): void {
  context.writeOut(scripts[shell](describeProgram(program)));
}
