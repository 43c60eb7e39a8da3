/** One-based. */
export interface Position {
  readonly step: number;
  readonly totalSteps: number;
}

/** Asks one question; undefined: back. */
export type Step<Draft> = (draft: Draft, position: Position) => Promise<Draft | undefined>;

/** Going back keeps the answers. */
export async function walkSteps<Draft>(start: Draft, steps: readonly Step<Draft>[]): Promise<Draft> {
  let draft = start;
  for (let index = 0; index < steps.length;) {
    const next = await steps[index]?.(draft, { step: index + 1, totalSteps: steps.length });
    if (next === undefined) {
      index = Math.max(0, index - 1);
    } else {
      draft = next;
      index++;
    }
  }
  return draft;
}
