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
  const consequence = consequenceText(check);
  const causeAndFix = explained && [l10n.t`Likely cause: ${explained.cause}`, l10n.t`What to do: ${explained.fix}`];
  return {
    title: checkTitle(check.id),
    expected: itemTexts(check.expected).join('\n'),
    observed: itemTexts(check.observed).join('\n'),
    isList: check.observed.length > 1,
    explanation: [
      ...(consequence === undefined ? [] : [consequence]),
      ...(causeAndFix ?? []),
      l10n.t`Source: ${sourceOf(check)}`,
    ],
  };
}

/** Of a check that isn’t judged. */
export const consequenceText = ({ consequenceOf }: CheckResult): string | undefined =>
  consequenceOf === undefined ? undefined : l10n.t`Follows from the failed check “${checkTitle(consequenceOf)}”.`;
