#!/usr/bin/env bash
# Runs one script after another on the machine. For bash 3.2 and later. Input per script: a line with its mark, deadline
# in seconds, and size in bytes, then the script. The mark is printed on both outputs at the start and the end, on stdout
# with the exit code at the end. A hyphen as mark ends only this shell.
#
# A script is read completely before it starts, so a truncated one never runs; its stdin is empty. If the input ends or
# the deadline passes while it runs, everything that it started is ended, including other process groups and sessions: by
# SIGTERM, a second later by SIGKILL.
#
# Before that it uses only builtins of bash, because starting programs is slow.
#
# The build joins the lines into one without single quotes, so that every login shell takes it in single quotes. A command
# therefore ends where its line does, and there are no here-documents and no comments behind a command.

exec 3<&0 </dev/null
job=
count=0

busy() { [ "$job" ] && kill -0 "$job" 2>/dev/null; }

# A process other than this shell and its sudo. Zombies have no command line.
lives() { [ "$1" != $$ ] && [ "$1" != "$PPID" ] && read -r -d "" -n 1 first <"/proc/$1/cmdline" && [ "$first" ]; }

# Processes outside the session (setsid, daemons) have the script's mark in their environment.
escaped() { exec grep -lszx "ARC_SCRIPT=$run" /proc/[0-9]*/environ; }

signal_all() {
  living=
  for process in $(exec pgrep -s 0) $(escaped); do
    process=${process#/proc/}
    process=${process%/environ}
    lives "$process" && living="$living $process"
  done
  # shellcheck disable=SC2086 # A list of process ids.
  kill -"$1" $living
}

any_left() {
  for process in $living; do
    lives "$process" && return
  done
  return 1
}

finish() {
  exec >/dev/null 2>&1 3<&-
  trap "" TERM
  signal_all TERM
  kill -TERM 0
  wait "$job"
  for _ in 1 2 3 4 5 6 7 8 9 10; do
    any_left || break
    sleep 0.1
  done
  # This shell last, because its end closes the connection, which means that everything has ended.
  any_left && signal_all KILL
  kill -KILL 0
}

# A script that has ended leaves the session open for the next one.
next() {
  if busy; then
    read -r -t "$seconds" mark seconds bytes <&3
  else
    read -r mark seconds bytes <&3
  fi
  status=$?
  [ "$status" -gt 128 ] && ! busy
}

while :; do
  while next; do
    :
  done
  [ "$status" = 0 ] || {
    busy || exit 0
    finish
  }
  [ "$mark" != - ] || exit 0
  IFS= LC_ALL=C read -r -d "" -n "$bytes" script <&3 || exit 125
  printf "%s\n" "$mark"
  printf "%s\n" "$mark" >&2
  count=$((count + 1))
  run=$$.$count
  {
    (
      export ARC_SCRIPT="$run"
      set --
      eval "$script"
    )
    printf "%s %s\n" "$mark" "$?"
    printf "%s\n" "$mark" >&2
  } 3<&- &
  job=$!
done
