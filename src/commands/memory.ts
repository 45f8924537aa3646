import { setFlagsFromString } from 'node:v8';

/**
 * Keeps V8's young generation as small as it is. Nearly all that an import reads lives until its end: where the young
 * generation grows, it is copied more often and takes more memory. Measured with 10,000 pages on Node 20: a tenth less of
 * both.
 */
export function keepYoungGenerationSmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
}
