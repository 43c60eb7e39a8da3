import { type WizardState } from '../../src/contract/wizard';
import { type Field, type Note } from '../field';
import { isEmptyAt } from './documentValue';
import { type StepId } from './step';

/** A field of the form as errors, findings and jumps see it. */
export interface FormField {
  /** Dotted, as errors and findings name it. */
  readonly path: string;
  readonly step: StepId;
  readonly label: string;
  readonly field: Pick<Field<unknown>, 'element' | 'focus' | 'setNote'>;
  /** What the form knows and the host does not. */
  readonly ownNote?: () => Note;
}

export type Complaint = WizardState['errors'][number];

export interface StepStatus {
  /** Complaints that stand at their field. */
  readonly wrong: number;
  /** Required fields that nobody has come to yet: not worth alarm. */
  readonly open: number;
  /** Warnings about what is entered. */
  readonly toLookAt: number;
}

/** All fields, so that a complaint finds its place and a click on it finds the field. */
export interface FormFields {
  readonly register: (field: FormField) => void;
  readonly find: (path: string) => FormField | undefined;
  /** The complaint is only that nothing has been entered yet, where nobody has come to yet. */
  readonly isOpen: (path: string) => boolean;
  /** From now on a missing value in these fields is an error that shows. */
  readonly markVisited: (isIncluded: (field: FormField) => boolean) => void;
  readonly setState: (state: WizardState) => void;
  /** Shows every field's note as things stand. */
  readonly refresh: () => void;
  readonly statusOf: (step: StepId) => StepStatus;
}

/** `onVisit` is told when a missing value has become an error that shows. */
export function createFormFields(onVisit: () => void): FormFields {
  const fields: FormField[] = [];
  const visited = new Set<string>();
  let last: WizardState | undefined;

  const find = (path: string): FormField | undefined => fieldAt(fields, path);
  const isQuiet = (field: FormField): boolean =>
    !visited.has(field.path) && isEmptyAt(last?.document, field.path.split('.'));

  const errorOf = (field: FormField): Complaint | undefined => last?.errors.find(({ path }) => find(path) === field);
  const warningOf = (field: FormField): Complaint | undefined =>
    last?.plan?.findings.find(
      ({ path, severity }) => (severity === 'warning' || severity === 'error') && find(path) === field,
    );

  function noteOf(field: FormField): Note {
    const error = errorOf(field);
    if (error) return isQuiet(field) ? undefined : { severity: 'error', message: error.message };
    const warning = warningOf(field);
    return warning ? { severity: 'warning', message: warning.message } : field.ownNote?.();
  }

  const show = (): void => {
    for (const field of fields) field.field.setNote(noteOf(field));
  };

  return {
    register(field) {
      fields.push(field);
    },
    find,
    isOpen: (path) => {
      const field = find(path);
      return field !== undefined && isQuiet(field);
    },
    markVisited(isIncluded) {
      const fresh = fields.filter((field) => isIncluded(field) && !visited.has(field.path));
      for (const { path } of fresh) visited.add(path);
      if (fresh.length > 0) onVisit();
    },
    setState(state) {
      last = state;
    },
    refresh: show,
    statusOf(step) {
      const own = fields.filter((field) => field.step === step);
      const withError = own.filter(errorOf);
      const open = withError.filter(isQuiet).length;
      return {
        wrong: withError.length - open,
        open,
        toLookAt: own.filter((field) => !errorOf(field) && warningOf(field)).length,
      };
    },
  };
}

/** The field itself, the one that contains the place, or the first inside it. */
function fieldAt(fields: readonly FormField[], path: string): FormField | undefined {
  const [around] = fields
    .filter((field) => path === field.path || path.startsWith(`${field.path}.`))
    .sort((a, b) => b.path.length - a.path.length);
  return around ?? fields.find((field) => path !== '' && field.path.startsWith(`${path}.`));
}
