import {
  type Conventions,
  findDefaultPreset,
  type Preset,
  type UrlLists,
} from '../generators/conventions.ts';
import { knownGenerators } from '../generators/known-generators.ts';
import type { FieldRule } from '../model/rules.ts';
import { isRecord } from '../model/validation.ts';

/** What holds where a config says nothing. */
export interface Defaults {
  generator: Conventions;
  preset: Preset;
  /** The preset's fields, the two lists by the names that the config gives them. */
  fields: readonly FieldRule[];
  /** The keys of the two lists: their content is set under `urls`, not under `fields`. */
  urlLists: readonly string[];
}

/**
 * Finds what holds where a config says nothing: what its `generator`, `preset` and `urls.keys` choose. One that makes no
 * sense chooses nothing; the schema says so.
 *
 * @param config as it is written
 */
export function chooseDefaults(config: unknown): Defaults {
  const { generator: name, preset: presetName, urls } = isRecord(config) ? config : {};
  const found = knownGenerators.find((generator) => generator.name === name) ?? knownGenerators[0];
  const named = Object.entries(found.presets).find(([other]) => other === presetName)?.[1];
  const preset: Preset = named ?? findDefaultPreset(found);
  const keys = isRecord(urls) && isRecord(urls['keys']) ? urls['keys'] : {};
  const { live, archive } = found.urlLists;
  const urlLists = { live: readName(keys['live'], live), archive: readName(keys['archive'], archive) };
  return {
    generator: { ...found, urlLists },
    preset,
    fields: preset.fields.map((rule) => ({ ...rule, key: renameList(rule.key, found.urlLists, urlLists) })),
    urlLists: Object.values(urlLists),
  };
}

/** A key whose default a generator or its preset decides. */
export interface ChosenKey {
  path: readonly string[];
  value: unknown;
  by: 'generator' | 'preset';
}

/** Lists the keys whose defaults depend on the generator and its preset, except fields. */
export function listChosen({ generator, preset }: Pick<Defaults, 'generator' | 'preset'>): ChosenKey[] {
  const { presets, urlLists, unlisted } = generator;
  const [name] = Object.entries(presets).find(([, other]) => other === preset) ?? [];
  const of = (by: ChosenKey['by']) => (key: string, value: unknown) => ({ path: key.split('.'), value, by });
  const [ofGenerator, ofPreset] = [of('generator'), of('preset')];
  return [
    ofGenerator('preset', name),
    ofPreset('content', preset.content),
    ofPreset('file', preset.file),
    ofGenerator('urls.keys.live', urlLists.live),
    ofGenerator('urls.keys.archive', urlLists.archive),
    ofPreset('urls.page', preset.urls.page),
    ofPreset('urls.aliases', preset.urls.aliases),
    ofPreset('body', preset.body),
    ofGenerator('filters.unlisted', unlisted),
  ];
}

/** What holds without a config. */
export const builtInDefaults: Defaults = chooseDefaults({});

/** All fields of all presets, once each, those that hold without a config first. */
export const knownFields: readonly FieldRule[] = listKnownFields();

function listKnownFields(): FieldRule[] {
  const all = knownGenerators.flatMap(({ presets }) => Object.values<Preset>(presets));
  const byKey = new Map<string, FieldRule>();
  for (const rule of [...builtInDefaults.fields, ...all.flatMap(({ fields }) => fields)]) {
    if (!byKey.has(rule.key)) byKey.set(rule.key, rule);
  }
  return [...byKey.values()];
}

function readName(value: unknown, otherwise: string): string {
  return typeof value === 'string' && value.trim() !== '' ? value : otherwise;
}

function renameList(key: string, before: UrlLists, after: UrlLists): string {
  return key === before.live ? after.live : key === before.archive ? after.archive : key;
}
