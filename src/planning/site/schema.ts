import * as v from 'valibot';
import { type FieldErrorCode, type Issue, issueOf } from './issues';

export type Schema<T> = v.GenericSchema<unknown, T>;

/** The readable part of a value, with issues. */
export interface Read {
  readonly value: unknown;
  readonly issues?: readonly Issue[] | undefined;
}

export const faulty = (code: FieldErrorCode, message: string): Read => ({
  value: undefined,
  issues: [issueOf(code, message)],
});

type Next = (schema: v.GenericSchema, value: unknown) => Read;

/** Custom reading; type and JSON schema stay. */
export const readingBy = <S extends v.GenericSchema>(schema: S, read: (value: unknown, next: Next) => Read): S => ({
  ...schema,
  '~run'(dataset: v.UnknownDataset, config: v.Config<Issue>) {
    const { value, issues = [] } = read(dataset.value, (member, input) => member['~run']({ value: input }, config));
    return issues.length === 0 ? { typed: true, value } : { typed: false, value, issues };
  },
});

/** Reports the first issue of each value. */
export const readBy = (schema: v.GenericSchema, value: unknown): Read => {
  const { output, issues } = v.safeParse(schema, value, { abortPipeEarly: true });
  return { value: output, issues };
};

/** Deeply read-only. */
export type Out<S extends v.GenericSchema> = Frozen<v.InferOutput<S>>;
type Frozen<T> = T extends string | number ? T : { readonly [K in keyof T]: Frozen<T[K]> };

/** JSON schema keywords for editors. */
export interface About {
  readonly title?: string;
  readonly description?: string;
  readonly patternErrorMessage?: string;
  /** Meaning of a missing value. */
  readonly default?: string;
}
