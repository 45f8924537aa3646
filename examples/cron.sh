#!/bin/sh
# Imports the videos and pushes what changed. For a machine with git, Node 20.19 or later, and two clones:
# - SITE, the site; no one works in this clone, since all that a run finds changed in it is committed
# - TUBEMATTER, tubematter at the tag of a version, which has what was built
# In its crontab:
#   23 4 * * * SITE=/srv/site TUBEMATTER=/srv/tubematter flock -n /tmp/tubematter.cron /srv/site/cron.sh
# The key is in ~/.config/tubematter.env, readable by its owner alone:  export YOUTUBE_API_KEY=...
# A site whose config names another variable (key: ACME_YOUTUBE_KEY) has a line of its own there.
# Flags go to the import: cron.sh --config "clients/*/tubematter.config.yaml" imports several sites.
# cron mails what is printed: the summary of a run that has news or problems, and else nothing. REPORT names a file that
# keeps the last report with news, in Markdown.
set -eu
: "${TUBEMATTER:?must be the folder of a clone of tubematter}"
cd "$SITE"
. "$HOME/.config/tubematter.env"
git pull --quiet --ff-only
folder=$(mktemp -d)
trap 'rm -r "$folder"' EXIT
code=0
node "$TUBEMATTER/bin/tubematter.js" import "$@" --report "$folder/report.md" > "$folder/summary.txt" 2>&1 || code=$?
# Problems, and sites that could not run, are no news.
news=
[ ! -s "$folder/report.md" ] ||
  news=$(sed -nE '1{/: (nothing new|([0-9,]+ problems?)?(; )?([^ ]+( sites?)? could not run)?)$/d;s/^# //p;}' "$folder/report.md")
[ -z "$news" ] || printf '%s\n\n' "$news"
[ "$news$code" = 0 ] || cat "$folder/summary.txt"
if [ -n "$news" ]; then
  [ -z "${REPORT:-}" ] || cp "$folder/report.md" "$REPORT"
  git add --all
  git diff --cached --quiet || git commit --quiet --message "$news"
fi
# Also what an earlier night could not push.
[ "$(git rev-list --count '@{upstream}..')" = 0 ] || git push --quiet
# 1: problems with some pages, 3: the quota or the network cut it short. The changes are pushed.
exit "$code"
