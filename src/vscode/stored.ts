import * as v from 'valibot';
import type { Memento } from 'vscode';

/** Undefined if missing or invalid. */
export function readStored<T>(
  state: Pick<Memento, 'get'>,
  key: string,
  form: v.GenericSchema<unknown, T>,
): T | undefined {
  const read = v.safeParse(form, state.get<unknown>(key));
  return read.success ? read.output : undefined;
}
