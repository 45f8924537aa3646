import { type Command, Help } from 'commander';
import { closest, distance } from 'fastest-levenshtein';
import aboutKeys from '../../docs/key.md' with { type: 'text' };
import { builtInDefaults, listChosen } from '../config/defaults.ts';
import { listConfigKeys } from '../config/reference.ts';
import type { Preset } from '../generators/conventions.ts';
import { knownGenerators } from '../generators/known-generators.ts';
import { UserError } from '../model/error.ts';
import type { Context } from '../pipeline/context.ts';
import { tokens } from '../plan/tokens.ts';

/** What `tubematter help` explains besides the commands. */
export type HelpTopic = 'config' | 'preset' | 'templates' | 'key';

const topics: Record<HelpTopic, (helper: Help, name: string | undefined) => string> = {
  config: explainConfig,
  preset: explainPreset,
  templates: explainTemplates,
  key: () => aboutKeys,
};

const widest = 100;

/**
 * `tubematter help [command or topic]`, in singular or plural. What follows the topic `preset` is its name, or a generator's.
 *
 * @param program the whole command line, for the commands' own help
 * @throws UserError for a name that is neither
 */
export function runHelp(program: Command, name: string | undefined, context: Context): void {
  const [word = '', detail, ...others] = name?.split(' ') ?? [];
  const topic = [word, `${word}s`, word.replace(/s$/, '')].find(isTopic);
  const command = name === undefined ? program : program.commands.find((other) => other.name() === name);
  // The topic `config` covers more than the help of the command.
  if (topic && others.length === 0 && (detail === undefined || topic === 'preset')) {
    const helper = new Help();
    helper.prepareContext({ helpWidth: Math.min(context.columns ?? 80, widest) });
    context.writeOut(topics[topic](helper, detail));
  } else if (command) command.outputHelp();
  else throw explainUnknown(name ?? '', program);
}

function isTopic(name: string): name is HelpTopic {
  return Object.hasOwn(topics, name);
}

function explainUnknown(name: string, program: Command): UserError {
  const names = [...program.commands.map((command) => command.name()), ...Object.keys(topics)];
  const nearest = closest(name, names);
  const isNear = distance(name, nearest) <= Math.max(1, name.length / 3);
  const suggestion = isNear ? ` (Did you mean ${nearest}?)` : '';
  return new UserError(`Unknown command or topic '${name}'${suggestion}`, 'See tubematter --help.');
}

function explainConfig(helper: Help): string {
  const keys = listConfigKeys().map(({ path, type, description }): [string, string] => [
    path,
    `${description} (${type})`,
  ]);
  const fields = builtInDefaults.fields.map(({ key, value, update }): [string, string] => [
    key,
    `${JSON.stringify(value)}, ${update}`,
  ]);
  return [
    ...formatText(
      helper,
      'The config is tubematter.config.yaml (or .yml, .json, .js, .mjs), in the current folder or one above. All keys are optional. `tubematter init` writes one; `tubematter config` shows what is in force.',
    ),
    'Keys:',
    ...formatItems(helper, keys),
    `Fields of ${builtInDefaults.generator.label} by default (of others: help preset), and their update rules:`,
    ...formatItems(helper, fields),
    'Update rules:',
    ...formatItems(helper, [
      ['on-create', 'Written when the page is created; an existing page does not get it.'],
      ['if-missing', 'Written once; from then on it is yours.'],
      ['until-edited', 'Follows YouTube until you edit it; then it is yours.'],
      ['always', 'Always what YouTube says.'],
      ['append', 'A list that only grows: existing entries keep their place.'],
    ]),
    'Example:',
    '  channel: "@name"',
    '  content: content/videos',
    '  urls: { page: "/videos/{slug}" }',
    '  fields:',
    '    weight: false',
    '    series: { value: "office-hours", update: if-missing }',
    '',
  ].join('\n');
}

function explainPreset(helper: Help, name: string | undefined): string {
  const all = knownGenerators.flatMap((generator) =>
    Object.entries<Preset>(generator.presets).map(([preset, values]) => ({ generator, preset, values })),
  );
  const shown = all.filter(
    ({ generator, preset }) => name === undefined || [generator.name, preset].includes(name),
  );
  if (shown.length === 0) {
    const names = new Set(all.map(({ preset }) => preset));
    const labels = knownGenerators.map((generator) => generator.name);
    throw new UserError(
      `There is no preset ${name}.`,
      `Presets: ${[...names].join(', ')}. Those of one generator: ${labels.join(', ')}.`,
    );
  }
  return shown
    .flatMap(({ generator, preset, values }) => [
      `generator: ${generator.name}`,
      `preset: ${preset}`,
      '',
      ...formatItems(helper, [
        ...listChosen({ generator, preset: values })
          .filter(({ path }) => path.join() !== 'preset')
          .map(({ path, value }): [string, string] => [path.join('.'), JSON.stringify(value)]),
        ...values.fields.map(({ key, value, update }): [string, string] => [
          `fields.${key}`,
          `${JSON.stringify(value)}, ${update}`,
        ]),
      ]),
    ])
    .join('\n');
}

function explainTemplates(helper: Help): string {
  return [
    ...formatText(
      helper,
      'Tokens in braces stand for what is known about a video. They work in `file`, `body`, `urls.page`, `urls.aliases` and the values of fields. A value that is a single token keeps its type: "{duration}" is a number, "{tags}" a list.',
    ),
    'Tokens:',
    ...formatItems(
      helper,
      Object.entries(tokens).map(([name, { meaning }]): [string, string] => [`{${name}}`, meaning]),
    ),
    'Examples:',
    '  file: "{year}/{slug}.md"',
    '  urls: { page: "/videos/{slug}", aliases: ["/v/{videoId}"] }',
    '  fields: { summary: { value: "{title}, {year}", update: until-edited } }',
    '',
  ].join('\n');
}

function formatText(helper: Help, text: string): string[] {
  return [helper.boxWrap(text, helper.helpWidth ?? widest), ''];
}

function formatItems(helper: Help, items: [name: string, meaning: string][]): string[] {
  const width = Math.max(...items.map(([name]) => name.length));
  return [...items.map(([name, meaning]) => helper.formatItem(name, width, meaning, helper)), ''];
}
