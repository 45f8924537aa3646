import manifest from '../../package.json' with { type: 'json' };

const fields: { version: string; repository?: unknown } = manifest;

/** The version of this program, as its package said when it was built. */
export const { version } = fields;

/** The repository that its package named then, if any. */
export const { repository } = fields;
