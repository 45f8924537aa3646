import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import { run } from '../check/site.ts';
import { installGenerator } from '../package/generators.ts';
import { listVisits, oldUrls, writeOldSite } from './old-urls.ts';
import { write } from './write.ts';

/** What of Vercel's own package is used here. */
interface RoutingUtils {
  redirectsSchema: object;
  getTransformedRoutes(config: unknown): {
    routes: { src: string; headers: { Location: string }; status: number }[] | null;
    error: unknown;
  };
}

const folder = await installGenerator('@vercel/routing-utils@6.6.0');

test('Vercel takes vercel.json, and leads every old URL to its page', async (context) => {
  if (folder === null) return context.skip('@vercel/routing-utils is not here: vercel.json was NOT tested');
  const vercel: RoutingUtils = createRequire(join(folder, 'package.json'))('@vercel/routing-utils');
  const site = writeOldSite();
  const { out } = await run(site, 'redirects', '--format', 'vercel');
  const { redirects } = JSON.parse(out);
  const elsewhere = 'https://example.org/a%3Ab/%24x?q=1%24&r=ä#:y';
  redirects.push(...JSON.parse(write('vercel', [{ from: '/talk', to: elsewhere }]).text).redirects);

  const ajv = new Ajv({ strict: false });
  expect([ajv.validate(vercel.redirectsSchema, redirects), ajv.errorsText()]).toEqual([true, 'No errors']);
  const { routes, error } = vercel.getTransformedRoutes({ redirects });
  expect(error).toBeNull();
  const answer = (path: string) => {
    const route = routes?.find(({ src }) => new RegExp(src).test(path));
    return [path, route?.status, route?.headers.Location];
  };
  for (const { path, url } of listVisits()) {
    const sent = encodeURI(decodeURIComponent(path)).replace(/[?#]/g, encodeURIComponent);
    expect(answer(sent)).toEqual([sent, 301, url]);
  }
  for (const url of Object.keys(oldUrls)) expect(answer(url)).toEqual([url, undefined, undefined]);
  expect(answer('/talk/')).toEqual(['/talk/', 301, new URL(elsewhere).href.replace(':y', '%3Ay')]);
});
