import manifest from '../../package.json' with { type: 'json' };

/** The version of this program, as its package said when it was built. */
export const version = manifest.version;
