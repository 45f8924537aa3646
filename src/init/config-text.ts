import { posix } from 'node:path';
import { defaultFields } from '../config/defaults.ts';
import { type Config, defaults } from '../config/keys.ts';
import { formatInline } from '../frontmatter/yaml/serialise.ts';
import type { Value } from '../model/value.ts';
import type { ChannelEntry } from './channel.ts';
import type { Answers } from './choices.ts';
import { type FoundSite, suggestUrl } from './site.ts';

/** The fields of the minimal preset; the others of the defaults are dropped by name. */
const minimalFields: readonly string[] = [
  'title',
  'description',
  'date',
  'videoId',
  'slug',
  'aliases',
  'aliasesArchive',
  'preview',
  'duration',
  'tags',
];

interface Entry {
  key: string;
  rule: Value;
  why: string;
}

/**
 * Writes the starter config, with a comment on each part.
 *
 * @param channel how it names the channel
 * @param schema where editors find `schema.json`: a URL, or a path from the config's folder; null if not known
 * @param format how the front matter of new pages is written
 */
export function makeConfigText(
  answers: Answers,
  channel: ChannelEntry,
  site: FoundSite | null,
  schema: string | null,
  format: Config['format'],
): string {
  const { content, url } = answers;
  const fields = [...addFields(answers, site), ...dropFields(answers, site)];
  const modeline =
    schema === null
      ? ''
      : `# yaml-language-server: $schema=${schema}\n# (With that line, editors complete and check this file.)\n`;
  return `${modeline}# All keys and fields: tubematter help config. All tokens, such as {slug}: tubematter help templates.

# ${channel.comment}
channel: ${formatInline(channel.value)}${channel.name === null ? '' : ` # ${channel.name}`}

# The folder of the pages, from the folder of this file.${explainFolder(content, site)}
content: ${formatInline(content)}
${writeFormat(format)}
urls:
  # The URL under which the site serves a page. {slug} is made from the title once, and is yours from there on.
  page: ${formatInline(url)}
  # The aliases of every page.${site?.starter.servesAliases ? '' : ' If the site does not redirect them, use tubematter redirects.'}
  aliases:
${makeAliases(url)
  .map((alias) => `    - ${formatInline(alias)}`)
  .join('\n')}
  # Removes the aliases of older pages from \`aliases\`; \`aliasesArchive\` keeps them forever.
  # pruneAliases: 5y

# The front matter of a page: the default fields, changed, dropped (false) or added here.
# update: on-create (new pages only), if-missing (written once, then yours), until-edited (YouTube's until you edit
# it), always (YouTube's).
${fields.length > 0 ? `fields:\n${fields.map(formatEntry).join('\n')}` : '# fields:'}
${fields.length > 0 ? '  # ' : '#   '}series: { value: 'office-hours', update: if-missing }

# Tags that no page gets.
# tags: { exclude: [video, vlog] }

# Which videos: all but live streams and premieres that are upcoming or running.
# filters: { since: 2y, shorts: skip, match: 'office hours' }

# Videos that left the channel: report names them, flag also writes \`unavailable: true\` on their pages, draft makes them drafts.
missing: ${defaults.missing}
`;
}

/** How new pages are written, if other pages of the site are not YAML. */
function writeFormat(format: Config['format']): string {
  if (format === defaults.format) return '';
  return `\n# The front matter of new pages is written as that of the site's other pages.\nformat: ${format}\n`;
}

/** What the site's own config must say about the folder. */
function explainFolder(content: string, site: FoundSite | null): string {
  const line = site?.starter.explainFolder(content, site.file, formatInline) ?? null;
  return line === null ? '' : `\n# ${line}`;
}

/** Besides its own URL, every page gets a stable one with the video's id in it. */
function makeAliases(url: string): readonly string[] {
  if (url === defaults.urls.page) return defaults.urls.aliases;
  if (url.includes('{videoId}')) return [url];
  const folder = url.slice(0, url.indexOf('{') + 1).replace(/[^/]*$/, '');
  return [posix.join(folder || '/', '{videoId}'), url];
}

function addFields({ url }: Answers, site: FoundSite | null): Entry[] {
  const fields = site?.starter.listFields(url) ?? [];
  return fields.map(({ key, value, why }) => ({ key, rule: { value, update: 'on-create' }, why }));
}

function dropFields({ preset, url, content }: Answers, site: FoundSite | null): Entry[] {
  if (preset === 'full') return [];
  // A page is served under its folder and slug; any other URL must stand in the front matter.
  const urlField = url === suggestUrl(content, site) ? null : site?.starter.urlField;
  return defaultFields
    .filter(({ key }) => !minimalFields.includes(key) && key !== urlField)
    .map(({ key }, index) => ({
      key,
      rule: false,
      why: index === 0 ? 'Default fields that this site does not use.' : '',
    }));
}

function formatEntry({ key, rule, why }: Entry): string {
  return `${why === '' ? '' : `  # ${why}\n`}  ${key}: ${formatInline(rule)}`;
}
