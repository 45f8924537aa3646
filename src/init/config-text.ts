import { posix } from 'node:path';
import { defaults } from '../config/keys.ts';
import { formatInline } from '../frontmatter/yaml/serialise.ts';
import { findDefaultPreset, type Preset } from '../generators/conventions.ts';
import type { ChannelEntry } from './channel.ts';
import type { Answers } from './choices.ts';
import type { PageFolder } from './existing-pages.ts';
import type { PageFormat } from './page-format.ts';
import type { FoundSite } from './site.ts';
import { writeFields } from './starter-fields.ts';

/** The content of a starter config. */
export interface ConfigInput {
  answers: Answers;
  /** How it names the channel. */
  channel: ChannelEntry;
  site: FoundSite;
  /** The pages that are there. */
  folder: PageFolder;
  /** The key that names their videos, if it is an unusual one. */
  ownKey: string | null;
  lockfile: string;
  /** Where editors find `schema.json`: a URL, or a path from the config's folder; null if not known. */
  schema: string | null;
  /** How the front matter of new pages is written. */
  format: PageFormat;
}

/** Writes the starter config, with a comment on each part. */
export function makeConfigText({
  answers,
  channel,
  site,
  folder,
  ownKey,
  lockfile,
  schema,
  format,
}: ConfigInput): string {
  const { content, url } = answers;
  const { generator } = site;
  const preset = generator.presets[answers.preset] ?? findDefaultPreset(generator);
  const presetLine = preset === findDefaultPreset(generator) ? '' : `preset: ${answers.preset}\n`;
  const { file } = folder;
  const fields = writeFields(answers, preset, site, folder);
  const live = site.starter.servesAliases ? null : folder.traits.live;
  const keys = live === null || live === generator.urlLists.live ? '' : `  keys: { live: ${live} }\n`;
  const modeline =
    schema === null
      ? ''
      : `# yaml-language-server: $schema=${schema}\n# (With that line, editors complete and check this file.)\n`;
  return `${modeline}# All keys and fields: tubematter help config. All tokens, such as {slug}: tubematter help templates.

# ${channel.comment}
channel: ${formatInline(channel.value)}${channel.name === null ? '' : ` # ${channel.name}`}

# What builds the site: it decides URLs and the names of front matter keys.
generator: ${generator.name}
${presetLine}${writeAddress(folder.address)}
# The folder of the pages, from the folder of this file.
content: ${formatInline(content)}
${file === null ? '' : `file: ${formatInline(file)}\n`}${writeFormat(format)}${writeOwnKey(ownKey)}${writeLockfile(lockfile)}
urls:
  # The URL under which the site serves a page. {slug} is made from the title once, and is yours from there on.
  page: ${formatInline(url)}
${keys}${explainAliases(makeAliases(url, preset, folder), preset, site)}  # Removes the aliases of older pages from \`${live ?? generator.urlLists.live}\`; \`${generator.urlLists.archive}\` keeps them forever.
  # pruneAliases: 5y

${answers.keepsScript ? '# Slugs keep letters of other scripts than Latin.\nslugs: { unicode: true }\n\n' : ''}# The front matter of a page: the fields of the preset, changed, dropped (false) or added here.
# update: on-create (new pages only), if-missing (written once, then yours), until-edited (YouTube's until you edit
# it), always (YouTube's).
${fields === '' ? '# fields:\n#   ' : `fields:\n${fields}  # `}series: { value: 'office-hours', update: if-missing }

${writeExisting(answers.existing)}# Tags that no page gets.
# tags: { exclude: [video, vlog] }

# Which videos: all but live streams and premieres that are upcoming or running.
# filters: { since: 2y, shorts: skip, match: 'office hours' }

# Videos that left the channel: report names them, flag also writes \`unavailable: true\` on their pages, draft makes them drafts.
# missing: flag
`;
}

function writeAddress(address: string | null): string {
  return address === null
    ? ''
    : `\n# The address of the site: reports link pages there.\nsite: ${formatInline(address)}\n`;
}

/** Said if the pages that are there name their videos in a way of their own. */
function writeOwnKey(key: string | null): string {
  return key === null ? '' : `\n# The key by which the pages name their videos.\npages: { id: [${key}] }\n`;
}

function writeLockfile(name: string): string {
  if (name === defaults.lockfile) return '';
  return `\n# What the last import wrote. The site would publish a file of another name.\nlockfile: ${name}\n`;
}

/** Said if there are pages. */
function writeExisting(existing: Answers['existing']): string {
  if (existing === null) return '';
  return `# Pages that were here before: with leave, imports only keep their URLs; with fill, they add what is missing. No page
# moves either way.
existing: ${existing}

`;
}

/** How new pages are written, if other pages of the site are not YAML, or have their lists in brackets. */
function writeFormat({ format, lists }: PageFormat): string {
  const keys = [
    format === defaults.format ? '' : `format: ${format}\n`,
    lists === defaults.lists ? '' : `lists: ${lists}\n`,
  ].join('');
  if (keys === '') return '';
  return `\n# The front matter of new pages is written as that of the site's other pages.\n${keys}`;
}

/**
 * Besides its own URL, a page may get a stable one with the video's id in it. Where there are pages, only if they have one.
 */
function makeAliases(
  url: string,
  { urls: { page, aliases, listsOwn } }: Preset,
  { traits: { count, idAlias } }: PageFolder,
): readonly string[] {
  if (aliases.length === 0) return aliases;
  const own = listsOwn ? [url] : [];
  if (count > 0) return idAlias === null ? own : [idAlias, ...own];
  if (url === page) return aliases;
  if (url.includes('{videoId}')) return own;
  const folder = url.slice(0, url.indexOf('{') + 1).replace(/[^/]*$/, '');
  return [posix.join(folder || '/', '{videoId}'), ...own];
}

function explainAliases(aliases: readonly string[], preset: Preset, { starter }: FoundSite): string {
  const remark = starter.servesAliases
    ? ''
    : ' If the site does not redirect them, use tubematter redirects.';
  if (aliases.length === 0) {
    const none = preset.urls.aliases.length === 0 ? '' : '  aliases: []\n';
    return `  # Aliases for every page.${remark}\n  # aliases: ['/v/{videoId}']\n${none}`;
  }
  const lines = aliases.map((alias) => `    - ${formatInline(alias)}\n`);
  return `  # The aliases of every page.${remark}\n  aliases:\n${lines.join('')}`;
}
