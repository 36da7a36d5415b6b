#!/bin/sh
# Makes a copy of the ledger as it was at a moment, on the host "backup" or on any that may read the repository:
#
#   restore.sh CONFIG "2026-03-14 09:30:00+01" FOLDER PORT
#
# CONFIG is pgbackrest.conf, FOLDER must be empty. Run it as the user that PostgreSQL runs as, with PostgreSQL's programs in the PATH.
# The copy listens to this machine alone, follows nobody, waits for nobody and archives nothing, whatever the
# cluster's settings were. Then start it (pg_ctl -D FOLDER start), and look: ./laroue verify.
set -eu
[ $# -eq 4 ] || { sed -n 's/^# \{0,1\}//;2,8p' "$0" >&2; exit 2; }
config=$1 moment=$2 folder=$3 port=$4
mkdir -p "$folder"
chmod 700 "$folder"

# The options say that this machine is the host of the data now, and that the copy archives nothing from its first moment on.
pgbackrest --config="$config" --stanza=laroue --no-pg1-host --pg1-path="$folder" --archive-mode=off \
    --type=time --target="$moment" --target-action=promote restore

# PostgreSQL does not start from a backup with less of these than the primary had.
at_least() {
    pg_controldata "$folder" | sed -n "s/^$1 setting: *\([0-9]*\)$/\1/p"
}
# What restores the log stands in postgresql.auto.conf; all else that the cluster had set there goes.
grep -E '^(restore_command|recovery_target|archive_mode)' "$folder/postgresql.auto.conf" >"$folder/restore.conf"
mv "$folder/restore.conf" "$folder/postgresql.auto.conf"
rm -f "$folder"/postgresql.base.conf "$folder"/patroni.dynamic.json "$folder/standby.signal"
cat >"$folder/postgresql.conf" <<CONF
listen_addresses = '127.0.0.1'
port = $port
unix_socket_directories = '$folder'
hba_file = '$folder/pg_hba.conf'
max_connections = $(at_least max_connections)
max_worker_processes = $(at_least max_worker_processes)
max_wal_senders = $(at_least max_wal_senders)
max_prepared_transactions = $(at_least max_prepared_xacts)
max_locks_per_transaction = $(at_least max_locks_per_xact)
archive_mode = off
archive_command = ''
primary_conninfo = ''
primary_slot_name = ''
synchronous_standby_names = ''
hot_standby = on
CONF
cat >"$folder/pg_hba.conf" <<'HBA'
local all all              peer
host  all all 127.0.0.1/32 scram-sha-256
HBA
