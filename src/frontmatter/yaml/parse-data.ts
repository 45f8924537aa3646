import { loadAll, YAMLException } from 'js-yaml';
import { type Document, LineCounter, parseDocument } from 'yaml';
import { DataError } from '../errors.ts';

/** More than a file has levels where all is right. */
const deepest = 200;
/** Keeps a few anchors from expanding each other without end. */
const mostAliases = 10;

/**
 * Reads a YAML file that a person has written, as 1.2 core: dates are strings.
 *
 * @returns undefined for an empty file
 * @throws DataError where it is not valid, nested too deeply or more than one document
 */
export function parseYaml(text: string): unknown {
  try {
    const documents = loadAll(text, { maxAliases: mostAliases, maxDepth: deepest });
    if (documents.length <= 1) return documents[0];
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    // The other library would run out of stack.
    if (error.reason.startsWith('nesting exceeded')) {
      const line = (error.mark?.line ?? 0) + 1;
      throw new DataError(`is nested too deeply: line ${line}.`, null, { cause: error });
    }
  }
  return parseLeniently(text);
}

/** Lets more pass, such as a closing bracket at the start of a line, and knows better what is wrong and where. */
function parseLeniently(text: string): unknown {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, prettyErrors: false, logLevel: 'error' });
  // A tag that is not known is only a warning to it.
  const [mistake] = [...document.errors, ...document.warnings];
  if (mistake === undefined) return toData(document);
  if (mistake.code === 'MULTIPLE_DOCS') {
    throw new DataError('holds more than one YAML document.', null, { hint: 'Take out the lines ---.' });
  }
  const { line } = lineCounter.linePos(mistake.pos[0]);
  throw new DataError(`is not valid YAML: line ${line}: ${mistake.message}`, line, { cause: mistake });
}

/** Unknown aliases and alias bombs come to light here. */
function toData(document: Document.Parsed): unknown {
  try {
    return document.toJS({ maxAliasCount: mostAliases });
  } catch (error) {
    throw new DataError(`is not valid YAML: ${(error as Error).message}`, null, { cause: error });
  }
}
