import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

test('no dependency runs a script when it is installed', () => {
  const lock = JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8'));
  const packages = Object.entries<{ hasInstallScript?: boolean }>(lock.packages);
  expect(packages.length).toBeGreaterThan(50);
  expect(packages.filter(([, { hasInstallScript }]) => hasInstallScript).map(([name]) => name)).toEqual([]);
});
