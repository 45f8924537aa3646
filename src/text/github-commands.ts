/**
 * A text for people that GitHub's runner, which reads the log too, takes for no command of its own. The runner obeys `::`
 * at the start of a line, behind blanks too, and `##[` anywhere in it: a title could set an output, end all annotations or
 * fail the step. Source: ActionCommand.cs of https://github.com/actions/runner
 */
export function disarmCommands(text: string): string {
  return text.replaceAll('##[', '## [').replaceAll(/^([\s\u0085]*:)(?=:)/gm, '$1 ');
}
