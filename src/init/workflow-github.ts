import { makeCheckoutScript } from './checkout.ts';
import type { Origin, WorkflowPlace } from './place.ts';

export const githubFile = '.github/workflows/tubematter.yml';

/**
 * The GitHub workflow: a nightly import that opens one pull request and continues on its branch while it is open, so that
 * fixes made there stay. It uses git and gh, which the runners have, two actions of GitHub, and tubematter's own if its
 * repository is on GitHub.
 */
export function makeGithubWorkflow({ folder, content, lockfile, origin }: WorkflowPlace): string {
  const defaults =
    folder === '.' ? '' : `\ndefaults:\n  run:\n    working-directory: ${JSON.stringify(folder)}\n`;
  const { env, get, run } = describeOrigin(origin, folder);
  return `# Imports the videos every night. Changes go into one pull request, which each run continues.
# It needs:
# - the secret YOUTUBE_API_KEY (Settings, Secrets and variables, Actions)
# - "Allow GitHub Actions to create and approve pull requests" (Settings, Actions, General)
name: Import videos

on:
  schedule:
    - cron: "23 4 * * *"
  workflow_dispatch:

permissions:
  contents: write
  pull-requests: write

concurrency: tubematter
${defaults}
jobs:
  import:
    runs-on: ubuntu-latest
    timeout-minutes: 60
    env:
      BASE: \${{ github.ref_name }}
      BRANCH: tubematter/import
      # As in tubematter.config.yaml.
      CONTENT: ${JSON.stringify(content)}
      LOCKFILE: ${JSON.stringify(lockfile)}
${env}    steps:
      - uses: actions/checkout@v5
        with:
          fetch-depth: 0
      - uses: actions/setup-node@v5
        with:
          node-version: 22
${get}      - name: Continue the open pull request
        id: branch
        env:
          GH_TOKEN: \${{ github.token }}
        run: |
${indent(startBranch, 10)}
      - name: Import
        id: import
${run}      # Also after an import with problems, or one that the quota cut short: what it wrote is complete.
      - name: Open or update the pull request
        if: \${{ !cancelled() && steps.import.outcome != 'skipped' }}
        env:
          GH_TOKEN: \${{ github.token }}
          PULL_REQUEST: \${{ steps.branch.outputs.pull-request }}
        run: |
${indent(openPullRequest, 10)}
`;
}

/** The parts of the workflow that say where tubematter comes from, each with its line end. */
function describeOrigin(origin: Origin, folder: string): { env: string; get: string; run: string } {
  if (origin.kind === 'site') {
    const get = '      - name: Install\n        run: npm ci\n';
    return { env: '', get, run: runCommand('node_modules/.bin/tubematter') };
  }
  const { repository, tag } = origin;
  if (repository?.github) return { env: '', get: '', run: useAction(`${repository.github}@${tag}`, folder) };
  const script = makeCheckoutScript({
    folder: '$RUNNER_TEMP/tubematter',
    file: githubFile,
    errorPrefix: '::error title=tubematter::',
  });
  return {
    env: `      # Where tubematter comes from: the URL of its git repository, and the tag of a version.
      TUBEMATTER_REPOSITORY: ${JSON.stringify(repository?.address ?? '')}
      TUBEMATTER_VERSION: ${JSON.stringify(tag)}
`,
    get: `      - name: Get tubematter\n        run: |\n${indent(script, 10)}\n`,
    run: runCommand('node "$RUNNER_TEMP/tubematter/bin/tubematter.js"'),
  };
}

function runCommand(command: string): string {
  return `        env:
          YOUTUBE_API_KEY: \${{ secrets.YOUTUBE_API_KEY }}
        run: ${command} import --report "$RUNNER_TEMP/tubematter.md"
`;
}

function useAction(action: string, folder: string): string {
  const place = folder === '.' ? '' : `          working-directory: ${JSON.stringify(folder)}\n`;
  return `        uses: ${action}
        with:
          api-key: \${{ secrets.YOUTUBE_API_KEY }}
          args: --report "\${{ runner.temp }}/tubematter.md"
${place}`;
}

const startBranch = `git config user.name 'github-actions[bot]'
git config user.email '41898282+github-actions[bot]@users.noreply.github.com'
number=$(gh pr list --head "$BRANCH" --base "$BASE" --state open --json number,isCrossRepository \\
  --jq '[.[] | select(.isCrossRepository | not)][0].number // empty')
if [ -n "$number" ]; then
  git switch "$BRANCH"
  git merge --no-edit "origin/$BASE"
else
  git switch --create "$BRANCH" --no-track "origin/$BASE"
fi
echo "pull-request=$number" >> "$GITHUB_OUTPUT"`;

const openPullRequest = `if [ -z "$(git status --porcelain -- "$CONTENT" "$LOCKFILE")" ]; then
  echo 'Nothing changed.'
  exit 0
fi
git add --all -- "$CONTENT" "$LOCKFILE"
git commit --quiet --message 'Import videos'
git push --force-with-lease origin "HEAD:$BRANCH"
report="$RUNNER_TEMP/tubematter.md"
[ -s "$report" ] || echo 'The import ended early. Its log says why.' > "$report"
if [ -n "$PULL_REQUEST" ]; then
  gh pr comment "$PULL_REQUEST" --body-file "$report"
else
  gh pr create --base "$BASE" --head "$BRANCH" --title 'Import videos' --body-file "$report"
fi`;

function indent(text: string, spaces: number): string {
  return text.replaceAll(/^(?=.)/gm, ' '.repeat(spaces));
}
