import * as v from 'valibot';
import { textTokens, tokens } from '../plan/tokens.ts';
import { findTokens } from '../text/template.ts';
import { parseAge, parseMoment } from './dates.ts';
import { key, map } from './declare.ts';
import { knowsTokens } from './field-value.ts';

/** A text that is blank is more likely a variable of the shell that is not set. */
export const text = v.pipe(
  v.string(),
  v.nonEmpty('must not be empty'),
  v.check((input) => input.trim() !== '', 'must not be empty'),
);

/**
 * The name of the variable of an API key. So no config can send another secret, or hold the key itself, which has
 * lower-case letters.
 */
export const keyVariable = v.pipe(
  v.string(),
  v.regex(
    /^(?!\d)[A-Z\d_]*YOUTUBE[A-Z\d_]*$/,
    'must be the name of an environment variable in capitals with YOUTUBE in it, such as ACME_YOUTUBE_KEY, never the key itself',
  ),
);

/** Reports make links of it. */
export const siteAddress = v.pipe(
  text,
  v.regex(/^https?:\/\/[^\s/?#@]+(\/[^\s?#]*)?$/i, 'must be an address such as https://example.org'),
  v.url('must be an address such as https://example.org'),
);

/** The name of a front matter key; dots lead into maps. */
export const idKey = v.pipe(
  text,
  v.regex(/^[^\s.:]+(\.[^\s.:]+)*$/, 'must be the name of a key, such as youtubeId or params.youtubeId'),
);

const template = v.pipe(text, knowsTokens);

/** Unlike other templates it may be empty. */
const bodyTemplate = v.pipe(v.string(), knowsTokens);

export const body = v.union(
  [
    bodyTemplate,
    map({
      value: key(bodyTemplate, { description: 'The template.' }),
      update: key(v.picklist(['on-create', 'if-missing']), {
        description:
          '`if-missing` also writes it into a page that has no body, at its first import. Default: `on-create`.',
      }),
    }),
  ],
  'must be a string, or an object with a value and an update rule',
);

export const pageFile = v.pipe(
  template,
  v.check(
    (input) =>
      !/^([A-Za-z]:|[\\/])/.test(input) &&
      !/(^|[\\/])\.\.?([\\/]|$)/.test(input) &&
      /\.(md|markdown)$/.test(input),
    'must be a path below the content folder that ends in .md',
  ),
  v.check((input) => !input.includes('\\'), 'must have / between folders, not a backslash'),
);

export const sitePath = v.pipe(
  template,
  v.regex(/^\/(?!\/)/, 'must begin with one /'),
  ...textTokens.map((name) =>
    v.check<string, string>(
      (input) => !findTokens(input).includes(name),
      `cannot have {${name}}; use {slug}`,
    ),
  ),
);

/** The URL of a page: without a token that differs between pages, many pages would share it. */
export const pageUrl = v.pipe(
  sitePath,
  v.check((input) => {
    const names = findTokens(input);
    const isWrong = names.some((name) => textTokens.includes(name) || !Object.hasOwn(tokens, name));
    return isWrong || !input.startsWith('/') || names.includes('slug') || names.includes('videoId');
  }, 'must have {slug} or {videoId}, or pages would share a URL'),
);

export const moment = v.pipe(
  v.string(),
  v.check(
    (input) => parseMoment(input, new Date(0)) !== null,
    'must be a date such as 2024-01-31 or an age such as 30d, 6m or 5y',
  ),
);

export const age = v.pipe(
  v.string(),
  v.check((input) => parseAge(input) !== null, 'must be an age such as 30d, 6m or 5y'),
);

/** Of a regular expression. A long one keeps its compiler busy for minutes. */
const longestPattern = 1000;

export const pattern = v.pipe(
  v.string(),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return;
    if (dataset.value.length > longestPattern) {
      addIssue({ message: `must have at most ${longestPattern} characters` });
      return;
    }
    try {
      new RegExp(dataset.value, 'iu');
    } catch (error) {
      addIssue({ message: `is not a regular expression (${(error as Error).message})` });
    }
  }),
);

/** Of another program. */
export const version = v.pipe(
  v.string('must be a version in quotes, such as "0.131"'),
  v.regex(/^(latest|v?\d+\.\d+(\.\d+)?)$/, 'must be a version such as "0.131", or latest'),
);

export const url = v.pipe(v.string(), v.trim(), v.url('is not a web address'));

export function wholeNumber(least: number, most: number, message: string) {
  return v.pipe(v.number(), v.safeInteger(message), v.minValue(least, message), v.maxValue(most, message));
}

export const count = wholeNumber(1, Number.MAX_SAFE_INTEGER, 'must be a whole number, 1 or more');

/** What happens to a kind of video. */
export const filterAction = v.pipe(
  v.union([v.picklist(['publish', 'draft', 'skip']), v.boolean()]),
  v.transform((action) => (typeof action === 'string' ? action : action ? 'publish' : 'skip')),
);
