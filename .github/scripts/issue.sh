#!/usr/bin/env bash
# issue.sh open TITLE FILE    there is one open issue of that title, by this repository's workflows, and it says what FILE does
# issue.sh close TITLE        there is none
# Needs GH_TOKEN and GITHUB_REPOSITORY.
set -euo pipefail

readonly AUTHOR='app/github-actions'

fail() { printf '%s\n' "$*" >&2; exit 1; }

[ $# -ge 2 ] || fail "Usage: issue.sh open TITLE FILE | issue.sh close TITLE"
title=$2
# Found by the list, not by a search, which learns of new issues late.
number=$(gh issue list --repo "$GITHUB_REPOSITORY" --state open --author "$AUTHOR" --limit 500 --json number,title |
  jq -r --arg title "$title" '[.[] | select(.title == $title) | .number] | min // empty')
case $1 in
  open)
    [ -s "${3-}" ] || fail "An issue needs a file with what it says."
    if [ -n "$number" ]; then
      gh issue edit "$number" --repo "$GITHUB_REPOSITORY" --body-file "$3"
    else
      gh issue create --repo "$GITHUB_REPOSITORY" --title "$title" --body-file "$3"
    fi
    ;;
  close)
    [ -z "$number" ] || gh issue close "$number" --repo "$GITHUB_REPOSITORY" --comment "It is as declared again."
    ;;
  *) fail "Say open or close." ;;
esac
