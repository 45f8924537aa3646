import fc from 'fast-check';

// The same cases in every run: a test that fails today failed yesterday too. `npm run fuzz` takes other ones.
fc.configureGlobal({ seed: Number(process.env['FUZZ_SEED'] ?? 20_261_126) });
