import * as l10n from '@vscode/l10n';
import { checkTitle, type CheckResult, explanationOf, itemTexts, sourceOf } from './checkResult';

/** In the display language. */
export interface CheckTexts {
  readonly title: string;
  /** One item per line. */
  readonly expected: string;
  readonly observed: string;
  /** Several items, to be compared line by line. */
  readonly isList: boolean;
  /** Cause, fix and source. */
  readonly explanation: readonly string[];
}

export function checkTexts(check: CheckResult): CheckTexts {
  const explained = explanationOf(check);
  const causeAndFix = explained && [l10n.t`Likely cause: ${explained.cause}`, l10n.t`What to do: ${explained.fix}`];
  return {
    title: checkTitle(check.id),
    expected: itemTexts(check.expected).join('\n'),
    observed: itemTexts(check.observed).join('\n'),
    isList: check.observed.length > 1,
    explanation: [...(causeAndFix ?? []), l10n.t`Source: ${sourceOf(check)}`],
  };
}
