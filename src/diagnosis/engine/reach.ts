// How far a line is looked at on either side of what was found. Logs exist that are one line of megabytes.
const reach = 1000;

/** The line around an offset, or of a long line the part around it; end exclusive. */
export function lineAround(text: string, start: number, end: number): { readonly from: number; readonly to: number } {
  const before = Math.max(0, start - reach);
  const lineStart = text.slice(before, start).lastIndexOf('\n');
  const ahead = text.slice(end, end + reach);
  const lineEnd = ahead.search(/[\r\n]/);
  return {
    from: lineStart < 0 ? before : before + lineStart + 1,
    to: end + (lineEnd < 0 ? ahead.length : lineEnd),
  };
}
