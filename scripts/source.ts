// What the scripts read of the source. It is built for them, as Node 20 runs no TypeScript.
export { builtInDefaults, knownFields } from '../src/config/defaults.ts';
export { configSchema } from '../src/config/keys.ts';
export { listConfigKeys } from '../src/config/reference.ts';
export { tokens } from '../src/plan/tokens.ts';
