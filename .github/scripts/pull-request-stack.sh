#!/usr/bin/env bash
# Stacks of pull requests, called pr-NUMBER; it touches no other.
#   pull-request-stack.sh up NUMBER      makes the stack, as dev is set but for what only one deployment can have, or updates it
#   pull-request-stack.sh down NUMBER    destroys it with all that it has; does nothing where there is none
#   pull-request-stack.sh sweep DAYS     destroys each that nobody updated for so many days, or whose pull request is closed
# Needs Pulumi, signed in, and SECRETS_PROVIDER; `up` VIGNETTE, the program, too; `sweep` GH_TOKEN and GITHUB_REPOSITORY.
set -euo pipefail

fail() { printf '%s\n' "$*" >&2; exit 1; }

# stack NUMBER: its name, or the end. Nothing is ever destroyed but by a name that this made.
stack() {
  [[ $1 =~ ^[1-9][0-9]{0,8}$ ]] || fail "A pull request has a number, and its stack is called pr-NUMBER."
  printf 'pr-%s' "$1"
}

exists() { pulumi stack ls --json --non-interactive | jq -e --arg name "$1" 'any(.[]; .name == $name)' >/dev/null; }

# restore STACK: the file that Pulumi wrote when the stack was made. It is not in the repository; what it had is in the state.
restore() {
  pulumi stack select "$1" --non-interactive
  pulumi stack export --stack "$1" --non-interactive |
    jq -r '.deployment.secrets_providers.state // {} | (select(.url) | "secretsprovider: " + .url), (select(.encryptedkey) | "encryptedkey: " + .encryptedkey)' >"Pulumi.$1.yaml"
}

# settings: dev's, but for a name, a certificate and secrets, which are one deployment's own, and the model, which costs money.
settings() {
  printf 'config:\n'
  grep -E '^  vignette:[A-Za-z]+: +[^ #]' Pulumi.dev.yaml |
    grep -vE '^  vignette:(domain|hostedZone|certificate|functionsImage|webImage|geminiApiKey|deletionProtection|captions):'
  printf '  vignette:deletionProtection: false\n  vignette:captions: offline\n'
}

up() {
  local name gallery
  name=$(stack "$1")
  read -ra vignette <<<"${VIGNETTE:-vignette}"
  if exists "$name"; then restore "$name"; else pulumi stack init "$name" --secrets-provider "$SECRETS_PROVIDER" --non-interactive; fi
  sed -i '/^config:/,$d' "Pulumi.$name.yaml"
  settings >>"Pulumi.$name.yaml"
  VIGNETTE_COMMIT=$(git rev-parse HEAD) pulumi up --stack "$name" --yes --skip-preview --non-interactive
  gallery=$(pulumi stack output gallery --stack "$name" --non-interactive)
  "${vignette[@]}" smoke "$gallery" --wait 900 --timeout 600
}

down() {
  local name
  name=$(stack "$1")
  if ! exists "$name"; then
    echo "There is no stack $name."
    return
  fi
  restore "$name"
  pulumi destroy --stack "$name" --yes --skip-preview --non-interactive
  pulumi stack rm "$name" --yes --non-interactive
}

sweep() {
  [[ $1 =~ ^[1-9][0-9]{0,2}$ ]] || fail "Say after how many days, 1 to 999."
  local number age state status=0
  # The name first and alone: what is none of a pull request's is not looked at any further.
  while read -r number age; do
    state=$(gh pr view "$number" --repo "$GITHUB_REPOSITORY" --json state --jq .state) || { status=1; continue; }
    if [ "$state" != OPEN ] || [ "$age" -ge "$1" ]; then
      echo "pr-$number: its pull request is ${state,,}, and it is $age days old."
      down "$number" || status=1
    fi
  done < <(pulumi stack ls --json --non-interactive | jq -r '.[] | select(.name | test("^pr-[1-9][0-9]*$"))
    | "\(.name[3:]) \(if .lastUpdate then (now - (.lastUpdate | sub("\\.[0-9]+"; "") | fromdate)) / 86400 | floor else 999 end)"')
  return "$status"
}

case ${1-} in
  up | down | sweep) [ $# -eq 2 ] || fail "Say $1 and a number."; "$1" "$2" ;;
  *) fail "Say up NUMBER, down NUMBER or sweep DAYS." ;;
esac
