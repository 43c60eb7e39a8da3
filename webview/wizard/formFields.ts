import { type WizardState } from '../../src/contract/wizard';
import { type Note } from '../kit/field';
import { isEmptyAt } from './documentValue';
import { type FormField } from './formField';
import { type FixEvents, type Issue, issuesByField, noteFor } from './issues';
import { type StepId } from './step';

export interface StepStatus {
  readonly wrong: number;
  /** Required fields that are empty and not visited yet. */
  readonly open: number;
  readonly toLookAt: number;
}

export interface FormFields {
  readonly register: (field: FormField) => void;
  readonly find: (path: string) => FormField | undefined;
  readonly hasIssue: (path: string) => boolean;
  /** True if its value is only missing, and the field not visited yet. */
  readonly isOpen: (path: string) => boolean;
  /** In a visited field, a missing value is an error. */
  readonly markVisited: (isIncluded: (field: FormField) => boolean) => void;
  readonly setState: (state: WizardState) => void;
  readonly notesAt: (path: string) => readonly Note[];
  readonly statusOf: (step: StepId) => StepStatus;
  /** Of the fields at and below a path. */
  readonly statusBelow: (path: string) => StepStatus;
}

interface Events extends FixEvents {
  readonly onVisit: () => void;
}

export function createFormFields({ onVisit, ...fixes }: Events): FormFields {
  const fields: FormField[] = [];
  const byPath = new Map<string, FormField>();
  const visited = new Set<string>();
  let last: WizardState | undefined;
  let issues: ReadonlyMap<FormField, readonly Issue[]> = new Map();

  const find = (path: string): FormField | undefined => findField(fields, byPath, path);
  const issuesOf = (field: FormField, severity: Note['severity']): Issue[] =>
    (issues.get(field) ?? []).filter((issue) => issue.severity === severity);
  const isQuiet = (field: FormField): boolean =>
    !visited.has(field.path) &&
    isEmptyAt(last?.document, field.path.split('.')) &&
    issuesOf(field, 'error').every(({ isValueMissing = false }) => isValueMissing);

  function notesOf(field: FormField): readonly Note[] {
    if (issuesOf(field, 'error').length > 0 && isQuiet(field)) return [];
    const current = (): WizardState | undefined => last;
    return (issues.get(field) ?? []).map((issue) => noteFor(field, issue, current, fixes));
  }

  return {
    register(field) {
      fields.push(field);
      if (!byPath.has(field.path)) byPath.set(field.path, field);
    },
    find,
    hasIssue: (path) => {
      const field = find(path);
      return field !== undefined && issues.has(field);
    },
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
      issues = issuesByField(state, find);
    },
    notesAt: (path) => {
      const field = byPath.get(path);
      return field ? notesOf(field) : [];
    },
    statusOf: (step) => statusAmong((field) => field.step === step),
    statusBelow: (path) => statusAmong((field) => field.path === path || field.path.startsWith(`${path}.`)),
  };

  function statusAmong(isIncluded: (field: FormField) => boolean): StepStatus {
    const own = fields.filter(isIncluded);
    const withError = own.filter((field) => issuesOf(field, 'error').length > 0);
    const open = withError.filter(isQuiet).length;
    const toLookAt = own.filter((field) => !withError.includes(field) && issuesOf(field, 'warning').length > 0).length;
    return { wrong: withError.length - open, open, toLookAt };
  }
}

/** The field at the path, else the nearest around it, else the first inside it. */
function findField(
  fields: readonly FormField[],
  byPath: ReadonlyMap<string, FormField>,
  path: string,
): FormField | undefined {
  for (let end = path.length; end > 0; end = path.lastIndexOf('.', end - 1)) {
    const around = byPath.get(path.slice(0, end));
    if (around) return around;
  }
  return fields.find((field) => path !== '' && field.path.startsWith(`${path}.`));
}
