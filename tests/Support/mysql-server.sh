#!/usr/bin/env bash
# A real MySQL server for tests.
#   mysql-server.sh provide           makes sure that there is one: this system's own mysqld where it is MySQL 8.4 or newer,
#                                     else Debian sid's mysql-server-core with the libraries that it needs, unpacked into a
#                                     folder of the cache and run with them, so that nothing is installed; needs no root.
#                                     Says on standard error why there is none, and fails.
#   mysql-server.sh run FOLDER PORT   runs it on loopback, TLS only, with FOLDER/{ca,server-cert,server-key}.pem and its data
#                                     in FOLDER/data, which it makes where there are none; FOLDER/init.sql is run at each
#                                     start. Prints "ready" and the server's process id once it answers. When standard
#                                     input ends, which it does even where the test host is killed, all of it is gone.
set -euo pipefail

cache=${XDG_CACHE_HOME:-$HOME/.cache}/vignette
home=$cache/mysql-server
mirror=http://deb.debian.org/debian
keyring=/usr/share/keyrings/debian-archive-keyring.gpg

fail() { printf 'No MySQL server: %s\n' "$*" >&2; exit 1; }

# own_server: the path of this system's mysqld where it is new enough. MariaDB's forgives what MySQL rejects.
own_server() {
  local program version
  program=$(command -v mysqld || { [ -x /usr/sbin/mysqld ] && echo /usr/sbin/mysqld; }) || return 1
  version=$("$program" --version 2>/dev/null) || return 1
  [[ $version != *MariaDB* && $version =~ Ver\ ([0-9]+)\.([0-9]+) ]] || return 1
  ((BASH_REMATCH[1] > 8 || (BASH_REMATCH[1] == 8 && BASH_REMATCH[2] >= 4))) && echo "$program"
}

# Sets `server` to the command line of mysqld and what it must be told of where it is.
find_server() {
  local program loader
  if program=$(own_server); then
    server=("$program" --no-defaults)
    return
  fi
  loader=$(compgen -G "$home/usr/lib*/ld-linux*.so.*" | head -n 1) && [ -x "$home/usr/sbin/mysqld" ] || return 1
  server=("$loader" --library-path "$(dirname "$(realpath "$loader")")" "$home/usr/sbin/mysqld" --no-defaults --basedir="$home/usr" --lc-messages-dir="$home/usr/share/mysql" --character-sets-dir="$home/usr/share/mysql/charsets")
}

# unpack FOLDER: what apt would install on a bare system, all signatures checked, without touching this system's own state.
unpack() {
  local folder=$1 package
  mkdir -p "$folder/apt/lists/partial" "$folder/apt/cache/archives/partial" "$folder/apt/parts" "$folder/root"
  : >"$folder/apt/status"
  echo "deb [signed-by=$keyring] $mirror sid main" >"$folder/apt/sources.list"
  cat >"$folder/apt/apt.conf" <<CONF
Dir::State "$folder/apt";
Dir::State::status "$folder/apt/status";
Dir::Cache "$folder/apt/cache";
Dir::Etc::SourceList "$folder/apt/sources.list";
Dir::Etc::SourceParts "$folder/apt/parts";
Dir::Etc::Preferences "/dev/null";
Dir::Etc::PreferencesParts "$folder/apt/parts";
APT::Install-Recommends "false";
APT::Sandbox::User "";
Acquire::Languages "none";
Acquire::Retries "3";
Debug::NoLocking "true";
CONF
  # After this system's own settings, such as its proxy.
  apt-get -q -c "$folder/apt/apt.conf" update && apt-get -q -y -c "$folder/apt/apt.conf" --download-only install mysql-server-core || return
  for package in "$folder"/apt/cache/archives/*.deb; do
    case ${package##*/} in perl* | libperl*) continue ;; esac
    dpkg-deb -x "$package" "$folder/root" || return
  done
  rm -rf "$folder"/root/usr/share/{doc,man,locale}
}

provide() {
  find_server && return
  local tool folder
  for tool in apt-get dpkg-deb flock; do
    command -v "$tool" >/dev/null || fail "it comes from Debian's packages, and $tool is not here."
  done
  [ -r "$keyring" ] || fail "it comes from Debian's packages, and their keys are not here. Install: debian-archive-keyring"
  mkdir -p "$cache"
  exec 9>"$cache/mysql-server.lock"
  flock 9
  find_server && return
  echo "Fetching MySQL (60 MB) into $home …" >&2
  folder=$(mktemp -d "$cache/mysql-server.XXXXXX")
  # shellcheck disable=SC2064  # the folder as it is now
  trap "rm -rf '$folder'" EXIT
  unpack "$folder" >"$folder/log" 2>&1 9>&- || { tail -n 5 "$folder/log" >&2; fail "Debian sid's mysql-server-core cannot be had."; }
  rm -rf "$home"
  mv "$folder/root" "$home"
  { find_server && "${server[@]}" --version >/dev/null 2>"$folder/log"; } || { tail -n 5 "$folder/log" >&2; rm -rf "$home"; fail "Debian sid's does not run here."; }
}

run() {
  local folder=$1 port=$2 options pid watcher ended tries=1200
  # Nothing that a test is about depends on the disk being flushed: a killed server keeps what the system has.
  options=(
    --user="$(id -un)" --datadir="$folder/data" --tmpdir="$folder" --innodb-redo-log-capacity=64M
    --innodb-flush-log-at-trx-commit=2 --innodb-doublewrite=OFF --innodb-flush-method=O_DIRECT_NO_FSYNC --disable-log-bin
  )
  if [ ! -f "$folder/made" ]; then
    rm -rf "$folder/data"
    "${server[@]}" "${options[@]}" --initialize-insecure >"$folder/log" 2>&1 </dev/null || { tail -n 25 "$folder/log" >&2; exit 1; }
    touch "$folder/made"
  fi
  # The server dies with this script, however that ends, where the system has a way to say so.
  ! command -v setpriv >/dev/null || server=(setpriv --pdeathsig KILL "${server[@]}")
  "${server[@]}" "${options[@]}" --bind-address=127.0.0.1 --port="$port" --mysqlx=OFF --secure-file-priv=NULL \
    --socket="$folder/socket" --pid-file="$folder/pid" --skip-name-resolve --init-file="$folder/init.sql" \
    --require-secure-transport=ON --ssl-ca="$folder/ca.pem" --ssl-cert="$folder/server-cert.pem" --ssl-key="$folder/server-key.pem" \
    --innodb-buffer-pool-size=512M --max-connections=200 --performance-schema-max-sql-text-length=16384 \
    --performance-schema-events-statements-history-size=100 >>"$folder/log" 2>&1 </dev/null &
  pid=$!
  # shellcheck disable=SC2064  # the process as it is now
  trap "kill -KILL $pid 2>/dev/null || true" EXIT
  until (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do
    kill -0 "$pid" 2>/dev/null && ((tries--)) || { tail -n 25 "$folder/log" >&2; exit 1; }
    sleep 0.05
  done
  echo "ready $pid"
  # When standard input ends nobody needs it any more. The server may also end by itself: then its data stay.
  ended=
  trap 'ended=1' TERM
  exec 3<&0
  {
    trap - EXIT TERM
    cat <&3 >/dev/null
    kill -TERM $$
  } 2>/dev/null &
  watcher=$!
  wait "$pid" 2>/dev/null || true
  kill -KILL "$pid" "$watcher" 2>/dev/null || true
  [ -z "$ended" ] || { wait "$pid" 2>/dev/null || true; rm -rf "$folder"; }
}

case ${1:-} in
  provide) provide ;;
  run) find_server || fail "it was not provided."; run "$2" "$3" ;;
  *) sed -n '2,11s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
esac
