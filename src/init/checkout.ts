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
 * The script that gets tubematter from `TUBEMATTER_REPOSITORY` at the tag `TUBEMATTER_VERSION` and builds it: the
 * packages are those of its own package-lock.json, and none of their scripts runs.
 */
export function makeCheckoutScript({ folder, file, errorPrefix }: Checkout): string {
  return `if [ -z "$TUBEMATTER_REPOSITORY" ]; then
  echo "${errorPrefix}TUBEMATTER_REPOSITORY is not set. Set it in ${file} to the URL of tubematter's git repository."
  exit 1
fi
git clone --quiet --depth 1 --branch "$TUBEMATTER_VERSION" -- "$TUBEMATTER_REPOSITORY" "${folder}"
cd "${folder}"
npm ci --include=dev --ignore-scripts --no-audit --no-fund
npm run --silent build`;
}
