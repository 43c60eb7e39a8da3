import type { GatewaySite } from '../../planning/site';
import type { Dialect } from './dialect';
import type { Draft } from './draft';
import type { Model } from './model';
import type { Values } from './values';

/** What every rule is given: the script, what is certain of it, and where the results go. */
export interface Context {
  readonly model: Model;
  readonly values: Values;
  readonly dialect: Dialect;
  readonly site: GatewaySite;
  readonly draft: Draft;
  /** The commands stand on one logical line (a Dockerfile's RUN, a YAML scalar): a line break of our own would end it. */
  readonly isOneLine: boolean;
}

/** Name of the gateway, for sentences. */
export const gatewayName = ({ gateway }: GatewaySite): string => gateway.id.slice(gateway.id.lastIndexOf('/') + 1);

/** Works something out about a script at the first time that it is asked for, and keeps it. */
export function oncePerScript<T>(workOut: (context: Context) => T): (context: Context) => T {
  const known = new WeakMap<Model, { readonly result: T }>();
  return (context) => {
    const present = known.get(context.model) ?? { result: workOut(context) };
    known.set(context.model, present);
    return present.result;
  };
}
