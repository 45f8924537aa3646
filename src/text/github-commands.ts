/**
 * A text in which GitHub's runner, which reads the log too, finds no command. The runner obeys `::` at the start of a
 * line, even after blanks, and `##[` anywhere in it: a title could set an output, end all annotations or fail the step.
 * Source: ActionCommand.cs of https://github.com/actions/runner
 */
export function disarmCommands(text: string): string {
  return text.replaceAll('##[', '## [').replaceAll(/^([\s\u0085]*:)(?=:)/gm, '$1 ');
}
