import { type WizardState } from '../../src/contract/wizard';
import { type Remedy } from '../../src/kernel/finding';
import { clusterPath } from './clusterFields';
import { pathKey } from './documentValue';

export interface Blocker {
  readonly path: string;
  readonly message: string;
  readonly fix?: string | undefined;
  readonly code?: string;
  readonly remedy?: Remedy | undefined;
}

/** Why there are no scripts; empty if there are some, or if nothing is wrong. */
export function blockersOf({ errors, plan }: WizardState): readonly Blocker[] {
  if (!plan) return errors;
  return plan.scripts.length > 0 ? [] : [...errors, ...plan.findings.filter(({ severity }) => severity === 'error')];
}

/** Why one cluster has none, though other targets have some. */
export function clusterBlockers({ errors, plan }: WizardState, index: number): readonly Blocker[] {
  const path = pathKey(clusterPath(index));
  const found = plan?.findings.filter(({ severity }) => severity === 'error') ?? [];
  const isOwn = (blocker: Blocker): boolean => blocker.path === path || blocker.path.startsWith(`${path}.`);
  const own = [...errors, ...found].filter(isOwn);
  return own.length > 0 ? own : found.filter((blocker) => !blocker.path.startsWith('targets.'));
}
