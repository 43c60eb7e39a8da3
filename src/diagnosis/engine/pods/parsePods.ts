import { lookUp } from '../../../kernel/lookUp';

/** A row of `kubectl get pods` or `get deployments`. */
export interface PodRow {
  /** Absent unless the listing has that column. */
  readonly namespace?: string;
  readonly name: string;
  readonly ready: number;
  readonly total: number;
  /** Absent for a deployment. */
  readonly status?: string;
  /** Undefined for `<unknown>`. */
  readonly ageSeconds: number | undefined;
  /** UTF-16 offsets of the row, end exclusive. */
  readonly start: number;
  readonly end: number;
}

const longestRow = 1000;
/** More name no state that fewer do not. */
const mostRows = 5000;

/** Rows of listings in normalized text, with or without headings, wide or not; other lines are skipped. Linear time. */
export function parsePods(text: string): readonly PodRow[] {
  const rows: PodRow[] = [];
  let start = 0;
  while (start <= text.length && rows.length < mostRows) {
    const found = text.indexOf('\n', start);
    const end = found < 0 ? text.length : found;
    const row = end - start <= longestRow ? rowIn(text.slice(start, end)) : undefined;
    if (row) rows.push({ ...row, start, end });
    start = end + 1;
  }
  return rows;
}

const name = /^(?:(?:pods?|deployments?(?:\.apps)?)\/)?([a-z0-9][a-z0-9.-]{0,252})$/;
const readyCount = /^(\d{1,4})\/(\d{1,4})$/;
const count = /^\d{1,9}$/;

function rowIn(line: string): Omit<PodRow, 'start' | 'end'> | undefined {
  // Most lines have no such word, and are not taken apart.
  if (!/\d\/\d/.test(line)) return undefined;
  const words = line
    .replace(/^[\s>|]{0,20}/, '')
    .split(/\s+/)
    .map((word) => word.replace(/["'}\]]{1,8}$/, ''));
  const at = readyCount.test(words[1] ?? '') ? 1 : 2;
  const [, ready, total] = readyCount.exec(words[at] ?? '') ?? [];
  const own = name.exec(words[at - 1] ?? '')?.[1];
  const rest = stateOf(words.slice(at + 1));
  if (ready === undefined || total === undefined || own === undefined || !rest) return undefined;
  const [namespace] = words;
  return {
    ...(at === 2 && namespace !== undefined && { namespace }),
    name: own,
    ready: Number(ready),
    total: Number(total),
    ...rest,
  };
}

/** STATUS, RESTARTS (`4 (2m ago)`) and AGE of a pod; UP-TO-DATE, AVAILABLE and AGE of a deployment. */
function stateOf([first = '', second = '', third = '', ...more]: readonly string[]):
  Pick<PodRow, 'status' | 'ageSeconds'> | undefined {
  if (!count.test(second)) return undefined;
  const written = third.startsWith('(') ? (more[1] ?? '') : third;
  const ageSeconds = secondsOf(written);
  if (ageSeconds === undefined && !/^<\w{1,20}>$/.test(written)) return undefined;
  if (count.test(first)) return { ageSeconds };
  return /^[a-z][\w:./-]{1,60}$/.test(first) ? { status: first, ageSeconds } : undefined;
}

const units: Readonly<Record<string, number>> = { y: 31_536_000, d: 86_400, h: 3600, m: 60, s: 1 };

/** Of an age such as `3d19h`. */
function secondsOf(written: string): number | undefined {
  if (!/^(?:\d{1,6}[ydhms]){1,4}$/.test(written)) return undefined;
  return [...written.matchAll(/(\d{1,6})([ydhms])/g)].reduce(
    (sum, [, amount, unit = 's']) => sum + Number(amount) * (lookUp(units, unit) ?? 0),
    0,
  );
}
