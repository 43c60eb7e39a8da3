import { isoTime } from '../../../kernel/isoTime';

/** Unix time. Nanoseconds don’t fit into a number of seconds. */
export interface LogTime {
  readonly seconds: number;
  readonly nanoseconds: number;
}

const stamp = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:\d\d)(?: |$)/;

/** Of a line as `kubectl logs --timestamps` prints it; undefined without a time. */
export function timedLine(line: string): { readonly time: LogTime; readonly text: string } | undefined {
  const [head, second = '', fraction = '', zone = ''] = stamp.exec(line) ?? [];
  const milliseconds = head === undefined ? undefined : isoTime(`${second}${zone}`);
  if (head === undefined || milliseconds === undefined) return undefined;
  return {
    time: { seconds: milliseconds / 1000, nanoseconds: Number(fraction.padEnd(9, '0')) },
    text: line.slice(head.length),
  };
}

export const compareTimes = (a: LogTime, b: LogTime): number => a.seconds - b.seconds || a.nanoseconds - b.nanoseconds;
