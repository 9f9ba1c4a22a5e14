#!/usr/bin/env bash
# plans.sh COMMIT FOLDER: writes the plans that a commit has, infra/plans/*.json, to FOLDER, as data: nothing of the commit is
# checked out, built or run, names are taken from a narrow set, and what is no plain file of a plan's size is refused.
set -euo pipefail

readonly MOST_PLANS=20 MOST_BYTES=$((8 * 1024 * 1024))

fail() { printf '%s\n' "$*" >&2; exit 1; }

[ $# -eq 2 ] || fail "Usage: plans.sh COMMIT FOLDER"
commit=$1 folder=$2
[[ $commit =~ ^[0-9a-f]{40}$ ]] || fail "A commit has 40 hexadecimal digits."
mkdir -p "$folder"

count=0
while IFS=$'\t' read -r entry path; do
  [[ $path == *.json ]] || continue
  name=${path#infra/plans/}
  read -r mode kind object size <<<"$entry"
  [[ $name =~ ^[a-z0-9][a-z0-9-]{0,40}\.json$ ]] || fail "infra/plans has a file whose name is none of a plan's."
  [ "$mode $kind" = "100644 blob" ] || fail "infra/plans/$name is no plain file."
  [ "$size" -le "$MOST_BYTES" ] || fail "infra/plans/$name has $size bytes; a plan has at most $MOST_BYTES."
  count=$((count + 1))
  [ "$count" -le "$MOST_PLANS" ] || fail "infra/plans has more than $MOST_PLANS plans."
  git cat-file blob "$object" >"$folder/$name"
done < <(git ls-tree -l "$commit" -- infra/plans/)
