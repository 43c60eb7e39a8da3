/** Numeric: 1.9 < 1.10; missing parts are zero. False if not a version. */
export function isOlderAgent(version: string, than: string): boolean {
  const [a, b] = [parts(version), parts(than)];
  for (let index = 0; index < Math.max(a.length, b.length); index++) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}

/** `1.40-beta` isn’t one. */
export const isAgentVersion = (text: string | undefined): text is string =>
  text !== undefined && /^\d+(?:\.\d+)+$/.test(text.trim());

const parts = (version: string): number[] => version.trim().split('.').map(Number);
