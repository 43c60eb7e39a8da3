/**
 * Whether one version of an agent, of a machine or of a cluster, is older than another. Parts are compared as numbers, so 1.9 is
 * older than 1.10; missing ones count as zero. What is no version at all is older than nothing.
 */
export function isOlderAgent(version: string, than: string): boolean {
  const [a, b] = [parts(version), parts(than)];
  for (let index = 0; index < Math.max(a.length, b.length); index++) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}

/** Whether a text is a version that can be compared: 1.40-beta, of which a part is no number, is none. */
export const isAgentVersion = (text: string | undefined): text is string =>
  text !== undefined && /^\d+(?:\.\d+)+$/.test(text.trim());

const parts = (version: string): number[] => version.trim().split('.').map(Number);
