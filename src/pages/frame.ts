import * as l10n from '@vscode/l10n';
import type { PageHead } from '../contract/resourcePage';
import type { InventoryStore } from '../inventory';
import { timeText } from '../kernel/text/timeText';
import { type ArcResource, nameInId } from '../kernel/resources';
import { type BoxText, foreign, say } from '../kernel/text/boxText';
import type { AzureSession } from '../session/azureSession';

export const titleOf = (name: string): BoxText => say`${foreign('azureName', name)}`;

/** When the inventory was read, as text; undefined while it is read for the first time. */
export function readTime({ state }: InventoryStore): string | undefined {
  return state.kind === 'ready' || state.kind === 'stale' ? timeText(new Date(state.readAt).toISOString()) : undefined;
}

/** Who sees the resource, and in which tenant. */
export function accountText(
  inventory: InventoryStore['inventory'],
  resource: ArcResource | undefined,
  account: string | undefined,
): string {
  const subscription = inventory?.subscriptions.find(
    ({ id }) => id.toLowerCase() === resource?.subscriptionId.toLowerCase(),
  );
  const tenant = subscription?.tenantId;
  return [account, tenant === undefined ? undefined : l10n.t`tenant ${tenant}`]
    .filter((part) => part !== undefined)
    .join(' · ');
}

export const missingHead = (id: string): PageHead => ({
  kind: '',
  icon: 'machine',
  name: nameInId(id),
  state: '',
  severity: 'unknown',
});

export function missingText({ problem }: InventoryStore, { isSample }: AzureSession): string {
  if (problem) return problem.message;
  return isSample
    ? l10n.t('It isn’t in the sample tenant, or no longer.')
    : l10n.t('It isn’t in the inventory: it was deleted, or its tenant or subscription isn’t shown.');
}
