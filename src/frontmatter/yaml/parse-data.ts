import { type Document, LineCounter, parseDocument } from 'yaml';
import { DataError } from '../errors.ts';
import { findDeepLine } from './depth.ts';
import { describeFault } from './describe-fault.ts';

/** Keeps a few anchors from expanding each other without end. */
const mostAliases = 10;

/**
 * Reads a YAML file that people write, as 1.2 core: dates are strings.
 *
 * @returns undefined for an empty file
 * @throws DataError if it is not valid, nested too deeply or more than one document
 */
export function parseYaml(text: string): unknown {
  const deepLine = findDeepLine(text);
  if (deepLine !== null) throw new DataError(`is nested too deeply: line ${deepLine}.`, null);
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, prettyErrors: false, logLevel: 'error' });
  // A tag that is not known is only a warning to it.
  const [error] = [...document.errors, ...document.warnings];
  if (error === undefined) return toData(document);
  if (error.code === 'MULTIPLE_DOCS') {
    throw new DataError('holds more than one YAML document.', null, { hint: 'Take out the lines ---.' });
  }
  const { line } = lineCounter.linePos(error.pos[0]);
  throw new DataError(`is not valid YAML: line ${line}: ${describeFault(error)}`, line, { cause: error });
}

/** Unknown aliases and alias bombs come to light here. */
function toData(document: Document.Parsed): unknown {
  try {
    return document.contents === null ? undefined : document.toJS({ maxAliasCount: mostAliases });
  } catch (error) {
    throw new DataError(`is not valid YAML: ${(error as Error).message}`, null, { cause: error });
  }
}
