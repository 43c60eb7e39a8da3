interface Command {
  readonly program: string;
  readonly args: readonly string[];
}

/**
 * A command that ends when its input does, and so with the process that started it, even one that is killed. Its exit code
 * is the program’s. Windows ends the children of a process with it.
 */
export const tied = (program: string, args: readonly string[]): Command =>
  process.platform === 'win32'
    ? { program, args }
    : { program: '/bin/sh', args: ['-c', untilEndOfInput, 'sh', program, ...args] };

// A background job of a shell has no input unless it is given one.
const untilEndOfInput = [
  'exec 3<&0',
  '"$@" </dev/null 3<&- & program=$!',
  '{ cat <&3 >/dev/null; kill "$program"; } >/dev/null 2>&1 & watch=$!',
  'exec 3<&-',
  'wait "$program"',
  'status=$?',
  'kill "$watch" 2>/dev/null',
  'exit "$status"',
].join('\n');
