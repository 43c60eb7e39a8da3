import { type WizardState } from '../../src/contract/wizard';

export interface Blocker {
  readonly path: string;
  readonly message: string;
  readonly fix?: string | undefined;
}

/** Why there are no scripts; empty if there are some, or if nothing is wrong. */
export function blockersOf({ errors, plan }: WizardState): readonly Blocker[] {
  if (!plan) return errors;
  return plan.scripts.length > 0 ? [] : [...errors, ...plan.findings.filter(({ severity }) => severity === 'error')];
}
