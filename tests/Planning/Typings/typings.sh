#!/usr/bin/env bash
# The providers' own typings and the TypeScript compiler, to check plans against.
#   typings.sh provide        makes sure that they are there: the packages of packages.txt, of whose code none is run but the
#                             compiler's. Says on standard error why they are not there, and fails.
#   typings.sh check FOLDER   compiles FOLDER/*.ts and writes nothing; prints what is wrong, and fails if anything is.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

fail() { printf 'No typings: %s\n' "$*" >&2; exit 1; }

provide() {
  local home
  home=$("$here/npm-packages.sh" "$here/packages.txt" 2>&1) || fail "$home"
  printf '%s\n' "$home"
}

case ${1-} in
  provide) provide >/dev/null ;;
  check)
    home=$(provide)
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
