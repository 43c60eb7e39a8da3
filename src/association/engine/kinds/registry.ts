import type { Associable, AssociableKind } from '../../../kernel/resources';
import { cluster } from './cluster';
import type { AssociationKind } from './kind';
import { machine } from './machine';

const kinds: Readonly<Record<AssociableKind, AssociationKind>> = { machine, cluster };

export const kindOf = ({ kind }: Pick<Associable, 'kind'>): AssociationKind => kinds[kind];
