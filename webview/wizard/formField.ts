import { type StepId } from './step';

export interface FormField {
  /** Dotted path of its value in the document. */
  readonly path: string;
  readonly step: StepId;
  readonly label: string;
  /** Names a part of the field, such as a list item, by the rest of its path. */
  readonly partName?: ((rest: string, document: unknown) => string | undefined) | undefined;
}
