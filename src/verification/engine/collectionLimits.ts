/**
 * Bounds of the verification script. All sections together stay below the 4,096 bytes that Azure's run command gives
 * back, so that what is cut is cut by the script, at a line, and marked. A log has a run of its own.
 */
export const collectionLimits = {
  room: { config: 160, show: 1_900, check: 1_800, log: 3_900 },
  /** An agent that cannot reach its endpoints takes its time to say so. */
  seconds: { config: 20, show: 40, check: 150 },
} as const;

/** Lines of `show` that no check reads; an extended regular expression for lower-case text, without quotes in it. */
export const ignoredLines =
  '^ ?.?(portal ?page|vm ?id|vm ?uuid|correlation ?id|agent ?logfile|manufacturer|model|cloud ?provider|m[sy]+sql|pgsql|agent ?auto ?upgrade|identity ?key)';
