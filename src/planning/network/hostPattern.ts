/**
 * Patterns of host names as the endpoint tables write them, with an optional port (443 when there is none):
 * `*.x` stands for one or more labels before `x`, never for `x` itself; a `*` elsewhere stands for any characters of one
 * label (`azgn*.servicebus.windows.net`); all else is literal. Case and one final dot do not matter. A `<…>` that waits
 * for a fact is literal too: it matches no host, and only a `*` covers it.
 */
export interface Pattern {
  /** Starts with `*.`: any number of labels, but at least one, may stand before `labels`. */
  readonly isOpen: boolean;
  readonly labels: readonly string[];
  readonly port: number;
}

export function hostMatches(pattern: string, host: string): boolean {
  return !/[*<>]/.test(host) && covers(pattern, host);
}

/** Whether every host that `b` matches is matched by `a`. */
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

/** A `*` of the narrow label is a character like any other here: only a `*` of the wide one can take it in. */
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
