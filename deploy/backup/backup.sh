#!/bin/sh
# One backup of the ledger, and a copy of it elsewhere where RESTIC_REPOSITORY names a place. Settings come from the
# environment; deploy/backup/backup.env explains each.
set -eu
laroue=${LAROUE_COMMAND:-/usr/bin/laroue}
folder=${LAROUE_BACKUP_DIR:-/var/backups/laroue}

$laroue backup "$folder" --keep "${LAROUE_BACKUP_KEEP:-14}"

if [ -n "${RESTIC_REPOSITORY:-}" ]; then
    restic cat config >/dev/null 2>&1 || restic init
    restic backup --quiet --host laroue --tag laroue "$folder"
    restic forget --quiet --host laroue --tag laroue --prune \
        --keep-daily "${LAROUE_COPIES_DAILY:-14}" --keep-weekly "${LAROUE_COPIES_WEEKLY:-8}" \
        --keep-monthly "${LAROUE_COPIES_MONTHLY:-24}"
fi
