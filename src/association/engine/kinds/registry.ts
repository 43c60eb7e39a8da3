import type { Associable, AssociableKind } from '../../../kernel/resources';
import { cluster } from './cluster';
import type { AssociationKind } from './kind';
import { machine } from './machine';

/** Every kind of resource that a gateway can be associated with. */
const kinds: Readonly<Record<AssociableKind, AssociationKind>> = { machine, cluster };

/** What is known of the kind of a resource. */
export const kindOf = ({ kind }: Pick<Associable, 'kind'>): AssociationKind => kinds[kind];
