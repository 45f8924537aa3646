import * as v from 'valibot';
import { isSame, splitKey } from '../model/front-matter.ts';
import type { FieldRule } from '../model/rules.ts';
import { record } from '../model/validation.ts';
import { findTokens } from '../text/template.ts';
import { key, map } from './declare.ts';
import type { Defaults } from './defaults.ts';
import { knowsTokens, value } from './field-value.ts';

/** The `expected` of an issue about a field without a default, whose `input` is its key. */
export const knownField = 'field';

/** The update rule of a field that the config adds. */
const ruleOfAdded = 'if-missing';
/** The same of one that is written in short, as a text that has a token. */
const ruleOfAddedToken = 'until-edited';

/** Former names of rules, with today's. */
const formerRules: Record<string, string> = { once: 'if-missing', follow: 'until-edited' };

const ruleNames = ['on-create', 'if-missing', 'until-edited', 'always', 'append'] as const;

const updateRule = v.picklist(ruleNames, ({ input, message }) =>
  typeof input === 'string' && Object.hasOwn(formerRules, input)
    ? `\`${input}\` is called \`${formerRules[input]}\` now`
    : message,
);

const field = v.union(
  [
    v.literal(false),
    v.pipe(
      v.string(),
      knowsTokens,
      v.description(
        `Short for an object with this value. Of a field that you add, the rule is then \`${ruleOfAddedToken}\` if the text has a token.`,
      ),
    ),
    map({
      value: key(value, {
        description:
          'A value; in strings, {tokens} are filled in. A string that is a single token keeps the type of its value.',
      }),
      update: key(updateRule, {
        description: `Who decides the value after it was first written. Of a field that you add: \`${ruleOfAdded}\`.`,
        formerly: 'own',
      }),
    }),
  ],
  'must be false, a string, or an object with a value',
);

type WrittenField = v.InferOutput<typeof field>;
type Field = Exclude<WrittenField, string>;

/**
 * The fields of a config, whose defaults are a preset's. By way of a Map, because valibot's records leave out keys such as
 * `constructor`, which a page may well have.
 */
export function makeFields(defaults: Defaults) {
  return v.pipe(
    record as unknown as v.GenericSchema<Record<string, WrittenField>>,
    v.transform((rules) => new Map(Object.entries(rules))),
    v.map(
      v.pipe(
        v.string(),
        v.check((name) => name !== '__proto__', 'cannot be a key'),
      ),
      field,
    ),
    v.rawCheck((context) => checkFields(context, defaults)),
    v.transform(
      (rules): Record<string, Field> =>
        Object.fromEntries([...rules].map(([name, rule]) => [name, expandField(name, rule, defaults)])),
    ),
  );
}

/** A plain text is short for the value; a field of the preset keeps its rule. */
function expandField(name: string, rule: WrittenField, defaults: Defaults): Field {
  if (typeof rule !== 'string') return rule;
  if (isDefault(name, defaults)) return { value: rule };
  return { value: rule, update: findTokens(rule).length > 0 ? ruleOfAddedToken : ruleOfAdded };
}

function isDefault(name: string, { fields }: Defaults): boolean {
  return fields.some(({ key }) => key === name);
}

/** It looks at fields that have errors of their own too, so that all are told at once. */
function checkFields(
  { dataset, addIssue }: v.RawCheckContext<Map<string, WrittenField>>,
  defaults: Defaults,
): void {
  if (!(dataset.value instanceof Map)) return;
  const input: Map<string, Partial<WrittenField>> = dataset.value;
  for (const [name, written] of input) {
    const rule = typeof written === 'string' ? { value: written } : written;
    if (typeof rule !== 'object' || rule === null) continue;
    const rival = rivalOf(name, input, defaults);
    const path: [v.MapPathItem] = [{ type: 'map', origin: 'value', input, key: name, value: rule }];
    if (defaults.urlLists.includes(name)) {
      const saysDefault = rule.value === undefined && rule.update === 'append';
      if (!saysDefault) addIssue({ path, message: 'is filled from `urls`; here it can only be false' });
    } else if (rival !== undefined) {
      const relation = isAt(rival, name) ? 'is the same key as' : 'stands in';
      addIssue({ path, message: `${relation} ${rival}, which is a field too; keep one of the two` });
    } else if (typeof written === 'string' && isRuleName(written)) {
      addIssue({ path, message: describeRuleAsText(name, written, defaults) });
    } else if (rule.value === undefined && !isDefault(name, defaults)) {
      addIssue({ path, message: 'needs a value', input: name, expected: knownField });
    }
  }
  const holders = defaults.fields.filter(({ value }) => value === '{videoId}').map(({ key }) => key);
  if (holders.every((key) => input.get(key) === false) && !holdsVideoId(input)) {
    addIssue({
      message: `must keep ${holders.toReversed().join(' or ')}, or have another field with "{videoId}" or "{watchUrl}": no page is found without`,
    });
  }
}

/** The field that is the same key in other letter case, or that a nested one would be a part of: `params` of `params.videoId`. */
function rivalOf(name: string, fields: ReadonlyMap<string, unknown>, defaults: Defaults): string | undefined {
  const names = [...fields.keys(), ...defaults.fields.map(({ key }) => key)];
  return names.find((other) => other !== name && fields.get(other) !== false && isAt(name, other));
}

/** Whether a key is the same as another one or below it. Generators and imports ignore letter case. */
export function isAt(key: string, above: string): boolean {
  const path = splitKey(key.toLowerCase());
  return splitKey(above.toLowerCase()).every((part, at) => path[at] === part);
}

/** Whether a field of the config's own has the video's id or URL. */
function holdsVideoId(fields: Map<string, Partial<WrittenField>>): boolean {
  return [...fields.values()].some((written) =>
    namesVideo(typeof written === 'object' ? written.value : written),
  );
}

/** Whether what a field writes says which video a page is about. */
export function namesVideo(value: unknown): boolean {
  return typeof value === 'string' && /\{(videoId|watchUrl)\}/.test(value);
}

function isRuleName(text: string): boolean {
  return ruleNames.some((rule) => rule === text) || Object.hasOwn(formerRules, text);
}

/** A lone rule would be written into pages as a text. */
function describeRuleAsText(name: string, written: string, defaults: Defaults): string {
  const update = formerRules[written] ?? written;
  const start = `${written} is an update rule${update === written ? '' : `, called ${update} now`}; write ${name}:`;
  return isDefault(name, defaults)
    ? `${start} { update: ${update} }`
    : `${start} { value: …, update: ${update} }, or { value: ${written} } if the text is meant`;
}

/**
 * The config's fields over the defaults: default ones keep their place. One that has the value of a dropped one is the
 * same under another name, and takes its place; others come after them.
 */
export function mergeFields(changes: Record<string, Field>, defaults: Defaults): FieldRule[] {
  const added = Object.entries(changes).flatMap(([key, rule]): FieldRule[] =>
    rule === false || isDefault(key, defaults)
      ? []
      : [{ key, value: rule.value ?? null, update: rule.update ?? ruleOfAdded }],
  );
  const merged = defaults.fields.flatMap((rule): FieldRule[] => {
    const change = changes[rule.key];
    if (change === false) {
      const renamed = added.findIndex(({ value }) => isSame(value, rule.value));
      return renamed < 0 ? [] : added.splice(renamed, 1);
    }
    return [{ key: rule.key, value: change?.value ?? rule.value, update: change?.update ?? rule.update }];
  });
  return [...merged, ...added];
}
