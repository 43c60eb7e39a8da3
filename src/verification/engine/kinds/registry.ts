import type { AssociableKind } from '../../../kernel/resources';
import type { VerificationTarget } from '../expectations';
import { cluster } from './cluster';
import type { VerifiedKind } from './kind';
import { machine } from './machine';

const kinds: Readonly<Record<AssociableKind, VerifiedKind>> = { machine, cluster };

export const askedBy = (target: VerificationTarget): VerifiedKind['askedBy'] => kindOf(target).askedBy;

/** A fix of the room `fixes`. */
export const readerOf = (kind: AssociableKind): VerifiedKind['reader'] => kinds[kind].reader;

export const kindOf = ({ kind }: Pick<VerificationTarget, 'kind'>): VerifiedKind => kinds[kind];
