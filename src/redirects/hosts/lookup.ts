import { encodeTarget } from '../encode-urls.ts';
import type { FileFormat } from '../host-format.ts';
import { writeTargets } from '../whole-file.ts';

/**
 * An object that a 404 page looks up: targets by old URL, decoded and without a trailing slash; null where a URL is
 * gone for good. Every key begins with `/`, so none can be inherited.
 */
export const lookup: FileFormat = {
  label: 'A lookup',
  ignoresCase: false,
  answersGone: true,
  ...writeTargets(({ redirects, gone }) => [
    ...redirects.map(({ from, to }): [string, string] => [from, encodeTarget(to)]),
    ...gone.map((from): [string, null] => [from, null]),
  ]),
  warn: () => [],
};
