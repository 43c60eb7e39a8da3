import * as l10n from '@vscode/l10n';
import { checkTitle, type CheckResult, explanationOf, itemTexts, sourceParts } from './checkResult';

/** In the display language. */
export interface CheckTexts {
  readonly title: string;
  /** One item each. */
  readonly expected: readonly string[];
  readonly observed: readonly string[];
  readonly cause?: string;
  /** What to do. */
  readonly fix?: string;
  /** Of a check that isn’t judged. */
  readonly consequence?: string;
  /** Pages. */
  readonly source: string;
  /** `2026-08` */
  readonly sourceDate: string;
}

export function checkTexts(check: CheckResult): CheckTexts {
  const consequence = consequenceText(check);
  const { source, asOf } = sourceParts(check);
  return {
    title: checkTitle(check.id),
    expected: itemTexts(check.expected),
    observed: itemTexts(check.observed),
    ...explanationOf(check),
    ...(consequence !== undefined && { consequence }),
    source,
    sourceDate: asOf,
  };
}

/** Of a check that isn’t judged. */
export const consequenceText = ({ consequenceOf }: CheckResult): string | undefined =>
  consequenceOf === undefined ? undefined : l10n.t`Follows from the failed check “${checkTitle(consequenceOf)}”.`;
