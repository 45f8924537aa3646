import type { Generator } from '../generators/generator.ts';
import { renderKeys } from '../generators/render-keys.ts';
import { UserError } from '../model/error.ts';
import { isSame } from '../model/front-matter.ts';
import type { FieldRule } from '../model/rules.ts';
import { formerIdsKey } from '../plan/reuploads.ts';
import { flagKey } from '../plan/unavailable-flag.ts';
import { type IdKeys, isIdKey } from '../site/id-keys.ts';
import { isAt, namesVideo } from './fields.ts';

/** The keys that imports write besides the fields. */
const ownKeys = [flagKey, formerIdsKey];

/**
 * Makes sure that no front matter key has two meanings: what has one would be written over the other.
 *
 * @param configured the keys of a video's id that the config names
 * @throws UserError for a key that has
 */
export function assertOwnKeys(
  fields: readonly FieldRule[],
  { urlLists, urlKeys, draftFields }: Generator,
  idKeys: IdKeys,
  configured: readonly string[],
): void {
  const decisive = [...urlKeys, ...renderKeys, ...draftFields.map(({ key }) => key)];
  for (const list of ['live', 'archive'] as const) {
    const key = urlLists[list];
    const others = fields.filter((field) => !isFieldOf(key, field)).map((field) => field.key);
    const other = urlLists[list === 'live' ? 'archive' : 'live'];
    const rivals = [
      other,
      ...others,
      ...decisive,
      ...ownKeys,
      ...configured,
      ...(isIdKey(key, idKeys) ? [key] : []),
    ];
    const rival = rivals.find((name) => isAt(key, name) || isAt(name, key));
    if (rival !== undefined) {
      throw new UserError(
        `The list of \`urls.keys.${list}\` cannot stand under ${key}: ${rival} has another meaning.`,
        `Give \`urls.keys.${list}\` in the config a key of its own.`,
      );
    }
  }
  for (const { key, value } of fields) {
    if (ownKeys.some((own) => isAt(key, own))) {
      throw new UserError(
        `${key} cannot be a field: imports write it themselves.`,
        `Take it out of \`fields\` in the config.`,
      );
    }
    if (configured.some((id) => isAt(id, key) && isAt(key, id)) && !namesVideo(value)) {
      throw new UserError(
        `${key} is in \`pages.id\`, but as a field it names no video.`,
        'Give the field the value "{videoId}", or take the key out of `pages.id` in the config.',
      );
    }
  }
}

/** The field that writes the list itself. */
function isFieldOf(list: string, { key, value, update }: FieldRule): boolean {
  return key === list && update === 'append' && isSame(value, []);
}
