import * as v from 'valibot';
import { type FormatName, formatNames } from '../redirects/format-names.ts';
import { map } from './declare.ts';
import { text } from './value-schemas.ts';

type Files = Record<FormatName, v.OptionalSchema<typeof text, undefined>>;

/** Files that imports keep current, by what they are for. */
export const redirectFiles = v.pipe(
  map(Object.fromEntries(formatNames.map((name) => [name, v.optional(text)])) as Files),
  v.check(
    (files) => new Set(Object.values(files)).size === Object.keys(files).length,
    'names one file twice',
  ),
);
