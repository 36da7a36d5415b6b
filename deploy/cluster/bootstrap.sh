#!/bin/sh
# Run once by Patroni on the first primary: the database of the ledger and its roles. $1 is how psql reaches the server.
set -eu
psql -X -q -v ON_ERROR_STOP=1 "$1" -c 'create database laroue'
psql -X -q -v ON_ERROR_STOP=1 "$1 dbname=laroue" <<'SQL'
\set owner_password '@OWNER_PASSWORD@'
\set app_password '@APP_PASSWORD@'
\set reader_password '@READER_PASSWORD@'
\i @CONF@/roles.sql
SQL
