import type { RemoteScript } from '../../kernel/ports';
import { deadlineSeconds, type Payload } from './payload';

/**
 * What runs on the machine and takes one script after the other, as one line without a single quote, so that every login
 * shell takes it as it is when it stands in single quotes. The input is, for each script, a line with its mark, its
 * deadline in seconds and its size in bytes, and the script. The mark is said on both outputs when the script begins and
 * when it has ended, at the end on stdout with the exit code.
 *
 * A script is read whole before it starts: one that was cut off on its way does not run. Its commands find nothing on
 * their stdin. When the input ends, or the deadline passes, while a script runs, it is ended with everything that it
 * started, also what is in process groups or sessions of its own, first politely and a second later for good. A mark that is a hyphen
 * ends the shell alone; the last script has said how it ended a moment before it is gone.
 *
 * Until then there is no program in it that bash would have to start: that is what takes time on a machine.
 */
const shell = [
  'exec 3<&0 </dev/null; j= n=0',
  'busy() { [ "$j" ] && kill -0 "$j" 2>/dev/null; }',
  // Whether one of the session is left that is neither this shell nor the sudo before it. The dead have no command line.
  'lives() { [ "$1" != $$ ] && [ "$1" != "$PPID" ] && read -r -d "" -n 1 c <"/proc/$1/cmdline" && [ "$c" ]; }',
  // What left the session (setsid, a daemon) still has the script's mark in its environment.
  'away() { exec grep -lszx "ARC_SCRIPT=$r" /proc/[0-9]*/environ; }',
  'all() { l=; for p in $(exec pgrep -s 0) $(away); do p=${p#/proc/}; p=${p%/environ}; lives "$p" && l="$l $p"; done; kill -"$1" $l; }',
  'left() { for p in $l; do lives "$p" && return; done; return 1; }',
  'finish() { exec >/dev/null 2>&1 3<&-; trap "" TERM; all TERM; kill -TERM 0; wait "$j"',
  'for i in 1 2 3 4 5 6 7 8 9 10; do left || break; sleep 0.1; done',
  // This shell last: with it the connection ends, and whoever waits for that believes that all have ended.
  'left && all KILL; kill -KILL 0; }',
  // What has ended meanwhile is no reason to finish: the next script may come at any time.
  'next() { if busy; then read -r -t "$t" m t b <&3; else read -r m t b <&3; fi; c=$?; [ "$c" -gt 128 ] && ! busy; }',
  'while :; do while next; do :; done',
  '[ "$c" = 0 ] || { busy || exit 0; finish; }; [ "$m" != - ] || exit 0',
  'IFS= LC_ALL=C read -r -d "" -n "$b" s <&3 || exit 125',
  'printf "%s\\n" "$m"; printf "%s\\n" "$m" >&2',
  'n=$((n+1)); r=$$.$n; { ( export ARC_SCRIPT="$r"; set --; eval "$s" ); printf "%s %s\\n" "$m" "$?"; printf "%s\\n" "$m" >&2; } 3<&- & j=$!; done',
].join('; ');

/** Root needs no sudo, and may have none. What sudo, or the shell without it, says is only known in English. */
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
