declare module 'vitest' {
  interface TaskMeta {
    /** Why it was skipped, if it was. */
    skippedBecause?: string;
  }
}

/**
 * Options of a test or of a `describe` that cannot run on every machine: where it cannot it is skipped, and the reason,
 * a whole sentence, stands at the end of `npm test`. `describe('…', skipUnless(powershell, withoutPowershell), () => …)`.
 */
export const skipUnless = (condition: unknown, reason: string) => ({
  skip: !condition,
  meta: { skippedBecause: reason },
});
