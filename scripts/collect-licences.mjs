import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Writes the licences of all packages that a bundle holds beside it, as they ask for.
 *
 * @returns {import('rolldown').Plugin}
 */
export function collectLicences() {
  return {
    name: 'collect-licences',
    generateBundle(_options, bundle) {
      const modules = Object.values(bundle).flatMap((file) =>
        file.type === 'chunk' ? Object.entries(file.modules) : [],
      );
      const folders = new Set(
        modules.flatMap(([id, { renderedLength }]) =>
          renderedLength > 0 && id.includes('node_modules') ? [findPackage(dirname(id))] : [],
        ),
      );
      const sections = [...folders].map(describePackage).toSorted();
      this.emitFile({ type: 'asset', fileName: 'LICENCES.txt', source: sections.join('\n') });
    },
  };
}

/** A package's own manifest has a name and a version; others only say what kind of modules lies beside them. */
function findPackage(folder) {
  const file = join(folder, 'package.json');
  return existsSync(file) && readManifest(folder).version ? folder : findPackage(dirname(folder));
}

function readManifest(folder) {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
}

function describePackage(folder) {
  const { name, version, license } = readManifest(folder);
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  if (file === undefined && !license) throw new Error(`${name} says nowhere what its licence is.`);
  const text = file === undefined ? `Licence: ${license}` : readFileSync(join(folder, file), 'utf8').trim();
  return `${name} ${version}\n\n${text}\n\n${'-'.repeat(80)}\n`;
}
