// Writes schema.json, the JSON Schema of the config file, from src/config/keys.ts: `npm run schema`. Editors complete
// and check configs with it, and the reference lists its keys. Needs `npm run build`, because Node 20 runs no TypeScript.
// With --check it only says whether the file is up to date (exit 1 where not).
import { readFileSync, writeFileSync } from 'node:fs';
import { toJsonSchema } from '@valibot/to-json-schema';
import { builtInDefaults, configSchema, knownFields } from '../.build/source.js';

const options = {
  // The newest draft that the editors' YAML server reads.
  // Source: https://github.com/redhat-developer/yaml-language-server#readme
  target: 'draft-07',
  // Of each pipe the last type: the one before it only refuses lists.
  typeMode: 'output',
  // What JSON Schema cannot say.
  ignoreActions: ['check', 'raw_check', 'regex', 'transform', 'trim'],
  overrideSchema: ({ valibotSchema, jsonSchema }) => {
    if (valibotSchema.type === 'custom') return { allOf: [{ $ref: '#/definitions/value' }] };
    if (valibotSchema.type === 'map') {
      return { type: 'object', additionalProperties: convert(valibotSchema.value) };
    }
    if (jsonSchema.required?.length === 0) delete jsonSchema.required;
    return jsonSchema;
  },
};

/** Keys whose lists are filled from `urls`. */
const listKeys = new Set(knownFields.filter(({ update }) => update === 'append').map(({ key }) => key));

function convert(schema) {
  const { $schema, ...converted } = toJsonSchema(schema, options);
  return converted;
}

/** Default fields by name, for completion; any other field must have a value. */
function nameFields(rule) {
  const describeField = ({ key, value, update }) => {
    if (listKeys.has(key)) {
      return [
        key,
        {
          description: 'Filled from `urls`; here it can only be dropped with `false`.',
          anyOf: [
            { const: false },
            {
              type: 'object',
              properties: { update: { enum: ['append'] } },
              required: ['update'],
              additionalProperties: false,
            },
          ],
        },
      ];
    }
    const isBuiltIn = builtInDefaults.fields.some((field) => field.key === key);
    const description = isBuiltIn
      ? `Default: \`${JSON.stringify(value)}\`, \`update: ${update}\`. \`false\` drops it.`
      : 'A field of other presets, which decide its default. `false` drops it.';
    return [key, { description, allOf: [{ $ref: '#/definitions/field' }] }];
  };
  return {
    properties: Object.fromEntries(knownFields.map(describeField)),
    additionalProperties: {
      ...rule,
      anyOf: rule.anyOf.map((branch) =>
        branch.type === 'object' ? { ...branch, required: ['value'] } : branch,
      ),
    },
  };
}

const { $schema, properties, ...rest } = toJsonSchema(configSchema, options);
const { fields } = properties;
const field = { ...fields.additionalProperties, description: '`false` drops the field.' };
const value = {
  anyOf: [
    ...['string', 'number', 'boolean', 'null'].map((type) => ({ type })),
    { type: 'array', items: { $ref: '#/definitions/value' } },
    { type: 'object', additionalProperties: { $ref: '#/definitions/value' } },
  ],
};
const schema = {
  $schema,
  title: 'The config of tubematter',
  ...rest,
  properties: { ...properties, fields: { ...fields, ...nameFields(field) } },
  definitions: { field, value },
};

const file = new URL('../schema.json', import.meta.url);
const text = `${JSON.stringify(schema, null, 2)}\n`;
if (!process.argv.includes('--check')) writeFileSync(file, text);
else if (text !== readFileSync(file, 'utf8')) {
  process.stderr.write('schema.json is out of date: run npm run schema.\n');
  process.exitCode = 1;
}
