import * as l10n from '@vscode/l10n';
import { formatNumber, plural } from './phrases';

/** `1 resource`, `2,000 resources`. */
export const resourceCount = (count: number): string =>
  plural(count, { one: l10n.t('1 resource'), other: l10n.t`${formatNumber(count)} resources` });

/** Rounded to minutes, from 90 minutes on to hours. */
export function durationText(milliseconds: number): string {
  const minutes = Math.round(milliseconds / 60_000);
  if (minutes < 1) return l10n.t('less than a minute');
  if (minutes < 90) {
    return plural(minutes, { one: l10n.t('about 1 minute'), other: l10n.t`about ${formatNumber(minutes)} minutes` });
  }
  const hours = Math.round(minutes / 60);
  return plural(hours, { one: l10n.t('about 1 hour'), other: l10n.t`about ${formatNumber(hours)} hours` });
}
