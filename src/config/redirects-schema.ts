import * as v from 'valibot';
import { record } from '../model/validation.ts';
import { type FormatName, formatNames } from '../redirects/format-names.ts';
import { text } from './value-schemas.ts';

/** Files that imports keep current, by what they are for. */
export const redirectFiles = v.pipe(
  record as unknown as v.GenericSchema<Partial<Record<FormatName, string>>>,
  v.record(v.picklist(formatNames), text),
  v.check(
    (files) => new Set(Object.values(files)).size === Object.keys(files).length,
    'names one file twice',
  ),
);
