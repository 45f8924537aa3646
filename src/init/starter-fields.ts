import { formatInline } from '../frontmatter/yaml/serialise.ts';
import type { Preset } from '../generators/conventions.ts';
import type { Value } from '../model/value.ts';
import type { Answers } from './choices.ts';
import type { PageFolder } from './existing-pages.ts';
import type { FoundSite } from './site.ts';

type WrittenField = [key: string, field: Value];

/**
 * Writes the fields in which a config differs from its preset: those that make new pages like the ones that are there, and
 * the URL where the site would serve another one. The seed's fields stay as they are.
 *
 * @returns lines of YAML below `fields`; `''` if there are none
 */
export function writeFields(answers: Answers, preset: Preset, site: FoundSite, folder: PageFolder): string {
  if (answers.preset === 'seed') return '';
  const fields = [
    ...listIdFields(folder),
    ...listDateFields(preset, folder),
    ...listRenderingFields(preset, folder),
    ...listTagFields(preset, folder),
    ...listUrlFields(answers, site, folder),
  ];
  return fields.map(([key, field]) => `  ${formatInline(key)}: ${formatInline(field)}\n`).join('');
}

/** A layout that reads a page's video from one key finds it in new pages too. */
function listIdFields({ traits: { id } }: PageFolder): WrittenField[] {
  if (id === null || id.key === 'videoId') return [];
  const named = (value: string): WrittenField => [id.key, { value, update: 'if-missing' }];
  return [['videoId', false], named(id.isUrl ? '{watchUrl}' : '{videoId}')];
}

/** A schema that asks for the date under one key finds it in new pages. A generator that reads `date` itself keeps it. */
export function listDateFields({ fields }: Preset, { traits: { date } }: PageFolder): WrittenField[] {
  const usual = fields.find(({ value }) => value === '{date}');
  if (!usual || usual.key === 'date' || date === null || date === usual.key) return [];
  return [
    [usual.key, false],
    [date, { value: '{date}', update: usual.update }],
  ];
}

function listRenderingFields({ fields }: Preset, { traits }: PageFolder): WrittenField[] {
  if (traits.count === 0) return [];
  return Object.entries(traits.rendering).flatMap(([key, value]): WrittenField[] => {
    const usual = fields.find((field) => field.key === key)?.value;
    if (value === usual) return [];
    return [[key, value === undefined ? false : { value, update: 'on-create' }]];
  });
}

/** If tags are collections, new pages join those that the others name. A file with the data of a folder may name more. */
function listTagFields({ fields }: Preset, { traits: { count, tags } }: PageFolder): WrittenField[] {
  const usual = fields.find(({ key }) => key === 'tags')?.value;
  if (count === 0 || !Array.isArray(usual)) return [];
  return [['tags', tags.length === 0 ? false : { value: tags, update: 'on-create' }]];
}

/** A page is served by the site's own rules; any other URL must be in the front matter. */
function listUrlFields({ url }: Answers, { starter }: FoundSite, { servedUrl }: PageFolder): WrittenField[] {
  if (starter.urlField === null || url === servedUrl) return [];
  return [[starter.urlField, { value: '{permalink}', update: 'on-create' }]];
}
