/**
 * Total stays below the 4,096 bytes of Azure's run command, so the script can truncate at a line
 * and mark it. Logs have a separate run.
 */
export const collectionLimits = {
  room: { config: 160, show: 1_900, check: 1_800, log: 3_900 },
  /** Agents are slow to report unreachable endpoints. */
  seconds: { config: 20, show: 40, version: 20, check: 150 },
} as const;

/** Unused lines of `show`; an extended regular expression for lower-case text, without quotes. */
export const ignoredLines =
  '^ ?.?(portal ?page|vm ?id|vm ?uuid|correlation ?id|agent ?logfile|manufacturer|model|cloud ?provider|m[sy]+sql|pgsql|agent ?auto ?upgrade|identity ?key)';
