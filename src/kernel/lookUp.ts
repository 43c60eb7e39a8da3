/**
 * What a table has under a name that somebody else may have chosen. Indexing finds what every object has by itself too: a
 * function under `constructor` or `toString`, an object under `__proto__`.
 */
export const lookUp = <T>(table: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined;
