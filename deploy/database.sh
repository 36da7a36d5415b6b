#!/bin/sh
# Run once by the PostgreSQL container, on its first start: the roles of the ledger, in its empty database.
set -eu
psql -U "$POSTGRES_USER" -d "$POSTGRES_DB" \
    -v owner_password="$LAROUE_DATABASE_OWNER_PASSWORD" \
    -v app_password="$LAROUE_DATABASE_PASSWORD" \
    -v reader_password="$LAROUE_DATABASE_READER_PASSWORD" \
    -f /laroue/roles.sql
