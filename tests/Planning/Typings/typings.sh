#!/usr/bin/env bash
# The providers' own typings and the TypeScript compiler, to check plans against.
#   typings.sh provide        makes sure that they are there: the packages of packages.txt, each with the digest that it says,
#                             in a folder of the cache; nothing is installed, and none of their code is run but the
#                             compiler's. What they depend on is left out: typings say nothing of it that matters here.
#                             Says on standard error why they are not there, and fails.
#   typings.sh check FOLDER   compiles FOLDER/*.ts and writes nothing; prints what is wrong, and fails if anything is.
set -euo pipefail

list=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)/packages.txt
home=${XDG_CACHE_HOME:-$HOME/.cache}/vignette/typings-$(cksum <"$list" | cut -d' ' -f1)
registry=https://registry.npmjs.org

fail() { printf 'No typings: %s\n' "$*" >&2; exit 1; }

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

provide() {
  local name version integrity scratch
  command -v node >/dev/null || fail "Node.js is needed"
  [ ! -d "$home" ] || return 0
  mkdir -p "$(dirname "$home")"
  # Beside what it becomes, so that it becomes so at once.
  scratch=$(mktemp -d "$home.XXXXXX")
  # shellcheck disable=SC2064  # the folder as it is now
  trap "rm -rf '$scratch'" EXIT
  while read -r name version integrity; do
    mkdir -p "$scratch/fetched" "$scratch/node_modules/$name"
    fetch "$name" "$version" "$scratch/fetched/package" || fail "$name $version cannot be fetched"
    [ "$(digest "$scratch/fetched/package")" = "$integrity" ] || fail "$name $version is not what it was"
    tar -xzf "$scratch/fetched/package" -C "$scratch/node_modules/$name" --strip-components=1
    rm -rf "$scratch/fetched"
  done <"$list"
  mv "$scratch" "$home" 2>/dev/null || [ -d "$home" ] || fail "$home cannot be written"
}

case ${1-} in
  provide) provide ;;
  check)
    ln -sfn "$home/node_modules" "$2/node_modules"
    cat >"$2/tsconfig.json" <<'JSON'
{
  "compilerOptions": { "noEmit": true, "strict": true, "skipLibCheck": true, "target": "es2022", "module": "commonjs", "moduleResolution": "node", "types": [] },
  "include": ["*.ts"]
}
JSON
    exec node "$home/node_modules/typescript/bin/tsc" --pretty false -p "$2"
    ;;
  *) fail "say provide or check FOLDER" ;;
esac
