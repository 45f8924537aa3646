import { z } from 'zod';
import { findTokens } from '../plan/template.ts';
import { tokenMeanings } from '../plan/tokens.ts';
import type { Value } from '../values.ts';
import { defaultFields, defaults, ledgerFields } from './defaults.ts';
import { parseAge, parseMoment } from './moment.ts';

const value: z.ZodType<Value> = z.lazy(() =>
  z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(value), z.record(z.string(), value)]),
);

const text = z.string().min(1, 'must not be empty');
const template = text.superRefine(checkTokens);

function checkTokens(input: Value, context: z.RefinementCtx): void {
  for (const name of findTokens(input)) {
    if (Object.hasOwn(tokenMeanings, name)) continue;
    context.addIssue({ code: 'custom', message: `has an unknown token {${name}}`, params: { token: name } });
  }
}

const path = template.superRefine((input, context) => {
  if (
    /^([A-Za-z]:|[\\/])/.test(input) ||
    /(^|[\\/])\.\.?([\\/]|$)/.test(input) ||
    !/\.(md|markdown)$/.test(input)
  ) {
    context.addIssue({ code: 'custom', message: 'must be a path below the content folder that ends in .md' });
  }
});

const sitePath = template.superRefine((input, context) => {
  if (!input.startsWith('/') || input.startsWith('//')) {
    context.addIssue({ code: 'custom', message: 'must begin with one /' });
  }
});

const moment = z.string().superRefine((input, context) => {
  if (parseMoment(input, new Date(0)) === null) {
    context.addIssue({
      code: 'custom',
      message: 'must be a date such as 2024-01-31 or an age such as 30d, 6m or 5y',
    });
  }
});

const age = z.string().superRefine((input, context) => {
  if (parseAge(input) === null) {
    context.addIssue({ code: 'custom', message: 'must be an age such as 30d, 6m or 5y' });
  }
});

const pattern = z.string().superRefine((input, context) => {
  try {
    new RegExp(input, 'iu');
  } catch (error) {
    context.addIssue({
      code: 'custom',
      message: `is not a regular expression (${(error as Error).message})`,
    });
  }
});

const field = z
  .union([
    z.literal(false),
    z.strictObject({
      value: value
        .superRefine(checkTokens)
        .optional()
        .describe('A value; in texts, {tokens} are filled in. A text that is one token keeps its type.'),
      own: z
        .enum(['once', 'follow', 'always', 'append'])
        .optional()
        .describe('Who decides the value after it was first written.'),
    }),
  ])
  .describe('`false` drops the field.');

/** It looks at fields that have mistakes of their own too, so that all mistakes are told at once. */
function checkFields(fields: Record<string, z.infer<typeof field>>, context: z.RefinementCtx): void {
  for (const [key, rule] of Object.entries(fields)) {
    if (typeof rule !== 'object' || rule === null) continue;
    if (ledgerFields.includes(key)) {
      context.addIssue({
        code: 'custom',
        path: [key],
        message: 'is filled from `urls`; here it can only be false',
      });
    } else if (rule.value === undefined && !defaultFields.some((other) => other.key === key)) {
      context.addIssue({ code: 'custom', path: [key], message: 'needs a value', params: { field: key } });
    }
  }
  if (fields['videoId'] === false && fields['ResourceId'] === false) {
    context.addIssue({
      code: 'custom',
      message: 'must keep videoId or ResourceId: without them no page is found again',
    });
  }
}

/** What a config file may hold. README's reference and `schema.json` are made from this. */
export const configSchema = z.strictObject({
  $schema: z.string().optional().describe('For editors.'),
  channel: text.optional().describe('The channel: its id (UC…), its @handle, or its URL.'),
  playlist: text.optional().describe('A playlist instead of a channel: its id or its URL.'),
  videos: z
    .array(text)
    .min(1, 'must name a video')
    .optional()
    .describe('Single videos instead of a channel: ids or URLs.'),
  content: text.optional().describe(`The folder of the pages. Default: \`${defaults.content}\`.`),
  path: path
    .optional()
    .describe(`Where a new page goes, below the content folder. Default: \`${defaults.path}\`.`),
  lock: text.optional().describe(`What the last import wrote. Default: \`${defaults.lock}\`.`),
  urls: z
    .strictObject({
      page: sitePath.optional().describe(`The URL of a page. Default: \`${defaults.urls.page}\`.`),
      aliases: z
        .array(sitePath)
        .optional()
        .describe(
          `The aliases that every page gets. Default: ${defaults.urls.aliases.map((alias) => `\`${alias}\``).join(', ')}.`,
        ),
      pruneAliases: age
        .optional()
        .describe('Take aliases of older pages out of `aliases`; the archive keeps them. Off by default.'),
    })
    .optional(),
  fields: z
    .record(z.string(), field)
    .superRefine(checkFields, { when: ({ value }) => typeof value === 'object' && value !== null })
    .optional()
    .describe('Front matter keys by name: changed, dropped or added.'),
  tags: z
    .strictObject({
      exclude: z.array(z.string()).optional().describe('Tags that no page gets, in any letter case.'),
    })
    .optional(),
  body: z
    .string()
    .superRefine(checkTokens)
    .optional()
    .describe('The body of a new page. `{description}` is the whole description here.'),
  filters: z
    .strictObject({
      since: moment.optional().describe('Only videos published since: a date or an age.'),
      until: moment.optional().describe('Only videos published until: a date or an age.'),
      limit: z.int().positive().optional().describe('Only the newest ones, so many.'),
      match: pattern
        .optional()
        .describe('Only titles that match this regular expression, in any letter case.'),
      shorts: z.boolean().optional().describe('Shorts too. Default: true.'),
      live: z.boolean().optional().describe('Running live streams too. Default: false.'),
      upcoming: z.boolean().optional().describe('Upcoming streams and premieres too. Default: false.'),
    })
    .optional(),
  missing: z
    .enum(['report', 'flag'])
    .optional()
    .describe('Videos that left the channel: `report` names them, `flag` also writes `unavailable: true`.'),
  youtube: z
    .strictObject({
      apiRoot: z
        .url('must be a URL')
        .optional()
        .describe(`Another server that speaks the API. Default: \`${defaults.apiRoot}\`.`),
      concurrency: z
        .int()
        .min(1)
        .max(16)
        .optional()
        .describe(`Requests at once. Default: ${defaults.concurrency}.`),
      quotaLimit: z.int().positive().optional().describe('Never spend more quota units than this in a run.'),
      timeout: z
        .int()
        .positive()
        .optional()
        .describe(`Seconds for all requests of a run. Default: ${defaults.timeout}.`),
    })
    .optional(),
});

export type Config = z.infer<typeof configSchema>;
