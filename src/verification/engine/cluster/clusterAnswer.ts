import type { ArcError } from '../../../kernel/errors';
import type { LabeledObject } from '../../../kernel/kubectl';

export type ClusterReading<T> = { readonly value: T } | { readonly error: ArcError };

/** What a cluster says of itself; each reading may fail on its own. JSON as the API server answered. */
export interface ClusterAnswer {
  readonly version: ClusterReading<unknown>;
  readonly config: ClusterReading<unknown>;
  readonly pods: ClusterReading<unknown>;
  readonly releases: ClusterReading<readonly LabeledObject[]>;
}
