import { type WizardState } from '../../src/contract/wizard';
import { type Remedy } from '../../src/kernel/finding';
import { type Note } from '../kit/field';
import { type FormField } from './formField';
import { quickFixFor, type QuickFix, remedyLabel, type RemedyRequest } from './quickFix';

export interface Issue {
  readonly severity: Note['severity'];
  /** Of a finding; a document's errors have none. */
  readonly code?: string;
  /** Shown only after the field was visited. */
  readonly isValueMissing?: boolean | undefined;
  readonly path: string;
  readonly message: string;
  readonly fix?: string | undefined;
  readonly remedy?: Remedy | undefined;
}

/** Errors first; without findings of severity `ok`. */
export function issuesByField(
  { errors, plan }: WizardState,
  find: (path: string) => FormField | undefined,
): ReadonlyMap<FormField, readonly Issue[]> {
  const found = new Map<FormField, Issue[]>();
  const findings = plan?.findings ?? [];
  for (const { severity, ...issue } of [
    ...errors.map(({ code, ...error }) => ({
      ...error,
      severity: 'error' as const,
      isValueMissing: code === 'missing',
    })),
    ...findings,
  ]) {
    const field = find(issue.path);
    if (!field || severity === 'ok') continue;
    const own = found.get(field) ?? [];
    own.push({ severity, ...issue });
    found.set(field, own);
  }
  return found;
}

export interface FixEvents {
  readonly onFix: (fix: QuickFix) => void;
  readonly onRemedy: (request: RemedyRequest) => void;
}

export function noteFor(
  { path: place, partName }: FormField,
  { path, code = '', severity, message, fix, remedy }: Issue,
  current: () => WizardState | undefined,
  { onFix, onRemedy }: FixEvents,
): Note {
  const part = path.length > place.length ? partName?.(path.slice(place.length + 1), current()?.document) : undefined;
  const quickFix = (): QuickFix | undefined => {
    const state = current();
    return state && quickFixFor(code, path, state);
  };
  const quick = quickFix();
  // The document may have changed since the note was rendered.
  const run = (): void => {
    const now = quickFix();
    if (now) onFix(now);
  };
  return {
    severity,
    message: part === undefined || part === '' ? message : `${part}: ${message}`,
    fix,
    action: remedy
      ? { label: remedyLabel(remedy), run: () => onRemedy({ code, path }) }
      : quick && { label: quick.label, run },
  };
}
