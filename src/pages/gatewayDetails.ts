import * as l10n from '@vscode/l10n';
import type { PageFact, PageList } from '../contract/resourcePage';
import { type ArcError, isArcError } from '../kernel/errors';
import type { GatewayDetails } from '../kernel/gatewayApi';
import { bypassRequirements } from '../gateways/engine';

type Read = GatewayDetails | ArcError | undefined;

/** None while it is read. */
export function bypassList(details: Read): readonly PageList[] {
  const title = l10n.t('Bypass list');
  if (details === undefined) return [];
  if (isArcError(details)) return [{ title, items: [], note: details.message }];
  const { bypass } = details;
  if (!bypass)
    return [{ title, items: [], note: l10n.t('Azure does not offer an API version with bypass lists here yet.') }];
  const note =
    bypass.length === 0
      ? l10n.t('It is empty: every host that the gateway serves goes through it.')
      : bypassRequirements();
  return [{ title, items: bypass, note }];
}

export function featureFacts(details: Read): readonly PageFact[] {
  if (details === undefined || isArcError(details)) return [];
  const { allowedFeatures } = details;
  const name = l10n.t('Allowed features');
  if (allowedFeatures.includes('*')) return [{ name, value: l10n.t('all') }];
  return [{ name, value: allowedFeatures.length === 0 ? l10n.t('not reported') : allowedFeatures.join(', ') }];
}
