import { dirname, resolve } from 'node:path';
import { UserError } from '../model/error.ts';
import { isRecord } from '../model/validation.ts';

/** One file of a config, as it is written. */
export interface Layer {
  file: string;
  written: unknown;
}

/**
 * Finds the files that make up a config: itself, then what it extends, the strongest first. Of several that one file names,
 * the last is the strongest.
 *
 * @param read reads a file; `by` names the file that extends it
 * @throws UserError if a file extends itself, or holds no keys, and what `read` throws
 */
export async function listLayers(
  layer: Layer,
  read: (file: string, by: string) => Promise<Layer>,
  above: readonly string[] = [],
): Promise<Layer[]> {
  const { file, written } = layer;
  if (above.includes(file)) {
    const circle = [...above.slice(above.indexOf(file)), file].join(' → ');
    throw new UserError(`Configs extend each other in a circle: ${circle}.`, 'Take one `extends` out.');
  }
  const layers = [layer];
  for (const name of readBases(written).toReversed()) {
    const base = await read(resolve(dirname(file), name), file);
    if (!isRecord(base.written)) throw new UserError(`The config ${base.file} must be a map of keys.`);
    layers.push(...(await listLayers(base, read, [...above, file])));
  }
  return layers;
}

/** If it is not a name, the schema will say so. */
function readBases(written: unknown): string[] {
  const { extends: given } = isRecord(written) ? written : {};
  return [given].flat().filter((name) => typeof name === 'string' && name.trim() !== '') as string[];
}

/** Keys that replace each other: if a config has one, another one in a base does not count. */
const sources = ['channel', 'playlist', 'videos'];

/** Puts layers together, the strongest first: maps are merged key by key, all else is replaced. */
export function mergeLayers(layers: readonly Layer[]): unknown {
  return layers
    .map(({ written }) => written)
    .reduce((config, base) => {
      const hasSource = isRecord(config) && sources.some((key) => Object.hasOwn(config, key));
      return mergeMaps(base, config, hasSource ? sources : []);
    });
}

function mergeMaps(base: unknown, own: unknown, leftOut: readonly string[] = []): unknown {
  if (!isRecord(base) || !isRecord(own)) return own;
  const merged = new Map(Object.entries(base).filter(([key]) => !leftOut.includes(key)));
  for (const [key, value] of Object.entries(own)) merged.set(key, mergeMaps(merged.get(key), value));
  return Object.fromEntries(merged);
}

/** The strongest layer that holds a key. */
export function findLayer(layers: readonly Layer[], path: readonly string[]): Layer | undefined {
  return layers.find(({ written }) => readAt(written, path) !== undefined);
}

/** The value of a key in what may be a map; undefined if there is none. */
export function readAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (inner, name) => (isRecord(inner) && Object.hasOwn(inner, name) ? inner[name] : undefined),
    value,
  );
}
