#!/usr/bin/env bash
# comment.sh PULL-REQUEST SECTION FILE: puts FILE into a section of the one comment that this repository's workflows have on a
# pull request; makes the comment where there is none yet. The section `plan` comes first. Needs GH_TOKEN and GITHUB_REPOSITORY.
set -euo pipefail

# GitHub takes 65,536 characters; two sections share them.
readonly MARK='<!-- vignette:preview -->' AUTHOR='github-actions[bot]' MOST=30000

fail() { printf '%s\n' "$*" >&2; exit 1; }

[ $# -eq 3 ] || fail "Usage: comment.sh PULL-REQUEST SECTION FILE"
number=$1 section=$2 file=$3
[[ $number =~ ^[1-9][0-9]*$ ]] || fail "A pull request has a number."
[[ $section =~ ^(plan|cloud)$ ]] || fail "A section is plan or cloud."
[ -s "$file" ] || fail "$file has nothing to say."

text=$(head -c $((MOST * 4)) "$file" | tr -d '\000\r' | sed 's/<!-- vignette:/<!-- other:/g')
if [ ${#text} -gt $MOST ]; then
  text=${text:0:$MOST}$'\n\n_There is more; it is in the summary of the workflow._'
fi

# comments: the ids of this repository's own, oldest first. Somebody else's may look like them.
comments() {
  gh api --paginate "repos/$GITHUB_REPOSITORY/issues/$number/comments" \
    --jq ".[] | select(.user.login == \"$AUTHOR\" and (.body | sub(\"\\\\s+$\"; \"\") | endswith(\"$MARK\"))) | .id"
}

body_of() { gh api "repos/$GITHUB_REPOSITORY/issues/comments/$1" --jq .body | tr -d '\r'; }

# part NAME: what the comment on standard input has in a section: what stands before the section's mark and after any other.
# Marks come last, so that the first lines of the comment are the section's own.
part() {
  awk -v end="<!-- vignette:$1 -->" '$0 == end { printf "%s", text; exit } /^<!-- vignette:[a-z]+ -->$/ { text = ""; next } { text = text $0 "\n" }'
}

scratch=$(mktemp)
trap 'rm -f "$scratch"' EXIT

# Another job may write the other section at the same time: what was written is read again, and only then believed.
for _ in 1 2 3 4 5; do
  ids=$(comments)
  found=${ids%%$'\n'*}
  body=''
  [ -z "$found" ] || body=$(body_of "$found")
  {
    for name in plan cloud; do
      content=$(part "$name" <<<"$body")
      [ "$name" != "$section" ] || content=$text
      [ -z "$content" ] || printf '%s\n<!-- vignette:%s -->\n' "$content" "$name"
    done
    printf '%s\n' "$MARK"
  } >"$scratch"
  if [ -n "$found" ]; then
    gh api --method PATCH "repos/$GITHUB_REPOSITORY/issues/comments/$found" --field "body=@$scratch" --silent
  else
    found=$(gh api --method POST "repos/$GITHUB_REPOSITORY/issues/$number/comments" --field "body=@$scratch" --jq .id)
  fi
  first=$(comments | head -n 1)
  if [ "$first" != "$found" ]; then
    gh api --method DELETE "repos/$GITHUB_REPOSITORY/issues/comments/$found" --silent
  elif [ "$(body_of "$found" | part "$section")" = "$text" ]; then
    exit 0
  fi
done
fail "The comment was written again and again by others."
