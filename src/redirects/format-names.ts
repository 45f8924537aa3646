/** What redirects can be written for, by the names that `--format` takes. Apart from the table, which start-up can do without. */
export const formatNames = [
  'netlify',
  'cloudflare',
  'gitlab',
  'vercel',
  'azure-swa',
  'nginx',
  'apache',
  'html',
  'lookup',
  'astro',
  'json',
] as const;

export type FormatName = (typeof formatNames)[number];
