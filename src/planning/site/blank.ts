/** In characters: more than any field of a site has, so that nothing longer is ever looked at. */
export const longestText = 1024;

export const isTooLong = (value: unknown): boolean =>
  typeof value === 'string' &&
  value.length > longestText &&
  (value.length > 2 * longestText || [...value].length > longestText);

/** Whether nothing was written yet. */
export const isBlank = (value: unknown): boolean =>
  value === undefined || (typeof value === 'string' && !isTooLong(value) && value.trim() === '');
