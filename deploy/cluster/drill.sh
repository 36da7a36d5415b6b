#!/usr/bin/env bash
# The drill of the cluster: makes the hosts of docs/cluster.md in network namespaces of this machine, starts them from the
# files of this folder, breaks one thing after the other under load, and counts afterwards.
#
#   drill.sh [--trials N] [--seed S] [--kind K] [--ttl T] [--bin FOLDER] [--short] [--keep]
#
# Kinds: postgres, node, switchover, cable, island, standby, etcd, haproxy, pause, disk, restore. Without --kind all but
# restore by turns; --short is one trial of postgres, cable and pause each. --ttl is Patroni's (10, or its default 30). --bin
# is the folder of PostgreSQL's programs. --keep leaves the logs. One line a trial; exit 1 when a promise was broken.
#
# Needs root and patroni, etcd, haproxy, pgbackrest, PostgreSQL, iproute2, iptables, curl, openssl, and the built node
# (./laroue drill builds it; or LAROUE_CLASSPATH). Everything is kept in memory: what is shown is failover, not disks.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)

trials=10 seed=$((RANDOM * 32768 + RANDOM)) kind= ttl=10 keep= bin=
kinds=(postgres node switchover cable island standby etcd haproxy pause disk)
while [ $# -gt 0 ]; do
    case $1 in
        --trials) trials=$2; shift 2 ;;
        --seed) seed=$2; shift 2 ;;
        --kind) kind=$2; shift 2 ;;
        --ttl) ttl=$2; shift 2 ;;
        --bin) bin=$2; shift 2 ;;
        --short) kinds=(postgres cable pause) trials=3; shift ;;
        --keep) keep=yes; shift ;;
        *) sed -n 's/^# \{0,1\}//;2,13p' "$0" >&2; exit 2 ;;
    esac
done

complain() { echo "drill: $*" >&2; exit 2; }

[ "$(id -u)" -eq 0 ] || complain 'it makes network namespaces, and needs root'
[ -n "$bin" ] || bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
for program in patroni etcd haproxy pgbackrest ip iptables curl openssl setpriv; do
    command -v "$program" >/dev/null || complain "$program is missing (apt-get install patroni etcd-server haproxy pgbackrest python3-etcd)"
done
[ -x "$bin/postgres" ] || complain 'PostgreSQL is missing'
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
modules=$here/../..
classpath=${LAROUE_CLASSPATH:-$modules/ledger-admin/target/laroue/laroue.jar:$modules/ledger-trials/target/trials.jar}
[ -e "${classpath%%:*}" ] || complain 'the node is not built: ./laroue drill builds it'
ip netns list | grep -q '^lr-' && complain 'namespaces lr-… are there: another drill runs, or was killed'

case $ttl in
    10) loop_wait=3 retry_timeout=3 longest=15 ;;
    30) loop_wait=10 retry_timeout=10 longest=40 ;;
    *) complain '--ttl is 10 or 30' ;;
esac

# ---- Hosts

declare -A address=([db1]=10.18.0.11 [db2]=10.18.0.12 [db3]=10.18.0.13 [app1]=10.18.0.21 [app2]=10.18.0.22
    [backup]=10.18.0.31 [client]=10.18.0.41)
databases=(db1 db2 db3) apps=(app1 app2)
declare -A pid=()

work=$(mktemp -d "${TMPDIR:-/tmp}/laroue-drill.XXXXXX")
chmod 755 "$work"

# All that lives in the namespaces was started here.
clean() {
    set +e
    trap - EXIT INT TERM
    local name
    for name in "${!address[@]}"; do
        ip netns pids "lr-$name" 2>/dev/null | xargs -r kill -9 2>/dev/null
    done
    sleep 0.5
    for name in "${!address[@]}" switch; do
        ip netns del "lr-$name" 2>/dev/null
    done
    if [ -n "$keep" ]; then
        cp -r "$work/log" "$work.log"
        echo "drill: the logs are in $work.log" >&2
    fi
    umount "$work"/hosts/*/data "$work" 2>/dev/null
    rm -rf "$work"
}
trap clean EXIT
trap 'exit 130' INT TERM

make_hosts() {
    mount -t tmpfs -o size=6g,mode=755 laroue-drill "$work"
    mkdir -p "$work/log" "$work/here" "$work/hosts"
    echo '127.0.0.1 localhost' >"$work/names"
    # Runs in a mount namespace of its own: every host has its own files at the same place, and knows the others by name.
    cat >"$work/enter" <<SH
#!/bin/sh
mount --rbind "$work/hosts/\$1" "$work/here" && mount --bind "$work/names" /etc/hosts || exit 1
shift
exec "\$@"
SH
    chmod +x "$work/enter"
    ip netns add lr-switch
    ip -n lr-switch link add switch type bridge
    ip -n lr-switch link set switch up
    local name
    for name in "${!address[@]}"; do
        echo "${address[$name]} $name" >>"$work/names"
        ip netns add "lr-$name"
        ip -n "lr-$name" link set lo up
        ip link add eth0 netns "lr-$name" type veth peer name "$name" netns lr-switch
        ip -n "lr-$name" addr add "${address[$name]}/24" dev eth0
        ip -n "lr-$name" link set eth0 up
        ip -n lr-switch link set "$name" master switch up
        mkdir -p "$work/hosts/$name/data"
    done
    for name in "${databases[@]}"; do
        mount -t tmpfs -o size=700m,mode=700 "laroue-$name" "$work/hosts/$name/data"
    done
}

on() { # HOST COMMAND…
    local host=$1
    shift
    ${become:-} ip netns exec "lr-$host" "$work/enter" "$host" "$@"
}

as_postgres() { # HOST COMMAND…
    local host=$1
    shift
    on "$host" setpriv --reuid=postgres --regid=postgres --init-groups env "PATH=$bin:$PATH" HOME=/nonexistent "$@"
}

# NAME COMMAND…, where the command is on or as_postgres: in the background, with a log. Each step becomes the next one
# by exec, so that the number is the program's own, and a signal reaches it.
start() {
    local name=$1
    shift
    (
        exec </dev/null >>"$work/log/$name" 2>&1
        become=exec
        "$@"
    ) &
    pid[$name]=$!
    disown "$!" # nothing is said when it is killed
}

alive() { [ -n "${pid[$1]:-}" ] && kill -0 "${pid[$1]}" 2>/dev/null; }

secret() { openssl rand -hex 20; }

configure() {
    cat >"$work/values" <<VALUES
CONF=$work/here/etc
DATA=$work/here/data
BIN=$bin
NETWORK=10.18.0.0/24
CLIENTS=0.0.0.0:8000
SHARED_BUFFERS=64MB
TTL=$ttl
LOOP_WAIT=$loop_wait
RETRY_TIMEOUT=$retry_timeout
REST_PASSWORD=$(secret)
SUPERUSER_PASSWORD=$(secret)
REPLICATION_PASSWORD=$(secret)
REWIND_PASSWORD=$(secret)
OWNER_PASSWORD=$(secret)
APP_PASSWORD=$(secret)
READER_PASSWORD=$(secret)
BACKUP_PASSWORD=$(secret)
LAROUE_SECRET=$(secret)
ADMIN_SECRET=$(secret)
VALUES
    # shellcheck disable=SC1091
    . "$work/values"
    openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj '/CN=laroue drill' \
        -keyout "$work/ca.key" -out "$work/ca.crt" 2>/dev/null
    local name etc
    for name in "${databases[@]}" backup "${apps[@]}"; do
        etc=$work/hosts/$name/etc
        "$here/fill.sh" "$work/values" "$name" "$etc"
        openssl req -newkey rsa:2048 -nodes -subj "/CN=$name" -keyout "$etc/host.key" -out "$work/request" 2>/dev/null
        openssl x509 -req -in "$work/request" -CA "$work/ca.crt" -CAkey "$work/ca.key" -CAcreateserial -days 2 \
            -extfile <(echo "subjectAltName=DNS:$name") -out "$etc/host.crt" 2>/dev/null
        cp "$work/ca.crt" "$etc/ca.crt"
        chmod 600 "$etc/host.key"
    done
    chown -R postgres: "$work"/hosts/{db1,db2,db3,backup}
}

start_etcd() { start "etcd-$1" as_postgres "$1" etcd --config-file "$work/here/etc/etcd.yaml"; }
start_patroni() { start "patroni-$1" as_postgres "$1" patroni "$work/here/etc/patroni.yaml"; }
start_pgbackrest() {
    start "pgbackrest-$1" as_postgres "$1" pgbackrest --config="$work/here/etc/pgbackrest.conf" server
}
start_haproxy() { start "haproxy-$1" on "$1" haproxy -f "$work/here/etc/haproxy.cfg"; }

with_settings() { # HOST COMMAND…
    local host=$1 settings
    shift
    mapfile -t settings < <(grep -v '^#' "$work/hosts/$host/etc/laroue.env" || grep -v '^#' "$work/hosts/app1/etc/laroue.env")
    on "$host" env "${settings[@]}" "$@"
}
laroue=("$java" -XX:+UseParallelGC -XX:+UseCompactObjectHeaders -XX:TieredStopAtLevel=1
    --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -Daxoniq.update-checker.disabled=true
    -cp "$classpath")
start_node() { start "node-$1" with_settings "$1" "${laroue[@]}" -Xmx400m laroue.admin.node.LaRoue run; }

# ---- What the hosts say

status() { on client curl -s -o /dev/null -m 2 -w '%{http_code}' "$1" || true; }
says() { [ "$(status "$1")" = 200 ]; }

database_that_is() { # primary, synchronous
    local name
    for name in "${databases[@]}"; do
        says "http://$name:8008/$1" && echo "$name" && return
    done
    return 1
}

writer() {
    local name
    for name in "${apps[@]}"; do
        says "http://$name:8081/actuator/health/writer" && echo "$name" && return
    done
    return 1
}

why_not_whole() {
    local name primaries=0 replicas=0
    for name in "${databases[@]}"; do
        says "http://$name:2379/health" || { echo "etcd of $name"; return; }
        if says "http://$name:8008/primary"; then
            primaries=$((primaries + 1))
        elif says "http://$name:8008/replica"; then
            replicas=$((replicas + 1))
        fi
    done
    [ "$primaries-$replicas" = 1-2 ] || { echo "$primaries primaries and $replicas standbys"; return; }
    database_that_is synchronous >/dev/null || { echo 'no synchronous standby'; return; }
    for name in ${1-"${apps[@]}"}; do
        alive "node-$name" || { echo "node $name, which has ended"; return; }
        says "http://$name:8080/readyz" || { echo "node $name"; return; }
        says "http://$name:8000/readyz" || { echo "HAProxy of $name"; return; }
    done
    [ $# -gt 0 ] || writer >/dev/null || echo 'no node writes'
}

until_whole() { # SECONDS [nodes to ask]
    local end=$((SECONDS + $1)) why
    shift
    while why=$(why_not_whole "$@") && [ -n "$why" ]; do
        [ $SECONDS -lt $end ] && [[ $why != *ended ]] || { echo "not whole: $why" >&2; return 1; }
        sleep 0.5
    done
}

# ---- Breaking and mending

state=$seed
chance() { # LEAST MOST: sets drawn
    state=$(((state * 1103515245 + 12345) & 0x7fffffff))
    drawn=$(($1 + (state >> 8) % ($2 - $1 + 1)))
}

kill_postgres() { # HOST: all its processes
    local main
    main=$(head -n 1 "$work/hosts/$1/data/postgresql/postmaster.pid")
    # shellcheck disable=SC2046
    kill -9 "$main" $(ps -o pid= --ppid "$main") 2>/dev/null || true
}

# From one to all others, for both directions; packets vanish, nobody is told.
cut_off() { # HOST OTHER…
    local host=$1 other
    shift
    for other in "$@"; do
        on "$host" iptables -A INPUT -s "${address[$other]}" -j DROP
        on "$host" iptables -A OUTPUT -d "${address[$other]}" -j DROP
    done
}

others() { # NAME FROM…
    local name=$1 other
    shift
    for other in "$@"; do [ "$other" = "$name" ] || echo "$other"; done
}

strike() { # KIND: says on whom, in struck
    local name
    primary=$(database_that_is primary)
    struck=$primary
    case $1 in
        postgres)
            # Half of the time Patroni lives, and sees it at once.
            chance 0 1
            [ "$drawn" = 0 ] || kill -9 "${pid[patroni-$primary]}"
            [ "$drawn" = 0 ] && struck="$primary without Patroni" || struck="$primary with Patroni"
            kill_postgres "$primary"
            ;;
        node) struck=$(writer) && kill -9 "${pid[node-$struck]}" ;;
        switchover)
            struck=$(database_that_is synchronous)
            on client curl -s -m 60 -o /dev/null -u "patroni:$REST_PASSWORD" -d "{\"leader\": \"$primary\", \"candidate\": \"$struck\"}" \
                "http://$primary:8008/switchover"
            ;;
        cable) ip -n lr-switch link set "$primary" nomaster ;;
        standby)
            struck=$(database_that_is synchronous)
            ip -n lr-switch link set "$struck" nomaster
            ;;
        island)
            # shellcheck disable=SC2046
            cut_off "$primary" $(others "$primary" "${databases[@]}") backup
            ;;
        etcd)
            chance 0 2
            struck="all but ${databases[$drawn]}"
            for name in $(others "${databases[$drawn]}" "${databases[@]}"); do kill -9 "${pid[etcd-$name]}"; done
            ;;
        haproxy) struck=$(writer) && kill -9 "${pid[haproxy-$struck]}" ;;
        pause) struck=$(writer) && kill -STOP "${pid[node-$struck]}" ;;
        disk) fill_disk "$primary" ;;
    esac
}

fill_disk() {
    local folder=$work/hosts/$1/data
    fallocate -l "$(df --output=avail -B1 "$folder" | tail -n 1)" "$folder/filler"
}

# Whatever was broken is mended, and what is dead is started again, as an init system would.
mend() {
    local name
    for name in "${databases[@]}"; do
        ip -n lr-switch link set "$name" master switch
        on "$name" iptables -F
        rm -f "$work/hosts/$name/data/filler"
        alive "etcd-$name" || start_etcd "$name"
        alive "patroni-$name" || start_patroni "$name"
        alive "pgbackrest-$name" || start_pgbackrest "$name"
    done
    for name in "${apps[@]}"; do
        alive "node-$name" || start_node "$name"
        kill -CONT "${pid[node-$name]}"
        alive "haproxy-$name" || start_haproxy "$name"
    done
}

outage() { # KIND: seconds, in drawn
    case $1 in
        switchover) chance 0 2 ;;
        node | haproxy) chance 1 10 ;;
        *) chance 2 $((2 * ttl)) ;;
    esac
}

# ---- The judge: sends payments, and holds what was answered against what is there (laroue.trials.crashtest.DrillJudge)

start_judge() {
    coproc JUDGE {
        become=exec
        on client env "ADMIN_SECRET=$ADMIN_SECRET" "READER_PASSWORD=$READER_PASSWORD" "${laroue[@]}" -Xmx300m \
            laroue.trials.crashtest.DrillJudge \
            "jdbc:postgresql://db1,db2,db3/laroue?targetServerType=primary&connectTimeout=2&socketTimeout=20" \
            http://app1:8000 http://app2:8000 2>>"$work/log/judge"
    }
    disown "$JUDGE_PID"
}

judge() { # a word; its answer in said
    echo "$*" >&"${JUDGE[1]}"
    read -r said <&"${JUDGE[0]}" || said='broken: the judge has ended; its log says why'
    case $said in
        broken*)
            echo
            echo "BROKEN${said#broken}"
            keep=yes
            exit 1
            ;;
    esac
}

ask() { # HOST QUERY
    as_postgres "$1" psql -X -q -A -t -h "$work/here/data" laroue -c "$2"
}

verify() { # HOST [another setting]
    local host=$1
    shift
    if ! with_settings "$host" env "$@" "${laroue[@]}" -Xmx300m laroue.admin.node.LaRoue verify >"$work/log/verify" 2>&1; then
        echo
        echo "BROKEN: verify finds:"
        cat "$work/log/verify"
        keep=yes
        exit 1
    fi
}

late=0
trial() { # NUMBER KIND
    local before
    state=$((seed + $1))
    printf 'trial %3d  seed %d  %-10s ' "$(($1 + 1))" "$((seed + $1))" "$2"
    judge "load $((seed + $1))"
    chance 1500 4000
    sleep "$((drawn / 1000)).$((drawn % 1000 / 100))"
    strike "$2"
    outage "$2"
    before=$drawn
    printf '%-19s for %2d s: ' "$struck" "$before"
    sleep "$before"
    mend
    until_whole 180 || { keep=yes; exit 1; }
    sleep 2
    judge stop
    verify app1
    echo "$said, verify is clean"
    # shellcheck disable=SC2001
    [ "$(sed 's/.*away \([0-9]*\)\..*/\1/' <<<"$said")" -lt "$longest" ] || late=$((late + 1))
}

# A copy of the ledger as it was at a moment: it holds what was there then, verifies, and has none of the cluster's settings.
restore() { # NUMBER
    local copy=$work/here/data/copy moment then now settings
    printf 'trial %3d  seed %d  restore    ' "$(($1 + 1))" "$((seed + $1))"
    judge "load $((seed + $1))"
    sleep 3
    judge stop
    then=$(ask "$(database_that_is primary)" 'select position from journal.head')
    sleep 1
    moment=$(date -u '+%Y-%m-%d %H:%M:%S.%6N+00')
    sleep 1
    judge "load $((seed + $1 + 1000000))"
    sleep 3
    judge stop
    ask "$(database_that_is primary)" 'select pg_switch_wal()' >/dev/null
    sleep 5
    rm -rf "$work/hosts/backup/data/copy"
    as_postgres backup "$here/restore.sh" "$work/here/etc/pgbackrest.conf" "$moment" "$copy" 5555 >>"$work/log/restore" 2>&1
    as_postgres backup pg_ctl -D "$copy" -l "$work/here/data/copy.log" -t 60 -w start >>"$work/log/restore" 2>&1
    now=$(as_postgres backup psql -X -q -A -t -h "$copy" -p 5555 laroue -c 'select position from journal.head')
    settings=$(as_postgres backup psql -X -q -A -t -h "$copy" -p 5555 laroue -c "
        select string_agg(setting, ' ' order by name) from pg_settings
         where name in ('listen_addresses', 'archive_mode', 'archive_command', 'synchronous_standby_names', 'primary_conninfo')")
    verify backup "LAROUE_DATABASE_URL=jdbc:postgresql://127.0.0.1:5555/laroue"
    as_postgres backup pg_ctl -D "$copy" -m fast -w stop >>"$work/log/restore" 2>&1
    if [ "$then" != "$now" ] || [ "$settings" != '(disabled) off 127.0.0.1  ' ]; then
        echo "BROKEN: the copy ends at $now and not at $then; its settings are: $settings"
        keep=yes
        exit 1
    fi
    echo "$said; the copy ends at $now, as it was asked for, and verify is clean"
}

# ---- The drill

make_hosts
configure
for name in "${databases[@]}"; do start_etcd "$name"; done
start_pgbackrest backup
for name in "${databases[@]}"; do
    start_pgbackrest "$name"
    start_patroni "$name"
done
until_whole 120 ''
as_postgres backup pgbackrest --config="$work/here/etc/pgbackrest.conf" --stanza=laroue stanza-create >>"$work/log/backup" 2>&1
for name in "${apps[@]}"; do
    start_haproxy "$name"
    start_node "$name"
done
until_whole 180
as_postgres backup pgbackrest --config="$work/here/etc/pgbackrest.conf" --stanza=laroue --type=full backup >>"$work/log/backup" 2>&1
start_judge
judge found
echo "drill: PostgreSQL $("$bin/postgres" --version | sed 's/.* \([0-9.]*\) .*/\1/'), ttl $ttl; $said"
for ((number = 0; number < trials; number++)); do
    this=${kind:-${kinds[number % ${#kinds[@]}]}}
    if [ "$this" = restore ]; then restore "$number"; else trial "$number" "$this"; fi
done
echo "$trials trials, seeds $seed to $((seed + trials - 1)): every acknowledged payment is there once, and no other; $late were away for $longest s or longer."
[ "$late" = 0 ]
