import { nameFolder } from './place.ts';

/** Parts of the recipes' scripts that the services share. They are for any POSIX shell, with GNU's sed. */

/**
 * Lets lines of different videos merge without a conflict, though they are neighbours: meanwhile each stands between two lines
 * with its id, and the last has a comma as the others have. Of one video both sides' lines stay, which an import reads as one.
 */
export const prepareMerge = `git config merge.lockfile.driver "sed -i -E 's/^.[[:alnum:]_-]{11}.:.*[^,]$/&,/;s/^.([[:alnum:]_-]{11}).:.*/\\1\\n&\\n\\1/' %O %A %B; git merge-file --quiet --union %A %O %B; sed -i -E '/^[[:alnum:]_-]{11}$/d' %A; sed -i -z 's/,\\n}/\\n}/' %A"
printf '"%s" merge=lockfile\\n' "$LOCKFILE" >> "$(git rev-parse --git-path info/attributes)"`;

/**
 * Merges the base into the branch. Where both sides changed a page it names the page and stops.
 *
 * @param base as the shell reads it
 * @param errorPrefix what the service expects before an error
 */
export function mergeBase(base: string, errorPrefix: string): string {
  return `git merge --quiet --no-edit "${base}" || {
  git -c core.quotePath=false diff --name-only --diff-filter=U | while IFS= read -r page; do
    printf '%s\\n' "${errorPrefix}$page was changed on both sides. Merge $BASE into $BRANCH by hand and push it, or delete $BRANCH."
  done
  exit 1
}`;
}

/**
 * Commits the run's news. Mere bookkeeping in the lockfile waits for the next change, even if there are problems, or a
 * site could not run. Sets `news`: its title, or nothing. Without its pages the lockfile is not committed: the next run
 * would take them for removed.
 *
 * @param folder the site's folder, from the repository's root
 */
export const commitNews = (
  folder: string,
) => `news=$(sed -nE '1{/: (nothing new|([0-9,]+ problems?)?(; )?([^ ]+( sites?)? could not run)?)$/d;s/^# //p;}' "$work/run.md")
if [ -n "$news" ]; then
  git add --all -- :/
  case $news in *[0-9]' new'* | *[0-9]' changed'*)
    if git diff --cached --quiet -- :/ ":(exclude)$LOCKFILE"; then
      echo 'The pages cannot be committed: git ignores their folder, or it is in a submodule.'
      exit 1
    fi
  esac
  git diff --cached --quiet || git commit --quiet --message "$news"${folder === '.' ? '' : quoteForShell(nameFolder(folder))}
fi`;

/**
 * Writes what the whole branch changes into branch.md, by the videos of this run: a run that did not see all of them does
 * not know that. Sets `text` to the file that says what is known, `title` to its first line, and `isWhole`.
 *
 * @param folder the site's folder, from the repository's root
 */
export function describeBranch(folder: string): string {
  const site = folder === '.' ? '' : `/${folder}`;
  return `text=$work/run.md isWhole=
if grep -q '^\\*\\*Incomplete' "$work/run.md"; then
  echo 'Not all videos were read: an open request keeps its title and text.'
elif [ -s "$work/videos.json" ]; then
  git worktree add --quiet --force --detach "$work/base" "$base"
  GITHUB_ACTIONS= BASE_FOLDER="$work/base"${site && quoteForShell(site)} \\
    node "$TUBEMATTER" diff --quiet --from "$work/videos.json" --report "$work/branch.md" > /dev/null 2> "$work/errors.txt" || true
  if [ -s "$work/branch.md" ]; then text=$work/branch.md isWhole=yes; else cat "$work/errors.txt" >&2; fi
else
  # A run over several sites saves no videos.
  isWhole=yes
fi
title=$(sed -n '1s/^# //p' "$text")${folder === '.' ? '' : quoteForShell(nameFolder(folder))}`;
}

/** Whether the text is of all that is known. Otherwise an open request keeps the one that it has. */
export const isWhole = `[ -n "$isWhole" ]`;

/** Whether the run's report has a section that deserves a comment. */
export const needsPerson = `[ -n "$news" ] && grep -q '^### \\(Pages that move\\|Gone\\|Conflicts\\)' "$work/run.md"`;

export function quoteForShell(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

export function indent(text: string, spaces: number): string {
  return text.replaceAll(/^(?=.)/gm, ' '.repeat(spaces));
}
