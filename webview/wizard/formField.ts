import { type StepId } from './step';

/** A field of the form as errors, findings and jumps see it. */
export interface FormField {
  /** Dotted, as errors and findings name it. */
  readonly path: string;
  readonly step: StepId;
  readonly label: string;
  /** What a person calls the part of the field that an issue is about, by the rest of its path: an item of a list. */
  readonly partName?: ((rest: string, document: unknown) => string | undefined) | undefined;
}
