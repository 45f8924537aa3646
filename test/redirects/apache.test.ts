import { chmodSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { run } from '../check/site.ts';
import { hasApache, startApache } from './apache.ts';
import { listVisits, oldUrls, writeOldSite } from './old-urls.ts';

test("Apache answers every old URL with a 301 to a page, beside rules of the user's", async (context) => {
  if (!hasApache) context.skip('Apache is not here: its redirects were NOT tested');
  const mine = 'Redirect 302 /mine /v/plain/\n';
  const folder = writeOldSite({ 'public/.htaccess': mine });
  for (const place of ['', 'public']) chmodSync(join(folder, place), 0o755);
  const write = () => run(folder, 'redirects', '--format', 'apache', '--output', 'public/.htaccess');
  expect(await write()).toMatchObject({ code: 0 });
  const text = readFileSync(join(folder, 'public/.htaccess'), 'utf8');
  expect(text.startsWith(mine)).toBe(true);
  expect(await write()).toMatchObject({ code: 0 });
  expect(readFileSync(join(folder, 'public/.htaccess'), 'utf8')).toBe(text);

  const origin = await startApache(folder);
  const ask = async (path: string) => {
    const { status, headers } = await fetch(`${origin}${path}`, { redirect: 'manual' });
    return [path, status, headers.get('location')];
  };
  for (const { path, url } of listVisits()) {
    expect(await ask(`${path}?a=b`)).toEqual([`${path}?a=b`, 301, `${origin}${url}?a=b`]);
  }
  expect(await ask('/mine')).toEqual(['/mine', 302, `${origin}/v/plain/`]);
  for (const url of Object.keys(oldUrls)) expect(await ask(url)).toEqual([url, 200, null]);
  expect(await ask('/old/deeper')).toEqual(['/old/deeper', 404, null]);
});
