import { isRecord } from '../../model/validation.ts';
import { encodePath, encodeTarget } from '../encode-urls.ts';
import type { FileFormat } from '../host-format.ts';
import { replaceWhole } from '../whole-file.ts';

/** A list of `from` and `to` for everything else; `to` is null where a URL is gone for good. */
export const json: FileFormat = {
  label: 'JSON',
  ignoresCase: false,
  answersGone: true,
  ...replaceWhole(isOwn, ({ redirects, gone }) => [
    ...redirects.map(({ from, to }) => ({ from: encodePath(from), to: encodeTarget(to) })),
    ...gone.map((from) => ({ from: encodePath(from), to: null })),
  ]),
  warn: () => [],
};

function isOwn(value: unknown): boolean {
  return (
    Array.isArray(value) &&
    value.every((item) => isRecord(item) && Object.keys(item).length === 2 && 'from' in item && 'to' in item)
  );
}
