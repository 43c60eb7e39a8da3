/** The index of the first of the ascending numbers that is `limit` or more; their count if none is. */
export function firstAtLeast(ascending: readonly number[], limit: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if ((ascending[middle] ?? 0) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The index of the last of the ascending whole numbers that is at most `limit`; -1 if none is. */
export const lastAtMost = (ascending: readonly number[], limit: number): number =>
  firstAtLeast(ascending, limit + 1) - 1;
