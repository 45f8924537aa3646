import { describeVersion, installFromSite, makeCheckoutScript } from './checkout.ts';
import { makeSuffix, type Origin, type WorkflowPlace } from './place.ts';
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

/** The path of its file. Renovate's preset for pipelines reads files that end like this. */
export const findGitlabFile = (folder: string) => `.gitlab/tubematter${makeSuffix(folder)}.gitlab-ci.yml`;

/**
 * The GitLab job: a scheduled import that opens one merge request and continues on its branch while it is open. Source:
 * https://docs.gitlab.com/api/merge_requests/
 */
export function makeGitlabWorkflow({ folder, lockfile, origin, key }: WorkflowPlace): string {
  const enter = folder === '.' ? '' : `    - cd ${quoteForShell(folder)}\n`;
  const { variables, get, program } = describeOrigin(origin, folder);
  const suffix = makeSuffix(folder);
  return `# Imports the videos when a pipeline is scheduled. Changes go into one merge request, which each run continues; its text is
# written anew each time.
# It needs:
# - these lines in .gitlab-ci.yml:   include: [{ local: /${findGitlabFile(folder)} }]
# - the masked variable ${key}
# - the masked variable TUBEMATTER_TOKEN: a project access token, role Developer, scope api (which may push, too)
# - a pipeline schedule with the variable TUBEMATTER: "yes"
import-videos${suffix}:
  image: node:22
  rules:
    - if: $TUBEMATTER == "yes"
  resource_group: tubematter${suffix}
  timeout: 1 hour
  variables:
    GIT_DEPTH: "0"
    BASE: $CI_DEFAULT_BRANCH
    BRANCH: tubematter/import${suffix}
    # The name of the lockfile, as in tubematter.config.yaml.
    LOCKFILE: ${JSON.stringify(lockfile)}
${variables}  script:
    - work=$(mktemp -d) base=$CI_COMMIT_SHA
${enter}${get}    - TUBEMATTER=${program}
    - |
${indent(startBranch, 6)}
    # Problems with some pages, or a spent quota, fail the job only after the changes are pushed.
    - code=0
    - node "$TUBEMATTER" import --save "$work/videos.json" --report "$work/run.md" --report "$CI_PROJECT_DIR/tubematter-report.html" || code=$?
    - test -s "$work/run.md" || exit "$code"
    - |
${indent(openMergeRequest(folder), 6)}
    - exit "$code"
  artifacts:
    when: always
    expose_as: Import of the videos
    paths: [tubematter-report.html]
`;
}

/** The parts of the job that say where tubematter comes from. */
function describeOrigin(origin: Origin, folder: string): { variables: string; get: string; program: string } {
  if (origin.kind === 'site') {
    const get = `    - |\n${indent(installFromSite, 6)}\n`;
    return { variables: '', get, program: '$PWD/node_modules/.bin/tubematter' };
  }
  const script = makeCheckoutScript({
    folder: '$work/tubematter',
    file: findGitlabFile(folder),
    errorPrefix: '',
  });
  return {
    variables: indent(describeVersion(origin.repository?.address, origin.tag), 4),
    get: `    - |
      (
${indent(script, 6)}
      )
`,
    program: '$work/tubematter/bin/tubematter.js',
  };
}

const startBranch = `git config user.name tubematter
git config user.email "tubematter@noreply.$CI_SERVER_HOST"
${prepareMerge}
echo /tubematter-report.html >> "$(git rev-parse --git-path info/exclude)"
requests=$CI_API_V4_URL/projects/$CI_PROJECT_ID/merge_requests
ask() { curl --silent --show-error --fail --header "PRIVATE-TOKEN: $TUBEMATTER_TOKEN" "$@"; }
ask --get "$requests" --data state=opened --data-urlencode "source_branch=$BRANCH" --data-urlencode "target_branch=$BASE" > "$work/open.json"
# Not that of a fork, which may have a branch of the same name.
number=$(node -p "JSON.parse(fs.readFileSync(0)).find((open) => open.source_project_id == $CI_PROJECT_ID)?.iid ?? ''" < "$work/open.json")
# Its branch may have been deleted: then it begins anew.
there=$(git ls-remote origin "refs/heads/$BRANCH")
if [ -n "$number" ] && [ -n "$there" ]; then
  git fetch --quiet origin "$BRANCH"
  git switch --quiet --force-create "$BRANCH" FETCH_HEAD
${indent(mergeBase('$base', ''), 2)}
else
  git switch --quiet --force-create "$BRANCH"
fi`;

const openMergeRequest = (folder: string) => `${commitNews(folder)}
if [ -z "$number" ] && git diff --quiet "$base" HEAD; then
  echo 'Nothing new.'
  exit "$code"
fi
git -c credential.helper= -c credential.helper='!f() { echo username=tubematter; echo "password=$TUBEMATTER_TOKEN"; }; f' \\
  push --quiet --force-with-lease="$BRANCH:\${there%%[[:space:]]*}" "$CI_PROJECT_URL.git" "HEAD:$BRANCH"
# The text says what the whole branch changes.
${describeBranch(folder)}
if [ -z "$number" ]; then
  ask "$requests" --data-urlencode "title=$title" --data-urlencode "description@$text" \\
    --data-urlencode "source_branch=$BRANCH" --data-urlencode "target_branch=$BASE" --data remove_source_branch=true > /dev/null
else
  if ${isWhole}; then
    ask --request PUT "$requests/$number" --data-urlencode "title=$title" --data-urlencode "description@$text" > /dev/null
  fi
  if ${needsPerson}; then
    ask "$requests/$number/notes" --data-urlencode "body@$work/run.md" > /dev/null
  fi
fi`;
