import type { RemoteScript } from '../../core';
import { deadlineSeconds, type Payload } from './payload';

/**
 * What runs on the machine around the script, as one line without a single quote, so that every login shell takes it
 * as it is when it stands in single quotes. `$1` is the mark and `$2` the deadline in seconds.
 *
 * The script is read whole before it starts, and is one compound command: one that was cut off on its way does not run.
 * Its commands find nothing on their stdin. When the input ends the script is ended with everything that it started,
 * also what is in process groups of its own, first politely and a second later for good.
 */
const wrapper = [
  'exec 3<&0 </dev/null',
  's=$(while IFS= read -r l <&3; do [ "$l" = "$1" ] && exit 0; printf "%s\\n" "$l"; done; exit 1) || exit 125',
  'if command -v bash >/dev/null 2>&1; then b=bash; else b=sh; fi',
  'printf "%s\\n" "$1"',
  'printf "%s\\n" "$1" >&2',
  'printf "{\\n%s\\n} </dev/null\\n" "$s" | "$b" -s 3<&- & j=$!',
  `{ timeout "$2" cat; [ $? = 127 ] && cat; trap "" TERM; ${end('TERM')}; sleep 1; ${end('KILL')}; } <&3 >/dev/null 2>&1 & w=$!`,
  'wait $j; c=$?; printf "%s\\n" "$1" >&2; exec 2>/dev/null; kill $w; exit $c',
].join('; ');

/** Root needs no sudo, and may have none. What sudo, or the shell without it, says is only known in English. */
const elevate = '[ "$(id -u)" = 0 ] && exec "$@"; LC_ALL=C; export LC_ALL; exec sudo -n "$@"';

function end(signal: string): string {
  return `pkill -${signal} -s 0; kill -${signal} 0`;
}

/** For `bash`, and for POSIX sh where that is all there is. */
export function posixPayload(script: RemoteScript, mark: string): Payload {
  const run = ['sh', '-c', wrapper, 'arc', mark, String(deadlineSeconds(script))];
  const [program = '', ...args] = script.isElevated ? ['sh', '-c', elevate, 'arc', ...run] : run;
  return {
    argv: [program, ...args],
    command: [program, ...args].map((word) => (/^[\w-]+$/.test(word) ? word : `'${word}'`)).join(' '),
    input: `${script.text.replaceAll('\r\n', '\n').replace(/\n+$/, '')}\n${mark}\n`,
    watchesInput: true,
  };
}
