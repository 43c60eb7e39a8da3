import type { AssociableKind } from '../../../kernel/resources';
import type { VerificationTarget } from '../expectations';
import { cluster } from './cluster';
import type { VerifiedKind } from './kind';
import { machine } from './machine';

/** Every kind of resource that is verified. */
const kinds: Readonly<Record<AssociableKind, VerifiedKind>> = { machine, cluster };

/** Whether the agent on a target is asked; else Azure alone is. */
export const isAsked = (target: VerificationTarget): boolean => kindOf(target).isAsked;

export const kindOf = ({ kind }: Pick<VerificationTarget, 'kind'>): VerifiedKind => kinds[kind];
