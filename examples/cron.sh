#!/bin/sh
# Imports the videos and pushes what changed. For a machine with git, Node 20 and a clone of the site; in its crontab:
#   23 4 * * * SITE=/srv/site flock -n /tmp/tubematter.cron /srv/site/cron.sh
# The key stands in ~/.config/tubematter.env, readable by its owner alone:  export YOUTUBE_API_KEY=...
# cron mails what is printed: nothing, where all is well.
set -eu
cd "$SITE"
. "$HOME/.config/tubematter.env"
git pull --quiet --ff-only
code=0
npx --yes tubematter@0.1.0 import --quiet || code=$?
# The folder of the pages, as in tubematter.config.yaml.
set -- content/videos tubematter-lock.json
if [ -n "$(git status --porcelain -- "$@")" ]; then
  git add --all -- "$@"
  git commit --quiet --message 'Import videos'
  git push --quiet
fi
# 1: problems with some pages, 3: the quota or the network ended it early. What was done is pushed.
exit "$code"
