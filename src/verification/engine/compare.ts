import { systemOf } from '../../kernel/knowledge/agentServices';
import { azureChecks } from './azureChecks';
import type { CheckResult } from './checkResult';
import { judgeDependents } from './dependencies';
import type { Observed } from './evidence';
import type { Expectations } from './expectations';
import { kindOf } from './kinds/registry';

/**
 * Without the machine's answer, only that fails; checks that need it are not judged. A check follows the one that it is
 * a consequence of. `now`: Unix time in milliseconds.
 */
export function compare(expectations: Expectations, observed: Observed, now: number): readonly CheckResult[] {
  const ofAgent = kindOf(expectations.subject).agentChecks(expectations, observed, now);
  const os = expectations.os ?? ('evidence' in observed ? systemOf(observed.evidence.shown.services) : undefined);
  return judgeDependents([...azureChecks(expectations), ...ofAgent]).map(([id, verdict]) => ({
    id,
    ...verdict,
    ...(os && { os }),
  }));
}
