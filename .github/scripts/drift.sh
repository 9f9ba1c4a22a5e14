#!/usr/bin/env bash
# drift.sh STACK FILE: whether what is deployed is what the program declares. Ends with 0 where it is, with 2 where it is not, and
# then FILE has the differences for an issue; with 1 where that cannot be told.
set -euo pipefail

# An issue takes 65,536 characters.
readonly MOST=50000

[ $# -eq 2 ] || { echo "Usage: drift.sh STACK FILE" >&2; exit 1; }
stack=$1 file=$2
scripts=$(dirname "${BASH_SOURCE[0]}")
scratch=$(mktemp)
trap 'rm -f "$scratch"' EXIT

status=0
pulumi preview --stack "$stack" --expect-no-changes --refresh --diff --non-interactive --color never >"$scratch" 2>&1 || status=$?
cat "$scratch"
[ "$status" -ne 0 ] || exit 0
# Pulumi ends in the same way whether it found changes or could not look for them.
grep -qi 'no changes were expected' "$scratch" || exit 1

fence=$("$scripts/fence.sh" "$scratch")
# shellcheck disable=SC2016  # Markdown's backquotes
{
  printf 'What is deployed as `%s` is not what the program on `%s` declares. Either somebody changed it by hand, or a deployment did not end.\n\n' "$stack" "${GITHUB_REF_NAME:-main}"
  printf 'Run `pulumi up --refresh --stack %s` to make it so again, or change the program.\n\n%sdiff\n' "$stack" "$fence"
  head -c "$MOST" "$scratch"
  printf '\n%s\n' "$fence"
} >"$file"
exit 2
