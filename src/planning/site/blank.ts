/** Characters; longer than any field needs, to bound the work. */
export const longestText = 1024;

export const isTooLong = (value: unknown): boolean =>
  typeof value === 'string' &&
  value.length > longestText &&
  (value.length > 2 * longestText || [...value].length > longestText);

export const isBlank = (value: unknown): boolean =>
  value === undefined || (typeof value === 'string' && !isTooLong(value) && value.trim() === '');
