import { type WizardState } from '../../src/contract/wizard';
import { type Note } from '../kit/field';
import { type FormField } from './formField';
import { quickFixFor, type QuickFix } from './quickFix';

/** An error of the document, or a finding of its plan. */
export interface Issue {
  readonly severity: Note['severity'];
  /** Of findings alone. */
  readonly code?: string;
  readonly path: string;
  readonly message: string;
  readonly fix?: string | undefined;
}

/** The parser only misses a value where none is; of the findings some say that too. */
export const isAboutNothing = ({ code }: Issue): boolean => code === undefined || code.endsWith('Missing');

/** Everything that is said of the document, gravest first, by field; what is well is not said at one. */
export function issuesByField(
  { errors, plan }: WizardState,
  find: (path: string) => FormField | undefined,
): ReadonlyMap<FormField, readonly Issue[]> {
  const found = new Map<FormField, Issue[]>();
  const findings = plan?.findings ?? [];
  for (const { severity, ...issue } of [
    ...errors.map((error) => ({ severity: 'error' as const, ...error })),
    ...findings,
  ]) {
    const field = find(issue.path);
    if (field && severity !== 'ok') found.set(field, [...(found.get(field) ?? []), { severity, ...issue }]);
  }
  return found;
}

/** What stands beside the field, with the name of the part it is about and what the form can do. */
export function noteFor(
  { path: place, partName }: FormField,
  { path, code = '', severity, message, fix }: Issue,
  current: () => WizardState | undefined,
  onFix: (fix: QuickFix) => void,
): Note {
  const part = path.length > place.length ? partName?.(path.slice(place.length + 1), current()?.document) : undefined;
  const quickFix = (): QuickFix | undefined => {
    const state = current();
    return state && quickFixFor(code, state);
  };
  const quick = quickFix();
  // What is to be done is asked again at the press: the document may have changed since.
  const run = (): void => {
    const now = quickFix();
    if (now) onFix(now);
  };
  return {
    severity,
    message: part === undefined || part === '' ? message : `${part}: ${message}`,
    fix,
    action: quick && { label: quick.label, run },
  };
}
