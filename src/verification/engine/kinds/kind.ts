import type { CheckVerdicts } from '../checkResult';
import type { Observed } from '../evidence';
import type { Expectations, StateInAzure } from '../expectations';

/** What is verified of one kind of resource. */
export interface VerifiedKind {
  /** Whether the agent on it is asked; else Azure alone is. */
  readonly isAsked: boolean;
  /** The likely cause of a state that is not well, as the table of checks calls it. */
  causeOfState(state: string): string;
  /** What Azure says beyond what it says of all kinds. */
  azureChecks(azure: StateInAzure | undefined): CheckVerdicts;
  /** What its agent says. `now` is Unix time in milliseconds. */
  agentChecks(expectations: Expectations, observed: Observed, now: number): CheckVerdicts;
}
