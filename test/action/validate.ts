import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { JSONObjectReader } from '@actions/workflow-parser/templates/json-object-reader';
import { TemplateSchema } from '@actions/workflow-parser/templates/schema/index';
import {
  TemplateContext,
  TemplateValidationErrors,
} from '@actions/workflow-parser/templates/template-context';
import { readTemplate } from '@actions/workflow-parser/templates/template-reader';
import { NoOperationTraceWriter } from '@actions/workflow-parser/templates/trace-writer';
import { YamlObjectReader } from '@actions/workflow-parser/workflows/yaml-object-reader';

const kinds = {
  workflow: { schema: 'workflow-v1.0.min.json', root: 'workflow-root-strict' },
  action: { schema: 'action-v1.0.min.json', root: 'action-root-strict' },
};

/**
 * What GitHub's own parser and schema find wrong with a workflow or an action: keys, types, expressions, and the contexts
 * that these may use. The parts are put together here, because the package's entry imports JSON in a way that Node refuses.
 */
export function findMistakes(kind: keyof typeof kinds, text: string): string[] {
  const { schema, root } = kinds[kind];
  const folder = new URL('../../node_modules/@actions/workflow-parser/dist/', import.meta.url);
  const json = readFileSync(fileURLToPath(new URL(schema, folder)), 'utf8');
  const context = new TemplateContext(
    new TemplateValidationErrors(),
    TemplateSchema.load(new JSONObjectReader(undefined, json)),
    new NoOperationTraceWriter(),
  );
  const file = context.getFileId(kind);
  const reader = new YamlObjectReader(file, text);
  for (const error of reader.errors) context.error(file, error.message, error.range);
  if (reader.errors.length === 0) readTemplate(context, root, reader, file);
  return context.errors.getErrors().map(({ message }) => message);
}
