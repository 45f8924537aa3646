import { z } from 'zod';
import { defaultFields, ledgerFields } from './defaults.ts';
import { configSchema } from './schema.ts';

/** The parts of a JSON Schema (draft 7) that the config's schema uses. */
export interface JsonSchema {
  type?: string;
  description?: string;
  properties?: Record<string, JsonSchema>;
  additionalProperties?: JsonSchema | boolean;
  items?: JsonSchema;
  anyOf?: JsonSchema[];
  enum?: unknown[];
  const?: unknown;
  required?: string[];
  definitions?: Record<string, JsonSchema>;
  [keyword: string]: unknown;
}

/**
 * Makes the JSON Schema of the config file: what editors complete and check with (`schema.json`), and what the reference
 * lists. Draft 7, because that is the newest that the editors' YAML server reads.
 * Source: https://github.com/redhat-developer/yaml-language-server#readme
 */
export function makeJsonSchema(): JsonSchema {
  const schema = z.toJSONSchema(configSchema, { io: 'input', target: 'draft-7' }) as JsonSchema;
  const fields = schema.properties?.['fields'] ?? {};
  const rule = typeof fields.additionalProperties === 'object' ? fields.additionalProperties : {};
  return {
    ...schema,
    title: 'The config of tubematter',
    properties: { ...schema.properties, fields: { ...fields, ...nameFields(rule) } },
    definitions: { ...schema.definitions, field: rule },
  };
}

/** Default fields by name, for completion; any other field must have a value, which zod cannot say in JSON Schema. */
function nameFields(rule: JsonSchema): JsonSchema {
  const describeField = ({ key, value, own }: (typeof defaultFields)[number]): [string, JsonSchema] => {
    if (ledgerFields.includes(key)) {
      return [
        key,
        { const: false, description: 'Filled from `urls`; here it can only be dropped with `false`.' },
      ];
    }
    const description = `Default: \`${JSON.stringify(value)}\`, \`own: ${own}\`. \`false\` drops it.`;
    return [key, { description, allOf: [{ $ref: '#/definitions/field' }] }];
  };
  return {
    properties: Object.fromEntries(defaultFields.map(describeField)),
    additionalProperties: {
      ...rule,
      anyOf: (rule.anyOf ?? []).map((branch) =>
        branch.type === 'object' ? { ...branch, required: ['value'] } : branch,
      ),
    },
  };
}
