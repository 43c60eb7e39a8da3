const field = /(?:^|\s)([\w.]+)=(?:"((?:[^"\\]|\\.){0,2000})"|(\S*))/g;

/** The `name=value` pairs of a line of a log, by lower-case name; a value with blanks stands in double quotes. */
export function logFields(line: string): ReadonlyMap<string, string> {
  return new Map(
    [...line.matchAll(field)].map(([, name = '', quoted, bare = '']) => [
      name.toLowerCase(),
      quoted === undefined ? bare : quoted.replace(/\\(.)/g, '$1'),
    ]),
  );
}
