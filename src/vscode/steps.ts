/** Where a question stands among its siblings, counted from 1. */
export interface Position {
  readonly step: number;
  readonly totalSteps: number;
}

/** Asks one question; returns the draft with the answer in it, or undefined to go back to the question before. */
export type Step<Draft> = (draft: Draft, position: Position) => Promise<Draft | undefined>;

/** Asks question after question, back and forth. Answers are kept while going back, so that they can be offered again. */
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
