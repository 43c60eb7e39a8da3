import type { GatewayTopology } from '../topology/topology';
import type { Dialect } from './dialect';
import type { Draft } from './draft';
import type { Model } from './model';
import type { Values } from './values';

/** What every rule is given: the script, what is certain of it, and where the results go. */
export interface Context {
  readonly model: Model;
  readonly values: Values;
  readonly dialect: Dialect;
  readonly topology: GatewayTopology;
  readonly draft: Draft;
  /** The commands stand on one logical line (a Dockerfile's RUN, a YAML scalar): a line break of our own would end it. */
  readonly isOneLine: boolean;
}

/** Name of the gateway, for sentences. */
export const gatewayName = ({ gateway }: GatewayTopology): string => gateway.id.slice(gateway.id.lastIndexOf('/') + 1);
