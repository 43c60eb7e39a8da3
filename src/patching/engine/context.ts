import { lastSegment } from '../../kernel/lastSegment';
import type { GatewaySite } from '../../planning/site';
import type { Dialect } from './dialect';
import type { PatchBuilder } from './patchBuilder';
import type { Model } from './model';
import type { Span } from './syntaxTree';
import type { Values } from './values';

export interface Context {
  readonly model: Model;
  readonly values: Values;
  readonly dialect: Dialect;
  readonly site: GatewaySite;
  readonly patch: PatchBuilder;
  /** A Dockerfile RUN or YAML scalar: inserted text must not contain line breaks. */
  readonly isOneLine: boolean;
  /** True for a text that holds a script, which is read on its own. */
  readonly isHeld: (text: Span) => boolean;
}

export const gatewayName = ({ gateway }: GatewaySite): string => lastSegment(gateway.id);

/** Memoizes per script. */
export function oncePerScript<T>(workOut: (context: Context) => T): (context: Context) => T {
  const known = new WeakMap<Model, { readonly result: T }>();
  return (context) => {
    const present = known.get(context.model) ?? { result: workOut(context) };
    known.set(context.model, present);
    return present.result;
  };
}
