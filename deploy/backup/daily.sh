#!/bin/sh
# Where there is no systemd: a backup each day at LAROUE_BACKUP_AT (UTC), then a restoration of it in a scratch database. One
# that fails is told on standard error and tried again the next day; the node's metric laroue_backup_age_seconds grows meanwhile.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
laroue=${LAROUE_COMMAND:-/usr/bin/laroue}
at=${LAROUE_BACKUP_AT:-02:30}

seconds_until() {
    now=$(date -u +%s)
    next=$(date -u -d "today $at" +%s)
    [ "$next" -gt "$now" ] || next=$(date -u -d "tomorrow $at" +%s)
    echo $((next - now))
}

while :; do
    sleep "$(seconds_until)"
    "$here/backup.sh" || echo 'backup: it failed' >&2
    $laroue restore --check "${LAROUE_BACKUP_DIR:-/var/backups/laroue}" || echo 'backup: its check failed' >&2
done
