import schema from '../../schema.json' with { type: 'json' };

/** One key of the config file, for the reference. */
export interface ConfigKey {
  /** With dots, such as `urls.page`; `fields.<key>.update` for any field. */
  path: string;
  /** What it holds, in a word or two. */
  type: string;
  description: string;
}

/** The parts of `schema.json` that the reference shows. */
interface JsonSchema {
  type?: string;
  description?: string;
  properties?: Record<string, JsonSchema>;
  additionalProperties?: JsonSchema | boolean;
  anyOf?: JsonSchema[];
  enum?: string[];
}

/** Lists every key that a config may hold, in the order of `schema.json`; those without words of their own are in their map's. */
export function listConfigKeys(): ConfigKey[] {
  return listKeys(schema, '').filter(({ path }) => path !== '$schema');
}

function listKeys({ properties = {}, additionalProperties }: JsonSchema, prefix: string): ConfigKey[] {
  if (typeof additionalProperties === 'object') {
    const rule = additionalProperties.anyOf?.find(({ type }) => type === 'object') ?? additionalProperties;
    return listKeys(rule, `${prefix}<key>.`);
  }
  return Object.entries(properties).flatMap(([key, schema]) => {
    const path = `${prefix}${key}`;
    const own = { path, type: nameType(schema), description: schema.description ?? '' };
    const inner = schema.type === 'object' ? listKeys(schema, `${path}.`) : [];
    return own.description === '' ? inner : [own, ...inner];
  });
}

function nameType(schema: JsonSchema): string {
  if (schema.enum) return schema.enum.join(' | ');
  if (schema.anyOf) return schema.anyOf.map(nameType).join(' | ');
  if (schema.type === 'array') return 'list';
  if (schema.type === 'object') return 'map';
  if (schema.type === 'integer') return 'number';
  if (schema.type === 'boolean') return 'true | false';
  return schema.type === 'string' ? 'text' : 'any value';
}
