/** What the steps that get tubematter from its repository depend on. */
export interface Checkout {
  /** Where it goes, as the shell reads it. */
  folder: string;
  /** The workflow's file, for the message that says what to fill in. */
  file: string;
  /** What the service expects before an error. */
  errorPrefix: string;
}

/**
 * The script that gets tubematter from `TUBEMATTER_REPOSITORY` at the tag `TUBEMATTER_VERSION`. A branch is built with
 * the packages of its own package-lock.json, and their scripts do not run.
 */
export function makeCheckoutScript({ folder, file, errorPrefix }: Checkout): string {
  return `if [ -z "$TUBEMATTER_REPOSITORY" ]; then
  echo "${errorPrefix}TUBEMATTER_REPOSITORY is not set. Set it in ${file} to the URL of tubematter's git repository."
  exit 1
fi
git clone --quiet --depth 1 --branch "$TUBEMATTER_VERSION" -- "$TUBEMATTER_REPOSITORY" "${folder}"
# The tag of a version has what was built; a branch is built here.
if [ ! -f "${folder}/dist/main.cjs" ]; then
  cd "${folder}"
  npm ci --include=dev --ignore-scripts --no-audit --no-fund
  npm run --silent build
fi`;
}

/**
 * The variables that say where tubematter comes from. Renovate reads the version by the comment.
 *
 * @param address of the repository; the user fills it in where it is not known
 */
export function describeVersion(address: string | undefined, tag: string): string {
  return `# Where tubematter comes from: the URL of its git repository, and the tag of a version.
TUBEMATTER_REPOSITORY: ${JSON.stringify(address ?? '')}
# renovate: datasource=git-tags depName=tubematter packageName=${address ?? 'URL-of-the-repository'}
TUBEMATTER_VERSION: ${JSON.stringify(tag)}
`;
}

/** The script that installs the packages of the site, and keeps them out of its commits. */
export const installFromSite = `npm ci
echo node_modules >> "$(git rev-parse --git-path info/exclude)"`;
