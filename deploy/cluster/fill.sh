#!/bin/sh
# Fills in the configurations of this folder for one host:  fill.sh VALUES HOST FOLDER
#
# VALUES is a file of lines NAME=value, kept where secrets are kept (docs/cluster.md lists the names); FOLDER, which the
# files name as @CONF@, gets what HOST (db1, db2, db3, backup, app1 or app2) needs.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
[ $# -eq 3 ] && [ -r "$1" ] || { sed -n 's/^# \{0,1\}//;2,5p' "$0" >&2; exit 2; }
values=$1 host=$2 folder=$3
umask 027
mkdir -p "$folder"
script=$(mktemp)
trap 'rm -f "$script"' EXIT
printf 's|@HOST@|%s|g\n' "$host" >"$script"
sed -n '/^[A-Z_]*=/{s/[&|\\]/\\&/g;s/^\([A-Z_]*\)=\(.*\)$/s|@\1@|\2|g/p;}' "$values" >>"$script"

fill() {
    sed -f "$script" "$here/$1" >"$folder/$2"
    if grep -n '@[A-Z_]*@' "$folder/$2" >&2; then
        echo "fill.sh: $values has no value for what stands above, of $1" >&2
        exit 1
    fi
}

case $host in
    db?)
        fill etcd.yaml etcd.yaml
        fill patroni.yaml patroni.yaml
        fill pgbackrest-db.conf pgbackrest.conf
        fill bootstrap.sh bootstrap.sh
        cp "$here/../roles.sql" "$folder/roles.sql"
        ;;
    backup)
        fill pgbackrest-backup.conf pgbackrest.conf
        ;;
    app?)
        fill haproxy.cfg haproxy.cfg
        fill laroue.env laroue.env
        cp "$here/busy.http" "$here/outcome-unknown.http" "$folder/"
        ;;
    *)
        echo "fill.sh: what is $host? One of db1, db2, db3, backup, app1, app2" >&2
        exit 2
        ;;
esac
