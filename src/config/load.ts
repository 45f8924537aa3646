import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, extname, isAbsolute, join, resolve } from 'node:path';
import { type Loader, lilconfig } from 'lilconfig';
import { describeFileError } from '../files/file-errors.ts';
import { assertFile } from '../files/special-files.ts';
import { readYaml } from '../frontmatter/yaml/read-config.ts';
import { UserError } from '../model/error.ts';
import { stripMark } from '../text/json.ts';
import { findLayer, type Layer, listLayers, mergeLayers } from './extend.ts';
import { configNames } from './find-configs.ts';
import { describeIssues } from './issues.ts';
import { type Config, checkConfig } from './keys.ts';
import { loadModule } from './load-module.ts';

/** A config file that was found and is valid. Relative paths start at its folder, including those from what it extends. */
export interface LoadedConfig {
  file: string;
  config: Config;
  /** The file and those that it extends, the strongest first. */
  layers: readonly Layer[];
}

/**
 * Finds and reads the config file: the one that is named, or else `tubematter.config.*` here or in a parent folder.
 *
 * @returns null if there is none
 * @throws UserError if it cannot be read, or with all that is wrong in it
 */
export async function loadConfig(cwd: string, named: string | undefined): Promise<LoadedConfig | null> {
  const loaders: Record<string, Loader> = {
    '.yaml': readYaml,
    '.yml': readYaml,
    '.json': parseJson,
    '.js': loadModule,
    '.mjs': loadModule,
  };
  const explorer = lilconfig('tubematter', { searchPlaces: configNames, loaders, cache: false });
  if (named === undefined) assertFound(cwd);
  const found = await readConfig(
    () => (named === undefined ? explorer.search(cwd) : explorer.load(findNamed(cwd, named))),
    named,
  );
  if (!found) return null;
  const file = found.filepath;
  const layers = await listLayers({ file, written: found.config ?? {} }, async (base, by) => {
    const name = `${base}, which ${by} extends,`;
    assertConfig(base, name, `Check \`extends\` in ${by}.`);
    const read = await readConfig(() => explorer.load(base), name);
    return { file: base, written: read?.config ?? {} };
  });
  const result = checkConfig(mergeLayers(layers));
  if (result.success) return { file, config: result.output, layers };
  const lines = describeIssues(result.issues, (path) => nameKey(path, layers));
  const bases = layers.slice(1).map((layer) => layer.file);
  throw new UserError(
    `The config ${file}${bases.length === 0 ? '' : `, with ${bases.join(' and ')},`} has ${lines.length === 1 ? 'an error' : `${lines.length} errors`}:\n${lines.map((line) => `  ${line}`).join('\n')}`,
    'All keys: tubematter help config.',
  );
}

/** With the file that holds it, if there are several. */
function nameKey(path: readonly string[], layers: readonly Layer[]): string {
  const holder = layers.length > 1 ? findLayer(layers, path) : undefined;
  return `${path.join('.')}${holder ? ` in ${holder.file}` : ''}`;
}

async function readConfig<T>(read: () => Promise<T>, named: string | undefined): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(
      `The config${named === undefined ? '' : ` ${named}`} cannot be read: ${describeFileError(error).split('\n')[0]}`,
      undefined,
      error,
    );
  }
}

function findNamed(cwd: string, named: string): string {
  const file = isAbsolute(named) ? named : resolve(cwd, named);
  assertConfig(file, named, 'Check the path given with --config.');
  return file;
}

function assertConfig(file: string, name: string, hint: string): void {
  const isFolder = statSync(file, { throwIfNoEntry: false })?.isDirectory();
  if (!isFolder && !configNames.some((known) => extname(known) === extname(file))) {
    throw new UserError(
      `The config ${name} has an unsupported extension.`,
      'Its name must end in .yaml, .yml, .json, .js or .mjs.',
    );
  }
  readText(file, name, isFolder ? `${hint} Name the file: ${join(file, 'tubematter.config.yaml')}` : hint);
}

/** The search opens whatever has the name of a config, and takes the first that is not empty: a named pipe never answers. */
function assertFound(cwd: string): void {
  for (let folder = cwd; ; folder = dirname(folder)) {
    const found = configNames.map((name) => join(folder, name)).filter((file) => existsSync(file));
    const isTaken = (file: string) =>
      readText(file, file, 'Move it away: its name is that of a config.').trim() !== '';
    if (found.some(isTaken) || folder === dirname(folder)) return;
  }
}

function readText(file: string, name: string, hint: string): string {
  try {
    assertFile(file);
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new UserError(`The config ${name} cannot be read: ${describeFileError(error)}.`, hint, error);
  }
}

function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(stripMark(text));
  } catch (error) {
    throw new UserError(
      `The config ${file} is not valid JSON: ${(error as Error).message}`,
      undefined,
      error,
    );
  }
}
