#!/usr/bin/env bash
# deploy.sh STACK: brings a stack to the commit that is checked out, and tries the gallery out. Where either fails, the commit and
# the images that were there before are put back, by their digests, and tried out too; it fails all the same.
# Needs Pulumi, signed in, and VIGNETTE, the program. What it says of it goes to GITHUB_STEP_SUMMARY as well.
set -euo pipefail

fail() { say "$*"; exit 1; }
say() { printf '%s\n' "$*"; [ -z "${GITHUB_STEP_SUMMARY-}" ] || printf '%s\n' "$*" >>"$GITHUB_STEP_SUMMARY"; }

[ $# -eq 1 ] || { echo "Usage: deploy.sh STACK" >&2; exit 1; }
stack=$1
[[ $stack =~ ^[a-z][a-z0-9-]{0,40}$ ]] || fail "A stack's name has lower-case letters, digits and hyphens."
read -ra vignette <<<"${VIGNETTE:-vignette}"
scratch=$(mktemp -d)
worktree=$scratch/before
trap 'git worktree remove --force "$worktree" >/dev/null 2>&1 || true; rm -rf "$scratch"' EXIT

# A new address takes minutes until name servers know it, and a function until it has started.
smoke() { # folder
  local gallery
  gallery=$(pulumi -C "$1" stack output gallery --stack "$stack" --non-interactive) || return 1
  "${vignette[@]}" smoke "$gallery" --wait 900 --timeout 600 2>&1 | tee "$scratch/smoke"
}

up() { # folder commit
  VIGNETTE_COMMIT=$2 pulumi -C "$1" up --stack "$stack" --yes --skip-preview --non-interactive --message "$2"
}

commit=$(git rev-parse HEAD)
pulumi stack select "$stack" --non-interactive
pulumi stack output --json --stack "$stack" --non-interactive >"$scratch/before.json"
before() { jq -r --arg name "$1" '.[$name] // ""' "$scratch/before.json"; }
previous=$(before commit) functions=$(before functionsImage) web=$(before webImage)
say "$stack was at ${previous:-no commit that is known}, with ${functions:-no image} and ${web:-no image}."

if up . "$commit" && smoke .; then
  say "$stack is at $commit: $(cat "$scratch/smoke")"
  exit 0
fi

say "$stack at $commit does not work: $(cat "$scratch/smoke" 2>/dev/null || echo "pulumi up failed.")"
[[ $previous =~ ^[0-9a-f]{40}$ && -n $functions && -n $web ]] || fail "It is not known what was there before, so nothing is put back."
[ "$previous" != "$commit" ] || fail "What was there before was made from the same commit, so nothing is put back."
git cat-file -e "$previous^{commit}" 2>/dev/null || fail "$previous, which was there before, is not in this repository, so nothing is put back."

git worktree add --quiet --detach "$worktree" "$previous"
pulumi -C "$worktree" config set functionsImage "$functions" --stack "$stack" --non-interactive
pulumi -C "$worktree" config set webImage "$web" --stack "$stack" --non-interactive
rm -f "$scratch/smoke"
up "$worktree" "$previous" || fail "It cannot be brought back to $previous: somebody must look at it now."
smoke "$worktree" || fail "It was brought back to $previous, which does not work either: $(cat "$scratch/smoke" 2>/dev/null || true)"
fail "It was brought back to $previous, which works."
