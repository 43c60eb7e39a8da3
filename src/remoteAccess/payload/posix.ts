import type { RemoteScript } from '../../kernel/ports';
import { deadlineSeconds, type Payload } from './payload';

/**
 * Runs one script after another on the machine. One line without single quotes, so that every login shell takes it in
 * single quotes. Input per script: a line with its mark, deadline in seconds, and size in bytes, then the script. The mark
 * is printed on both outputs at the start and the end, on stdout with the exit code at the end.
 *
 * A script is read completely before it starts, so a truncated one never runs; its stdin is empty. If the input ends or
 * the deadline passes while it runs, everything that it started is ended, including other process groups and sessions: by
 * SIGTERM, a second later by SIGKILL. A hyphen as mark ends only the shell.
 *
 * Before that it uses only builtins of bash, because starting programs is slow.
 */
const shell = [
  'exec 3<&0 </dev/null; j= n=0',
  'busy() { [ "$j" ] && kill -0 "$j" 2>/dev/null; }',
  // A process other than this shell and its sudo. Zombies have no command line.
  'lives() { [ "$1" != $$ ] && [ "$1" != "$PPID" ] && read -r -d "" -n 1 c <"/proc/$1/cmdline" && [ "$c" ]; }',
  // Processes outside the session (setsid, daemons) have the script's mark in their environment.
  'away() { exec grep -lszx "ARC_SCRIPT=$r" /proc/[0-9]*/environ; }',
  'all() { l=; for p in $(exec pgrep -s 0) $(away); do p=${p#/proc/}; p=${p%/environ}; lives "$p" && l="$l $p"; done; kill -"$1" $l; }',
  'left() { for p in $l; do lives "$p" && return; done; return 1; }',
  'finish() { exec >/dev/null 2>&1 3<&-; trap "" TERM; all TERM; kill -TERM 0; wait "$j"',
  'for i in 1 2 3 4 5 6 7 8 9 10; do left || break; sleep 0.1; done',
  // This shell last, because its end closes the connection, which means that everything has ended.
  'left && all KILL; kill -KILL 0; }',
  // A script that has ended leaves the session open for the next one.
  'next() { if busy; then read -r -t "$t" m t b <&3; else read -r m t b <&3; fi; c=$?; [ "$c" -gt 128 ] && ! busy; }',
  'while :; do while next; do :; done',
  '[ "$c" = 0 ] || { busy || exit 0; finish; }; [ "$m" != - ] || exit 0',
  'IFS= LC_ALL=C read -r -d "" -n "$b" s <&3 || exit 125',
  'printf "%s\\n" "$m"; printf "%s\\n" "$m" >&2',
  'n=$((n+1)); r=$$.$n; { ( export ARC_SCRIPT="$r"; set --; eval "$s" ); printf "%s %s\\n" "$m" "$?"; printf "%s\\n" "$m" >&2; } 3<&- & j=$!; done',
].join('; ');

/** Root needs no sudo. Messages are matched in English. */
const elevate = '[ "$(id -u)" = 0 ] && exec "$@"; LC_ALL=C; export LC_ALL; exec sudo -n "$@"';

/** For any `bash`, from 3.2. */
export function posixPayload(script: RemoteScript, mark: string): Payload {
  const run = ['bash', '-c', shell];
  const [program = '', ...args] = script.isElevated ? ['sh', '-c', elevate, 'arc', ...run] : run;
  const text = script.text.replaceAll('\r\n', '\n');
  return {
    argv: [program, ...args],
    command: [program, ...args].map((word) => (/^[\w-]+$/.test(word) ? word : `'${word}'`)).join(' '),
    input: `${mark} ${deadlineSeconds(script)} ${Buffer.byteLength(text)}\n${text}`,
    isSession: true,
  };
}
