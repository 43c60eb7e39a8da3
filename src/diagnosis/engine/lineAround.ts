// Some logs are a single line of megabytes.
const longest = 1000;

/** The line around a span, or a part of a long one; end exclusive. */
export function lineAround(text: string, start: number, end: number): { readonly from: number; readonly to: number } {
  const before = Math.max(0, start - longest);
  const lineStart = text.slice(before, start).lastIndexOf('\n');
  const ahead = text.slice(end, end + longest);
  const lineEnd = ahead.search(/[\r\n]/);
  return {
    from: lineStart < 0 ? before : before + lineStart + 1,
    to: end + (lineEnd < 0 ? ahead.length : lineEnd),
  };
}
