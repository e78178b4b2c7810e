#!/usr/bin/env bash
# Runs Debian's netdata (apt-get install netdata-core) as a StatsD receiver and nothing else, in the foreground, with all
# its files in one directory: netdata.sh DIRECTORY WEB_PORT STATSD_PORT
# What it has received is at http://127.0.0.1:WEB_PORT/api/v1/allmetrics?format=prometheus
set -euo pipefail
here=$1 web=$2 statsd=$3
mkdir -p "$here"/{cache,lib,log,lock,run}
cat > "$here/netdata.conf" <<END
[global]
    run as user = $(id -un)
[directories]
    config = $here
    cache = $here/cache
    lib = $here/lib
    log = $here/log
    lock = $here/lock
[logs]
    access = none
    error = $here/log/error.log
[db]
    mode = ram
    retention = 120
    update every = 1
[web]
    bind to = 127.0.0.1:$web
[ml]
    enabled = no
[health]
    enabled = no
[registry]
    enabled = no
[plugins]
    timex = no
    idlejitter = no
    netdata monitoring = no
    tc = no
    diskspace = no
    proc = no
    cgroups = no
    enable running new plugins = no
    check for new plugins every = 100000
    slabinfo = no
    perf = no
    python.d = no
    go.d = no
    charts.d = no
    node.d = no
    fping = no
    apps = no
    ioping = no
    statsd = yes
[statsd]
    enabled = yes
    bind to = udp:127.0.0.1:$statsd
    update every (flushInterval) = 1
    create private charts for metrics matching = *
    max private charts hard limit = 1000
    gaps on gauges (deleteGauges) = no
    gaps on counters (deleteCounters) = no
    gaps on histograms (deleteTimers) = no
END
exec netdata -D -c "$here/netdata.conf" -P "$here/run/netdata.pid"
