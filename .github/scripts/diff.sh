#!/usr/bin/env bash
# diff.sh BASE-COMMIT HEAD-COMMIT FILE: writes to FILE what the plans of HEAD change of those of BASE, for a pull request. Of HEAD
# nothing but its plans and the names of the files that it changes is read. VIGNETTE is the program of BASE.
set -euo pipefail

fail() { printf '%s\n' "$*" >&2; exit 1; }

[ $# -eq 3 ] || fail "Usage: diff.sh BASE-COMMIT HEAD-COMMIT FILE"
base=$1 head=$2 file=$3
scripts=$(dirname "${BASH_SOURCE[0]}")
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# What main has got since the branch left it is not what the branch changes.
from=$(git merge-base "$base" "$head") || fail "These commits have nothing in common."
"$scripts/plans.sh" "$from" "$scratch/before"
"$scripts/plans.sh" "$head" "$scratch/after"
read -ra vignette <<<"${VIGNETTE:-vignette}"
"${vignette[@]}" plan diff "$scratch/before" "$scratch/after" --markdown --limit 28000 >"$file"

# A plan that was not made again says nothing of what was changed. (The tests fail then, too, but a pull request can change those.)
# Not with grep -q, which would end git before it has said all.
names() { git diff --name-only --no-renames "$from" "$head" -- "$@"; }
sources=$(names 'Pulumi*.yaml' 'infra/*.cs' ':!infra/Planning' ':!infra/Rendering' | wc -l)
plans=$(names 'infra/plans/*.json' | wc -l)
if [ "$sources" -gt 0 ] && [ "$plans" -eq 0 ]; then
  # shellcheck disable=SC2016  # not to be expanded
  { printf '**The stack is changed (%d files), but not its plans: run `./dev plan`. Nothing below is known of it.**\n\n' "$sources"; cat "$file"; } >"$scratch/with"
  mv "$scratch/with" "$file"
fi
