import { keyVariable } from '../youtube/credential.ts';
import { describeVersion, installFromSite, makeCheckoutScript } from './checkout.ts';
import { makeSuffix, nameFolder, type Origin, type WorkflowPlace } from './place.ts';
import {
  commitNews,
  describeBranch,
  indent,
  isWhole,
  mergeBase,
  needsPerson,
  prepareMerge,
  quoteForShell,
} from './workflow-scripts.ts';

/** The path of its file. */
export const findGithubFile = (folder: string) => `.github/workflows/tubematter${makeSuffix(folder)}.yml`;

/**
 * The GitHub workflow: a nightly import that opens one pull request and continues on its branch while it is open, so that
 * fixes made there stay. It uses git and gh, which the runners have, two actions of GitHub, and tubematter's own if its
 * repository is on GitHub.
 */
export function makeGithubWorkflow({ folder, lockfile, origin, key }: WorkflowPlace): string {
  const defaults =
    folder === '.' ? '' : `\ndefaults:\n  run:\n    working-directory: ${JSON.stringify(folder)}\n`;
  const { env, get, run, program } = describeOrigin(origin, folder, key);
  const suffix = makeSuffix(folder);
  return `# Imports the videos every night. Changes go into one pull request, which each run continues; its text is written anew
# each time. A night that fails opens an issue, and the next good one closes it.
# It needs:
# - the secret ${key} (Settings, Secrets and variables, Actions)
# - "Allow GitHub Actions to create and approve pull requests" (Settings, Actions, General)
name: ${folder === '.' ? 'Import videos' : JSON.stringify(`Import videos${nameFolder(folder)}`)}

on:
  schedule:
    - cron: "23 4 * * *"
  workflow_dispatch:

permissions:
  contents: write
  issues: write
  pull-requests: write

concurrency: tubematter${suffix}
${defaults}
jobs:
  import:
    runs-on: ubuntu-latest
    timeout-minutes: 60
    env:
      BASE: \${{ github.ref_name }}
      BRANCH: tubematter/import${suffix}
      # The name of the lockfile, as in tubematter.config.yaml.
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
          TUBEMATTER: ${program}
        run: |
${indent(openPullRequest(folder), 10)}
      # A run that the quota or the network cut short is no failed night: the next one goes on.
      - name: Tell of a failed night
        if: \${{ !cancelled() && steps.import.outputs.incomplete != 'true' }}
        env:
          GH_TOKEN: \${{ github.token }}
          STATUS: \${{ job.status }}
        run: |
${indent(tellOfFailure(folder), 10)}
`;
}

/** The parts of the workflow that say where tubematter comes from, each with its line end, and where its program is. */
function describeOrigin(
  origin: Origin,
  folder: string,
  key: string,
): { env: string; get: string; run: string; program: string } {
  if (origin.kind === 'site') {
    const get = `      - name: Install\n        run: |\n${indent(installFromSite, 10)}\n`;
    const place = folder === '.' ? '' : `/${folder}`;
    const program = `${expression('github.workspace')}${place}/node_modules/.bin/tubematter`;
    return {
      env: '',
      get,
      run: runCommand('node_modules/.bin/tubematter', key),
      program: JSON.stringify(program),
    };
  }
  const { repository, tag } = origin;
  if (repository?.github) {
    const run = useAction(`${repository.github}@${tag}`, folder, key);
    return { env: '', get: '', run, program: expression('steps.import.outputs.program') };
  }
  const script = makeCheckoutScript({
    folder: '$RUNNER_TEMP/tubematter',
    file: findGithubFile(folder),
    errorPrefix: '::error title=tubematter::',
  });
  return {
    env: indent(describeVersion(repository?.address, tag), 6),
    get: `      - name: Get tubematter\n        run: |\n${indent(script, 10)}\n`,
    run: runCommand('node "$RUNNER_TEMP/tubematter/bin/tubematter.js"', key),
    program: `${expression('runner.temp')}/tubematter/bin/tubematter.js`,
  };
}

const expression = (text: string) => `\${{ ${text} }}`;

function runCommand(command: string, key: string): string {
  return `${passKey(key)}        run: ${command} import --save "$RUNNER_TEMP/videos.json" --report "$RUNNER_TEMP/run.md"
`;
}

/** The variable of the step that imports. */
function passKey(key: string): string {
  return `        env:\n          ${key}: ${expression(`secrets.${key}`)}\n`;
}

function useAction(action: string, folder: string, key: string): string {
  const place = folder === '.' ? '' : `          working-directory: ${JSON.stringify(folder)}\n`;
  const isUsual = key === keyVariable;
  return `        uses: ${action}
${isUsual ? '' : passKey(key)}        with:
${isUsual ? `          api-key: ${expression(`secrets.${key}`)}\n` : ''}          args: --save "\${{ runner.temp }}/videos.json" --report "\${{ runner.temp }}/run.md"
${place}`;
}

const startBranch = `git config user.name 'github-actions[bot]'
git config user.email '41898282+github-actions[bot]@users.noreply.github.com'
${prepareMerge}
number=$(gh pr list --head "$BRANCH" --base "$BASE" --state open --json number,isCrossRepository \\
  --jq '[.[] | select(.isCrossRepository | not)][0].number // empty')
if [ -n "$number" ]; then
  git switch "$BRANCH"
${indent(mergeBase('origin/$BASE', '::error title=Conflict::'), 2)}
else
  git switch --create "$BRANCH" --no-track "origin/$BASE"
fi
echo "pull-request=$number" >> "$GITHUB_OUTPUT"`;

const openPullRequest = (folder: string) => `work=$RUNNER_TEMP
base=origin/$BASE
[ -s "$work/run.md" ] || exit 0
${commitNews(folder)}
if [ -z "$PULL_REQUEST" ] && git diff --quiet "$base" HEAD; then
  echo 'Nothing new.'
  exit 0
fi
git push --quiet --force-with-lease origin "HEAD:$BRANCH"
# The text says what the whole branch changes.
${describeBranch(folder)}
if [ -z "$PULL_REQUEST" ]; then
  gh pr create --base "$BASE" --head "$BRANCH" --title "$title" --body-file "$text"
  exit 0
fi
if ${isWhole}; then
  gh pr edit "$PULL_REQUEST" --title "$title" --body-file "$text"
fi
if ${needsPerson}; then
  gh pr comment "$PULL_REQUEST" --body-file "$work/run.md"
fi`;

const tellOfFailure = (
  folder: string,
) => `title=${quoteForShell(`tubematter: the last import needs attention${nameFolder(folder)}`)}
run=$GITHUB_SERVER_URL/$GITHUB_REPOSITORY/actions/runs/$GITHUB_RUN_ID
# A repository may have no issues.
number=$(gh issue list --state open --limit 1000 --json number,title \\
  --jq "[.[] | select(.title == \\"$title\\")][0].number // empty") || exit 0
if [ "$STATUS" = success ]; then
  [ -z "$number" ] || gh issue close "$number" --comment "The last import had no problem: $run"
elif [ -z "$number" ]; then
  gh issue create --title "$title" --body "The log of the run says why: $run. The next import without problems closes this issue."
fi`;
