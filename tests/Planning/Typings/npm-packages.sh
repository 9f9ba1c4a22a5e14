#!/usr/bin/env bash
# npm-packages.sh LIST: makes sure that the packages of a list are there, each with the digest that it says, in a folder of the cache,
# and prints that folder, which has a node_modules. A line of a list is a name, a version and npm's integrity. Nothing is installed, and what they
# depend on is left out. Says on standard error why they are not there, and fails.
set -euo pipefail

readonly registry=https://registry.npmjs.org

list=$1
home=${XDG_CACHE_HOME:-$HOME/.cache}/vignette/npm-$(cksum <"$list" | cut -d' ' -f1)

fail() { printf '%s\n' "$*" >&2; exit 1; }

# fetch NAME VERSION FILE: by npm where there is one, since it knows this machine's proxy and registry.
fetch() {
  if command -v npm >/dev/null; then
    npm pack "$1@$2" --silent --pack-destination "$(dirname "$3")" >/dev/null 2>&1 && mv "$(dirname "$3")"/*.tgz "$3"
  else
    curl -fsSL --retry 3 -o "$3" "$registry/$1/-/${1##*/}-$2.tgz"
  fi
}

digest() { # file
  node -e 'console.log("sha512-" + require("crypto").createHash("sha512").update(require("fs").readFileSync(process.argv[1])).digest("base64"))' "$1"
}

command -v node >/dev/null || fail "Node.js is needed"
if [ ! -d "$home" ]; then
  mkdir -p "$(dirname "$home")"
  # Beside what it becomes, so that it becomes so at once.
  scratch=$(mktemp -d "$home.XXXXXX")
  trap 'rm -rf "$scratch"' EXIT
  while read -r name version integrity; do
    mkdir -p "$scratch/fetched" "$scratch/node_modules/$name"
    fetch "$name" "$version" "$scratch/fetched/package" || fail "$name $version cannot be fetched"
    [ "$(digest "$scratch/fetched/package")" = "$integrity" ] || fail "$name $version is not what it was"
    tar -xzf "$scratch/fetched/package" -C "$scratch/node_modules/$name" --strip-components=1
    rm -rf "$scratch/fetched"
  done <"$list"
  mv "$scratch" "$home" 2>/dev/null || [ -d "$home" ] || fail "$home cannot be written"
fi
printf '%s\n' "$home"
