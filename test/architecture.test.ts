import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const source = fileURLToPath(new URL('../src', import.meta.url));

/** Modules from the ground floor up. A module may import those of the lines above it, and nothing else. */
const floors = [
  ['model'],
  ['text', 'files'],
  ['frontmatter', 'youtube'],
  ['generators'],
  ['site', 'plan'],
  ['check', 'redirects', 'report', 'terminal', 'completion'],
  ['config'],
  ['pipeline', 'init'],
  ['commands'],
  ['cli'],
  ['main.ts'],
];

/** What the pure modules must not touch: the machine, the clock, the console. */
const pure = ['model', 'text', 'frontmatter', 'generators', 'plan', 'check', 'redirects', 'report'];
const impure =
  /from 'node:(?!util'|buffer'|crypto')|\bprocess\.|\bconsole\.|\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(/;

/** Each of these has one place that may know it. */
const known: [what: string, pattern: RegExp, allowed: RegExp][] = [
  ["Google's client", /from 'googleapis|import\('googleapis/, /^youtube\/api\.ts$/],
  ['the YAML libraries', /(from |import\()'(js-)?yaml'/, /^frontmatter\/yaml\//],
  ['gray-matter', /(from |import\()'gray-matter/, /^frontmatter\//],
  ['the TOML libraries', /(from |import\()'(smol-toml|toml-eslint-parser)'/, /^frontmatter\/toml\//],
  ['the JSON library', /(from |import\()'jsonc-parser/, /^frontmatter\/json\//],
  // Elsewhere, a config may have named another one.
  ["the name of the key's variable", /YOUTUBE_API_KEY/, /^(youtube\/credential|init\/workflow-\w+)\.ts$/],
  ['the exit code of the process', /process\.exit/, /^main\.ts$/],
  ['the process', /\bprocess\.(?!pid\b|kill\b|ts)/, /^(main|youtube\/network-errors)\.ts$/],
];

interface SourceFile {
  /** Below `src`, with `/`. */
  path: string;
  module: string;
  /** Without comments. */
  text: string;
  /** With them. */
  whole: string;
  /** Files of ours that it imports, types too. */
  imports: string[];
}

const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map(readSource);

function readSource(name: string): SourceFile {
  const path = name.split(sep).join('/');
  const whole = readFileSync(join(source, name), 'utf8');
  const text = whole.replace(/^\s*(\/\*\*|\*|\/\/).*$/gm, '');
  const imports = [...text.matchAll(/(?:from|import\()\s*'(\.[^']+)'/g)].map(([, target = '']) =>
    relative(source, join(source, dirname(name), target))
      .split(sep)
      .join('/'),
  );
  return { path, module: path.split('/')[0] ?? '', text, whole, imports };
}

const floorOf = (module: string) => floors.findIndex((floor) => floor.includes(module));
const moduleOf = (path: string) => path.split('/')[0] ?? '';

describe('modules', () => {
  test('each stands on a floor', () => {
    expect([...new Set(files.map(({ module }) => module))].sort()).toEqual(floors.flat().sort());
  });

  test('imports run downwards only', () => {
    const upwards = files.flatMap(({ path, module, imports }) =>
      imports
        .filter((target) => !target.startsWith('..') && moduleOf(target) !== module)
        .filter((target) => floorOf(moduleOf(target)) >= floorOf(module))
        .map((target) => `${path} imports ${target}`),
    );
    expect(upwards).toEqual([]);
  });

  test('no file imports itself by way of others', () => {
    const targets = new Map(files.map(({ path, imports }) => [path, imports]));
    const reach = (path: string, seen: Set<string>): Set<string> => {
      for (const target of targets.get(path) ?? []) {
        if (!seen.has(target)) reach(target, seen.add(target));
      }
      return seen;
    };
    expect(files.filter(({ path }) => reach(path, new Set()).has(path)).map(({ path }) => path)).toEqual([]);
  });

  test('the pure ones touch neither machine, clock nor console', () => {
    const touching = files.filter(({ module, text }) => pure.includes(module) && impure.test(text));
    expect(touching.map(({ path }) => path)).toEqual([]);
  });
});

test.each(known)('%s has one place', (_, pattern, allowed) => {
  const elsewhere = files.filter(({ path, text }) => pattern.test(text) && !allowed.test(path));
  expect(elsewhere.map(({ path }) => path)).toEqual([]);
});

test('no module but generators knows one by name, not even in a comment', () => {
  const names = /hugo|jekyll|eleventy|(?<![a-z])astro(?![a-z])/i;
  // Redirects are written for one of them as for a host.
  const hosts = /^redirects\/(format-names|formats|hosts\/astro)\.ts$/;
  const knowing = files.filter(
    ({ module, path, whole }) => module !== 'generators' && !hosts.test(path) && names.test(whole),
  );
  expect(knowing.map(({ path }) => path)).toEqual([]);
});
