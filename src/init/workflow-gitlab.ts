import { makeCheckoutScript } from './checkout.ts';
import type { Origin, WorkflowPlace } from './place.ts';

export const gitlabFile = '.gitlab/tubematter.yml';

/**
 * The GitLab job: a scheduled import that opens one merge request with a push option and continues on its branch while
 * that exists. Source: https://docs.gitlab.com/topics/git/commit/#push-options-for-merge-requests
 */
export function makeGitlabWorkflow({ folder, content, lockfile, origin }: WorkflowPlace): string {
  const enter = folder === '.' ? '' : `    - cd ${quoteForShell(folder)}\n`;
  const { variables, get, command } = describeOrigin(origin);
  return `# Imports the videos when a pipeline is scheduled. Changes go into one merge request, which each run continues.
# It needs:
# - these lines in .gitlab-ci.yml:   include: [{ local: /.gitlab/tubematter.yml }]
# - the masked variable YOUTUBE_API_KEY
# - the masked variable TUBEMATTER_TOKEN: a project access token, role Developer, scope write_repository
# - a pipeline schedule with the variable TUBEMATTER: "yes"
import-videos:
  image: node:22
  rules:
    - if: $TUBEMATTER == "yes"
  resource_group: tubematter
  timeout: 1 hour
  variables:
    GIT_DEPTH: "0"
    BRANCH: tubematter/import
    # As in tubematter.config.yaml.
    CONTENT: ${JSON.stringify(content)}
    LOCKFILE: ${JSON.stringify(lockfile)}
${variables}  script:
${enter}${get}    - |
      git config user.name tubematter
      git config user.email "tubematter@noreply.$CI_SERVER_HOST"
      if git fetch origin "$BRANCH"; then
        git switch --force-create "$BRANCH" FETCH_HEAD
        git merge --no-edit "$CI_COMMIT_SHA"
      else
        git switch --force-create "$BRANCH"
      fi
    # Problems with some pages, or a spent quota, fail the job only after the changes are pushed.
    - code=0
    - ${command} import --report "$CI_PROJECT_DIR/tubematter-report.html" || code=$?
    - |
      if [ -n "$(git status --porcelain -- "$CONTENT" "$LOCKFILE")" ]; then
        git add --all -- "$CONTENT" "$LOCKFILE"
        git commit --quiet --message 'Import videos'
        git -c credential.helper= -c credential.helper='!f() { echo username=tubematter; echo "password=$TUBEMATTER_TOKEN"; }; f' \\
          push --push-option=merge_request.create --push-option=merge_request.remove_source_branch \\
          --push-option="merge_request.target=$CI_DEFAULT_BRANCH" --push-option='merge_request.title=Import videos' \\
          "$CI_PROJECT_URL.git" "HEAD:$BRANCH"
      fi
    - exit "$code"
  artifacts:
    when: always
    expose_as: Import of the videos
    paths: [tubematter-report.html]
`;
}

/** The parts of the job that say where tubematter comes from. */
function describeOrigin(origin: Origin): { variables: string; get: string; command: string } {
  if (origin.kind === 'site') {
    return { variables: '', get: '    - npm ci\n', command: 'node_modules/.bin/tubematter' };
  }
  const script = makeCheckoutScript({ folder: '$checkout', file: gitlabFile, errorPrefix: '' });
  return {
    variables: `    # Where tubematter comes from: the URL of its git repository, and the tag of a version.
    TUBEMATTER_REPOSITORY: ${JSON.stringify(origin.repository?.address ?? '')}
    TUBEMATTER_VERSION: ${JSON.stringify(origin.tag)}
`,
    get: `    - checkout=$(mktemp -d)
    - |
      (
${script.replaceAll(/^/gm, '      ')}
      )
`,
    command: 'node "$checkout/bin/tubematter.js"',
  };
}

function quoteForShell(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
