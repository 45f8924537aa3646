// Builds the package: `npm run build`. What is published holds all that it needs, libraries too: there is one thing to
// install, and little to load.
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'rolldown';
import { collectLicences } from './collect-licences.mjs';

const steps = ['main', 'pipeline/load-site', 'commands/import'];
/** gray-matter is always given tubematter's engines: its own, js-yaml and one that runs JavaScript, stay out. */
const omitEngines = {
  name: 'omit-engines',
  load: { filter: { id: /gray-matter[\\/]lib[\\/]engines\.js$/ }, handler: () => 'module.exports = {};' },
};
const alias = {
  // Its other form loads its own files in a way that no bundler follows.
  'jsonc-parser': fileURLToPath(import.meta.resolve('jsonc-parser/lib/esm/main.js')),
  // The same code as ES modules, of which the bundler takes what is used: a run starts 5 ms sooner.
  yaml: fileURLToPath(new URL('../node_modules/yaml/browser/dist/index.js', import.meta.url)),
};
/** commander starts other programs as subcommands, and tubematter has none: Node's module for that takes 3 ms to load. */
const omitChildProcess = {
  name: 'omit-child-process',
  transform: {
    filter: { id: /commander[\\/]lib[\\/]command\.js$/ },
    handler: (code) => code.replace("require('node:child_process')", 'undefined'),
  },
};
const shared = {
  cwd: fileURLToPath(new URL('..', import.meta.url)),
  platform: 'node',
  resolve: { alias },
  moduleTypes: { '.md': 'text' },
  logLevel: 'warn',
  plugins: [omitEngines, omitChildProcess],
};

await build([
  {
    ...shared,
    input: 'src/main.ts',
    output: {
      dir: 'dist',
      format: 'cjs',
      entryFileNames: '[name].cjs',
      chunkFileNames: '[name].cjs',
      cleanDir: true,
      comments: false,
      // Each step of the usual way is one file, with all that it is sure to need: a file more is a millisecond more.
      codeSplitting: { groups: steps.map((name) => ({ name: basename(name), test: `src/${name}.ts` })) },
    },
    plugins: [omitEngines, omitChildProcess, collectLicences()],
  },
  { ...shared, input: 'scripts/source.ts', output: { dir: '.build', cleanDir: true } },
]);
