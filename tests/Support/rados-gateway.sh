#!/usr/bin/env bash
# A Ceph cluster with an S3 gateway for tests: one monitor, one store in memory, one gateway, on loopback only.
# Prints "ready" once it answers, or the daemons' logs and fails. It ends with all it started and leaves nothing when its
# standard input ends, which it does even where the test host is killed. The line "stop" there kills the gateway, which
# keeps nothing itself; "start" brings it back.
# Usage: rados-gateway.sh MONITOR-PORT S3-PORT ACCESS-KEY SECRET-KEY
set -euo pipefail
monitor_port=$1 s3_port=$2 access_key=$3 secret_key=$4
folder=$(mktemp -d)
cd "$folder"
export CEPH_CONF=$folder/ceph.conf CEPH_ARGS=
cluster=$(cat /proc/sys/kernel/random/uuid)
store=$(cat /proc/sys/kernel/random/uuid)

finish() {
  local status=$?
  [ $status = 0 ] || tail -n 25 -- *.out >&2
  # shellcheck disable=SC2046  # a list of process ids
  { kill -KILL $(jobs -p) && wait; } 2>/dev/null || true
  rm -rf "$folder"
}
trap finish EXIT

# A daemon dies with this script, however that ends.
start() { setpriv --pdeathsig KILL "$@" -f >"$1.out" 2>&1 </dev/null & }

cat >ceph.conf <<CONF
[global]
fsid = $cluster
mon_host = v2:127.0.0.1:$monitor_port
public_addr = 127.0.0.1
cluster_addr = 127.0.0.1
keyring = $folder/keyring
run_dir = $folder
crash_dir = $folder
log_to_file = false
log_to_stderr = true
mon_data = $folder/mon
mon_data_avail_crit = 1
mon_allow_pool_size_one = true
paxos_propose_interval = 0.05
auth_allow_insecure_global_id_reclaim = false
osd_data = $folder/osd
osd_objectstore = memstore
osd_crush_chooseleaf_type = 0
osd_crush_initial_weight = 1
osd_pool_default_size = 1
osd_pool_default_pg_num = 4
osd_pool_default_pg_autoscale_mode = off
memstore_device_bytes = 4294967296
rgw_frontends = beast endpoint=127.0.0.1:$s3_port
CONF

{
  ceph-authtool keyring --create-keyring --gen-key -n mon. --cap mon 'allow *'
  ceph-authtool keyring --gen-key -n osd.0 --cap mon 'allow profile osd' --cap osd 'allow *'
  ceph-authtool keyring --gen-key -n client.admin --cap mon 'allow *' --cap osd 'allow *'
  monmaptool --create --fsid "$cluster" --addv a "v2:127.0.0.1:$monitor_port" monmap
  ceph-mon --mkfs -i a --monmap monmap --keyring keyring
  start ceph-mon -i a
  mkdir osd
  timeout 30 ceph osd new "$store" 0
  ceph-osd --mkfs -i 0 --osd-uuid "$store"
  start ceph-osd -i 0
  timeout 60 radosgw-admin user create --uid tests --display-name Tests --access-key "$access_key" --secret-key "$secret_key"
} >commands.out 2>&1

start_gateway() {
  local tries=300
  start radosgw -n client.admin
  gateway=$!
  until (exec 3<>"/dev/tcp/127.0.0.1/$s3_port") 2>/dev/null; do
    kill -0 "$gateway"
    ((tries--))
    sleep 0.1
  done
  echo ready
}

start_gateway
while read -r command; do
  case $command in
    stop) kill -KILL "$gateway"; wait "$gateway" || true; echo stopped ;;
    start) start_gateway ;;
  esac
done
