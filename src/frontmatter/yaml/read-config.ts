import { loadAll, YAMLException } from 'js-yaml';
import { UserError } from '../../model/error.ts';

/** More than a config has levels where all is right. */
const deepest = 200;

/**
 * Reads YAML that a person has written.
 *
 * @param file names the file in messages
 * @throws UserError with the line where it is not valid
 */
export async function readYaml(file: string, text: string): Promise<unknown> {
  try {
    const documents = loadAll(text, { maxAliases: 10, maxDepth: deepest });
    if (documents.length <= 1) return documents[0];
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    // The larger library would run out of stack.
    if (error.reason.startsWith('nesting exceeded')) {
      const line = (error.mark?.line ?? 0) + 1;
      throw new UserError(`The config ${file} is nested too deeply: line ${line}.`, undefined, error);
    }
  }
  return readLeniently(file, text);
}

/**
 * The larger library takes longer to load. It lets more pass, such as a closing bracket at the start of a line, and
 * knows better what is wrong, where a quote is missing, say.
 */
async function readLeniently(file: string, text: string): Promise<unknown> {
  const { LineCounter, parseDocument } = await import('yaml');
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, prettyErrors: false, logLevel: 'error' });
  // A tag that is not known is only a warning to it.
  const [mistake] = [...document.errors, ...document.warnings];
  if (mistake === undefined) return document.toJS({ maxAliasCount: 10 });
  if (mistake.code === 'MULTIPLE_DOCS') {
    throw new UserError(`The config ${file} holds more than one YAML document.`, 'Take out the lines ---.');
  }
  const { line } = lineCounter.linePos(mistake.pos[0]);
  const hasToken = /\{\w+\}/.test(text.split('\n')[line - 1] ?? '');
  throw new UserError(
    `The config ${file} is not valid YAML: line ${line}: ${mistake.message}`,
    hasToken
      ? "Inside [ ] and { } a text with a token needs quotes: ['/v/{videoId}']."
      : 'Mend that line and run the command again.',
  );
}
