#!/usr/bin/env bash
# pulumi-preview.sh STACK FILE: writes to FILE, as Markdown, what Pulumi would do to what is deployed; fails where it cannot tell.
set -euo pipefail

readonly MOST=24000

[ $# -eq 2 ] || { echo "Usage: pulumi-preview.sh STACK FILE" >&2; exit 1; }
stack=$1 file=$2
scripts=$(dirname "${BASH_SOURCE[0]}")
scratch=$(mktemp)
trap 'rm -f "$scratch"' EXIT

status=0
pulumi preview --stack "$stack" --diff --non-interactive --color never --suppress-progress >"$scratch" 2>&1 || status=$?
cat "$scratch"
fence=$("$scripts/fence.sh" "$scratch")
{
  if [ "$status" -eq 0 ]; then
    printf '<details><summary>What Pulumi would do to <code>%s</code></summary>\n\n' "$stack"
  else
    printf '<details open><summary>Pulumi could not tell what it would do to <code>%s</code></summary>\n\n' "$stack"
  fi
  printf '%sdiff\n' "$fence"
  # What it comes to is at its end.
  if [ "$(wc -c <"$scratch")" -gt "$MOST" ]; then
    printf '(The beginning is in the log of the workflow.)\n'
    tail -c "$MOST" "$scratch"
  else
    cat "$scratch"
  fi
  printf '\n%s\n\n</details>\n' "$fence"
} >"$file"
exit "$status"
