import * as v from 'valibot';
import { type FieldErrorCode, type Issue, issueOf } from './issues';

export type Schema<T> = v.GenericSchema<unknown, T>;

/** The value as far as it could be read, with what is wrong in it. */
export interface Read {
  readonly value: unknown;
  readonly issues?: readonly Issue[] | undefined;
}

export const faulty = (code: FieldErrorCode, message: string): Read => ({
  value: undefined,
  issues: [issueOf(code, message)],
});

type Next = (schema: v.GenericSchema, value: unknown) => Read;

/** The schema with a reading of its own: its type and its JSON schema stay those of the schema. */
export const readingBy = <S extends v.GenericSchema>(schema: S, read: (value: unknown, next: Next) => Read): S => ({
  ...schema,
  '~run'(dataset: v.UnknownDataset, config: v.Config<Issue>) {
    const { value, issues = [] } = read(dataset.value, (member, input) => member['~run']({ value: input }, config));
    return issues.length === 0 ? { typed: true, value } : { typed: false, value, issues };
  },
});

/** Reads a value by a schema. Of each value the first fault is told. */
export const readBy = (schema: v.GenericSchema, value: unknown): Read => {
  const { output, issues } = v.safeParse(schema, value, { abortPipeEarly: true });
  return { value: output, issues };
};

/** What a schema gives: as deep as it goes, nobody changes it. */
export type Out<S extends v.GenericSchema> = Frozen<v.InferOutput<S>>;
type Frozen<T> = T extends string | number ? T : { readonly [K in keyof T]: Frozen<T[K]> };

/** What an editor shows of a field: keywords of a JSON schema. */
export interface About {
  readonly title?: string;
  readonly description?: string;
  /** Said where a text does not have the shape. */
  readonly patternErrorMessage?: string;
  /** What a missing value means. */
  readonly default?: string;
}
