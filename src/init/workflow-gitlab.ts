import type { WorkflowPlace } from './place.ts';

/**
 * The GitLab job: a scheduled import that opens one merge request by a push option, and goes on from its branch while
 * that is there. Source: https://docs.gitlab.com/topics/git/commit/#push-options-for-merge-requests
 */
export function makeGitlabWorkflow({ folder, content, lock, run, isInstalled }: WorkflowPlace): string {
  const before = [
    ...(folder === '.' ? [] : [`cd ${quoteForShell(folder)}`]),
    ...(isInstalled ? ['npm ci'] : []),
  ];
  return `# Imports the videos when a pipeline is scheduled. What changed goes into one merge request, which each run goes on from.
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
    LOCK: ${JSON.stringify(lock)}
  script:
${before.map((line) => `    - ${line}\n`).join('')}    - |
      git config user.name tubematter
      git config user.email "tubematter@noreply.$CI_SERVER_HOST"
      if git fetch origin "$BRANCH"; then
        git switch --force-create "$BRANCH" FETCH_HEAD
        git merge --no-edit "$CI_COMMIT_SHA"
      else
        git switch --force-create "$BRANCH"
      fi
    # Problems with some pages, or a quota that ended early, fail the job only after what was done is pushed.
    - code=0
    - ${run} import --report "$CI_PROJECT_DIR/tubematter-report.html" || code=$?
    - |
      if [ -n "$(git status --porcelain -- "$CONTENT" "$LOCK")" ]; then
        git add --all -- "$CONTENT" "$LOCK"
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

function quoteForShell(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
