import * as v from 'valibot';
import { object } from '../model/validation.ts';
import { parseJson } from '../text/json.ts';
import { stripHtml } from './clean-text.ts';

/** What an error answer says, without its wrapping. */
export interface ErrorBody {
  /** Plain text; empty if it says nothing. */
  message: string;
  /** Every `reason` in it: those of `errors[]` and those of `details[]`. */
  reasons: Set<string>;
  /** True if it says that a daily limit is spent. */
  isPerDay: boolean;
  /** Where it says what to switch on. */
  link: string | null;
  /** False for HTML: then it is not the API that answered. */
  isJson: boolean;
}

const text = v.fallback(v.string(), '');
const list = <Item extends v.GenericSchema>(item: Item) => v.fallback(v.array(item), []);
const schema = object({
  error: object({
    message: text,
    errors: list(object({ reason: text, message: text })),
    details: list(
      object({
        reason: text,
        metadata: v.fallback(object({ quota_limit: text, quota_unit: text }), {
          quota_limit: '',
          quota_unit: '',
        }),
        links: list(object({ url: text })),
      }),
    ),
  }),
});

/**
 * Reads an error body. Google wraps the same facts in two ways, an older one (`errors[]`) and a newer one (`details[]`);
 * proxies answer in HTML.
 */
export function readErrorBody(body: string): ErrorBody {
  const read = v.safeParse(schema, parseJson(body));
  if (!read.success) {
    return { message: stripHtml(body), reasons: new Set(), isPerDay: false, link: null, isJson: false };
  }
  const { message, errors, details } = read.output.error;
  const said = message === '' ? (errors[0]?.message ?? '') : message;
  const reasons = new Set([...errors, ...details].map(({ reason }) => reason));
  reasons.delete('');
  const isPerDay =
    /per day/i.test(said) ||
    details.some(
      ({ metadata }) => /PerDay/.test(metadata.quota_limit) || metadata.quota_unit.startsWith('1/d/'),
    );
  const link = details.flatMap(({ links }) => links).find(({ url }) => isGoogleConsole(url))?.url;
  return { message: stripHtml(said), reasons, isPerDay, link: link ?? null, isJson: true };
}

function isGoogleConsole(url: string): boolean {
  return /^https:\/\/console\.(developers|cloud)\.google\.com\/[\x21-\x7e]*$/.test(url);
}
