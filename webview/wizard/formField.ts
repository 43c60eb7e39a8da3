import { type StepId } from './step';

/** What issues and links need to know of a field. */
export interface FormField {
  /** Dotted. */
  readonly path: string;
  readonly step: StepId;
  readonly label: string;
  /** The name of a field's part, such as a list item, by the rest of its path. */
  readonly partName?: ((rest: string, document: unknown) => string | undefined) | undefined;
}
