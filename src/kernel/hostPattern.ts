/**
 * Optional port (default 443). `*.x` matches one or more labels before `x`, not `x`; any other `*` stays within its
 * label (`azgn*.servicebus.windows.net`). Ignores case and a final dot. `<…>` matches no host; only `*` covers it.
 */
export interface Pattern {
  /** Starts with `*.`. */
  readonly isOpen: boolean;
  readonly labels: readonly string[];
  readonly port: number;
}

export function hostMatches(pattern: string, host: string): boolean {
  return !/[*<>]/.test(host) && covers(pattern, host);
}

/** Whether `a` matches all hosts of `b`. */
export function covers(a: string, b: string): boolean {
  const [wide, narrow] = [parsePattern(a), parsePattern(b)];
  if (wide.port !== narrow.port) return false;
  const extra = narrow.labels.length - wide.labels.length;
  if (extra > 0 && narrow.labels.slice(0, extra).includes('')) return false;
  const fits = wide.isOpen ? extra >= (narrow.isOpen ? 0 : 1) : extra === 0 && !narrow.isOpen;
  return fits && wide.labels.every((label, index) => labelCovers(label, narrow.labels[index + extra] ?? ''));
}

export function parsePattern(text: string): Pattern {
  const [, name = '', port] = /^(.*?)(?::(\d+))?$/s.exec(text.trim().toLowerCase()) ?? [];
  const labels = name.replace(/\.$/, '').split('.');
  const isOpen = labels.length > 1 && labels[0] === '*';
  return { isOpen, labels: isOpen ? labels.slice(1) : labels, port: Number(port ?? 443) };
}

/** `*` in `narrow` is an ordinary character. */
function labelCovers(wide: string, narrow: string): boolean {
  const pieces = wide.split('*');
  const [first = '', last = ''] = [pieces[0], pieces.at(-1)];
  if (pieces.length === 1) return wide === narrow;
  if (!narrow.startsWith(first) || !narrow.endsWith(last) || narrow.length < first.length + last.length) return false;
  let at = first.length;
  const end = narrow.length - last.length;
  return pieces.slice(1, -1).every((piece) => {
    const found = narrow.indexOf(piece, at);
    at = found + piece.length;
    return found >= 0 && at <= end;
  });
}
