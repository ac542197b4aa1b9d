#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# with-keyring.sh [--lock|--no-provider|--no-bus] COMMAND [ARG...]
#   Runs COMMAND under its own D-Bus session bus with its own gnome-keyring (Secret Service), unlocked,
#   with a throw-away keyring.  Headless, works as root and without X11.  Exit status = COMMAND's.
#   --lock         lock the default collection before COMMAND starts
#   --no-provider  start the bus but no Secret Service (and nothing D-Bus-activatable that is one)
#   --no-bus       start nothing, and hide the bus of the session
# Env: KEYRING_PASSWORD (default "test"), KEYRING_DIR (keep keyring files there; default: temp, removed),
#      KEYRING_DEBUG=1 (keep the temp dir and show its logs)
# Needs: dbus-daemon (or dbus), gnome-keyring, dbus-bin (dbus-send).  Optional: at-spi2-core (a11y activatable).
set -u
mode=unlocked
case "${1-}" in --lock) mode=locked; shift;; --no-provider) mode=none; shift;; --no-bus) mode=nobus; shift;; esac
[ $# -gt 0 ] || { echo "usage: $0 [--lock|--no-provider|--no-bus] COMMAND..." >&2; exit 2; }
for t in dbus-daemon dbus-send; do command -v $t >/dev/null || { echo "with-keyring: $t missing" >&2; exit 125; }; done
[ $mode = none ] || [ $mode = nobus ] || command -v gnome-keyring-daemon >/dev/null || { echo "with-keyring: gnome-keyring-daemon missing" >&2; exit 125; }

T=$(mktemp -d "${TMPDIR:-/tmp}/wk.XXXXXX") || exit 125     # short: socket paths are limited to 107 bytes
chmod 700 "$T"; mkdir -p -m 700 "$T/run" "$T/services" "${KEYRING_DIR:-$T/data}"
BUS= GKD= CMD=
stop() { # PID: TERM, wait up to 2 s, KILL
  local p=$1 i; [ -n "$p" ] || return 0
  kill -TERM "$p" 2>/dev/null || return 0
  for i in $(seq 40); do kill -0 "$p" 2>/dev/null || break; sleep 0.05; done
  kill -KILL "$p" 2>/dev/null; wait "$p" 2>/dev/null; return 0
}
cleanup() {
  local rc=$?; trap - EXIT INT TERM HUP
  stop "$CMD"; stop "$GKD"; stop "$BUS"
  if [ -n "${KEYRING_DEBUG-}" ]; then echo "with-keyring: kept $T" >&2; cat "$T"/*.log >&2; else rm -rf "$T"; fi
  exit $rc
}
trap cleanup EXIT; trap 'exit 130' INT; trap 'exit 143' TERM; trap 'exit 129' HUP

run() { "$@" <&0 & CMD=$!; wait $CMD; local rc=$?; CMD=; exit $rc; }
unset DBUS_SESSION_BUS_PID DBUS_STARTER_ADDRESS DBUS_STARTER_BUS_TYPE GNOME_KEYRING_CONTROL
export XDG_RUNTIME_DIR="$T/run"
if [ $mode = nobus ]; then unset DBUS_SESSION_BUS_ADDRESS; run "$@"; fi

# Our own bus config: no system service directory, so nothing is activated behind our back
# (with the standard one, gnome-keyring's org.freedesktop.secrets.service would start a second, LOCKED daemon).
cp /usr/share/dbus-1/services/org.a11y.Bus.service /usr/share/dbus-1/accessibility-services/org.a11y.atspi.Registry.service "$T/services/" 2>/dev/null
cat >"$T/bus.conf" <<X
<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN" "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:path=$T/run/bus</listen><auth>EXTERNAL</auth>
<servicedir>$T/services</servicedir>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy>
</busconfig>
X
export DBUS_SESSION_BUS_ADDRESS="unix:path=$T/run/bus"
dbus-daemon --config-file="$T/bus.conf" --nofork --nopidfile </dev/null >"$T/bus.log" 2>&1 & BUS=$!
call() { dbus-send --session --print-reply=literal --reply-timeout=2000 "$@" 2>>"$T/send.log"; }
for i in $(seq 100); do [ -S "$T/run/bus" ] && call --dest=org.freedesktop.DBus / org.freedesktop.DBus.GetId >/dev/null && break
  kill -0 $BUS 2>/dev/null || { echo "with-keyring: dbus-daemon died" >&2; cat "$T/bus.log" >&2; exit 125; }; sleep 0.05; done

S=/org/freedesktop/secrets
if [ $mode != none ]; then
  # stdin: the password without a newline, then EOF.  --foreground keeps the pid ours.
  printf %s "${KEYRING_PASSWORD-test}" | env -u DISPLAY -u WAYLAND_DISPLAY XDG_DATA_HOME="${KEYRING_DIR:-$T/data}" \
     gnome-keyring-daemon --foreground --unlock --components=secrets --control-directory="$T/run" >"$T/gkd.log" 2>&1 &
  GKD=$!
  ok=
  for i in $(seq 200); do
    p=$(call --dest=org.freedesktop.secrets $S org.freedesktop.Secret.Service.ReadAlias string:default | tr -d ' ')
    if [ -n "$p" ] && [ "$p" != / ]; then
      l=$(call --dest=org.freedesktop.secrets "$p" org.freedesktop.DBus.Properties.Get string:org.freedesktop.Secret.Collection string:Locked)
      case "$l" in *false*) ok=1; break;; esac
    fi
    kill -0 $GKD 2>/dev/null || break; sleep 0.05
  done
  [ -n "$ok" ] || { echo "with-keyring: no unlocked default collection (wrong KEYRING_PASSWORD for KEYRING_DIR?)" >&2; cat "$T/gkd.log" "$T/send.log" >&2; exit 125; }
  if [ $mode = locked ]; then call --dest=org.freedesktop.secrets $S org.freedesktop.Secret.Service.Lock array:objpath:"$p" >/dev/null; fi
fi
run "$@"
