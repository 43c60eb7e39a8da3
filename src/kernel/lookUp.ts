/**
 * Looks up a foreign name. Indexing would also find inherited members: `constructor`, `toString`, `__proto__`.
 */
export const lookUp = <T>(table: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined;
