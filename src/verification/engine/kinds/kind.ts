import type { CheckVerdicts } from '../checkResult';
import type { Observed } from '../evidence';
import type { Expectations, StateInAzure } from '../expectations';

export interface VerifiedKind {
  /** Besides Azure: by scripts on the machine, or by kubectl where a context is chosen. */
  readonly askedBy: 'scripts' | 'kubectl';
  /** What reads more of it where a cause isn’t known. */
  readonly reader: 'readAgent' | 'readCluster';
  /** For an unhealthy state; a key in the table of checks. */
  causeOfState(state: string): string;
  azureChecks(azure: StateInAzure | undefined): CheckVerdicts;
  /** `now`: Unix time in milliseconds. */
  agentChecks(expectations: Expectations, observed: Observed, now: number): CheckVerdicts;
}
