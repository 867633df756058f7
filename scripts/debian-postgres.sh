#!/usr/bin/env bash
# Runs a command with TEST_DATABASE_URL leading to a throwaway cluster of Debian's PostgreSQL 15, the oldest version
# that halls may bring themselves:  scripts/debian-postgres.sh npm test -- --database
set -euo pipefail

bin=/usr/lib/postgresql/15/bin

if [ ! -x "$bin/postgres" ]; then
  # Or the package would make a cluster of its own and start it.
  mkdir -p /etc/postgresql-common
  echo 'create_main_cluster = false' > /etc/postgresql-common/createcluster.conf
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq
  apt-get install -y -qq --no-install-recommends postgresql-15 >/dev/null
fi

# PostgreSQL refuses root.
as_server=()
[ "$(id -u)" -ne 0 ] || as_server=(setpriv --reuid=postgres --regid=postgres --clear-groups)

folder=$(mktemp -d /tmp/tingxu-pg15-XXXXXX)
[ "$(id -u)" -ne 0 ] || chown postgres "$folder"
server=

finish() {
  status=$?
  if [ -n "$server" ] && kill -INT "$server" 2>/dev/null; then
    wait "$server" || true
  fi
  rm -rf "$folder"
  exit "$status"
}
trap finish EXIT
trap 'exit 143' TERM
trap 'exit 130' INT

cd /
"${as_server[@]}" "$bin/initdb" -D "$folder/data" --username=tingxu --auth=trust --encoding=UTF8 --locale=C.UTF-8 \
  --no-sync >/dev/null
# Through exec, so that the number is the server's own; monitored, so that Ctrl-C is ours to handle.
set -m
(exec "${as_server[@]}" "$bin/postgres" -D "$folder/data" -c listen_addresses= -c unix_socket_directories="$folder" \
  -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=200 -c shared_buffers=64MB \
  >"$folder/log" 2>&1) &
server=$!
set +m

for _ in $(seq 100); do
  "$bin/pg_isready" -q -h "$folder" && break
  kill -0 "$server" 2>/dev/null || { cat "$folder/log"; exit 1; }
  sleep 0.1
done

cd "$OLDPWD"
echo "$("$bin/postgres" --version) in $folder"
export TEST_DATABASE_URL="postgresql://tingxu@/postgres?host=$folder"
"$@"
