import type { FormatName } from './format-names.ts';
import type { FileFormat, FolderFormat } from './host-format.ts';
import { apache } from './hosts/apache.ts';
import { astro } from './hosts/astro.ts';
import { azureStaticWebApps } from './hosts/azure-static-web-apps.ts';
import { cloudflare } from './hosts/cloudflare.ts';
import { gitlab } from './hosts/gitlab.ts';
import { html } from './hosts/html.ts';
import { json } from './hosts/json.ts';
import { lookup } from './hosts/lookup.ts';
import { netlify } from './hosts/netlify.ts';
import { nginx } from './hosts/nginx.ts';
import { vercel } from './hosts/vercel.ts';

/** All formats by name. Adding one takes a file in `hosts/`, a row here, and its name. */
export const formats: Record<FormatName, FileFormat | FolderFormat> = {
  netlify,
  cloudflare,
  gitlab,
  vercel,
  'azure-swa': azureStaticWebApps,
  nginx,
  apache,
  html,
  lookup,
  astro,
  json,
};
