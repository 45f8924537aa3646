#!/bin/sh
# Imports the videos and pushes what changed. For a machine with git, Node 20.19 or later, and two clones:
# - SITE, the site
# - TUBEMATTER, tubematter at the tag of a version, built there once:  npm ci --ignore-scripts && npm run build
# In its crontab:
#   23 4 * * * SITE=/srv/site TUBEMATTER=/srv/tubematter flock -n /tmp/tubematter.cron /srv/site/cron.sh
# The key is in ~/.config/tubematter.env, readable by its owner alone:  export YOUTUBE_API_KEY=...
# cron mails what is printed: nothing, if all is well.
set -eu
: "${TUBEMATTER:?must be the folder of a clone of tubematter that is built}"
cd "$SITE"
. "$HOME/.config/tubematter.env"
git pull --quiet --ff-only
code=0
node "$TUBEMATTER/bin/tubematter.js" import --quiet || code=$?
# The folder of the pages, as in tubematter.config.yaml.
set -- content/videos tubematter-lock.json
if [ -n "$(git status --porcelain -- "$@")" ]; then
  git add --all -- "$@"
  git commit --quiet --message 'Import videos'
  git push --quiet
fi
# 1: problems with some pages, 3: the quota or the network cut it short. The changes are pushed.
exit "$code"
