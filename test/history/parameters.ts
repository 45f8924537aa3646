import fc from 'fast-check';

/** How a property test runs: as the test says, or as `npm run fuzz` asks. The seed is that of all tests (test/seed.ts). */
export function readParameters<T>(numRuns: number): fc.Parameters<T> {
  const { FUZZ_RUNS, FUZZ_PATH } = process.env;
  return {
    numRuns: FUZZ_RUNS ? Number(FUZZ_RUNS) : numRuns,
    ...(FUZZ_PATH && { path: FUZZ_PATH }),
  };
}

/**
 * Runs a property and says, where it fails, how to run the failing case again.
 *
 * @param files the test file, where it is not that of the histories
 */
export async function assertProperty<T>(
  property: fc.IAsyncProperty<T>,
  parameters: fc.Parameters<T>,
  files = '',
): Promise<void> {
  const details = await fc.check(property, parameters);
  if (!details.failed) return;
  const again = `npm run fuzz -- ${details.numRuns} --seed=${details.seed} --path=${details.counterexamplePath} ${files}`;
  throw new Error(`${fc.defaultReportMessage(details)}\n\nTo run this case again: ${again}`, {
    cause: details.errorInstance,
  });
}
