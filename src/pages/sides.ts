import * as l10n from '@vscode/l10n';
import type { PageSide } from '../contract/resourcePage';
import { gatewayEnabledOf, isNotOffered } from '../kernel/inventory';
import { isUsable } from '../kernel/knowledge/gatewayState';
import { gatewaySettingOf } from '../kernel/resourceKinds';
import { type Associable, nameInId } from '../kernel/resources';
import { stateWords } from '../inventory/tree/stateWords';
import { timeText } from '../kernel/text/timeText';
import type { KnownOfMember } from './known';

/** `readAt`: when the inventory was read, as text; undefined while it is. */
export const sidesOf = (
  resource: Associable,
  known: KnownOfMember,
  readAt: string | undefined,
): readonly PageSide[] => [
  associationSide(known, readAt),
  ownSide(resource, known, readAt),
  ...gatewaySide(known, readAt),
];

const inAzure = (readAt: string | undefined): string =>
  readAt === undefined ? l10n.t('being read from Azure') : l10n.t`read from Azure on ${readAt}`;

function associationSide({ association, gateway, gatewayId }: KnownOfMember, readAt: string | undefined): PageSide {
  const side = l10n.t('Azure’s association');
  const read = inAzure(readAt);
  if (association.status === 'unread') return { side, value: l10n.t('not read yet'), read, severity: 'unknown' };
  if (association.status === 'failed') {
    return {
      side,
      value: isNotOffered(association) ? l10n.t('not offered by Azure') : l10n.t('could not be read'),
      read,
      severity: 'unknown',
    };
  }
  if (gatewayId === undefined) return { side, value: l10n.t('no gateway'), read, severity: 'ok' };
  return gateway
    ? { side, value: gateway.name, gatewayId: gateway.id, read, severity: 'ok' }
    : { side, value: nameInId(gatewayId), read, severity: 'warning' };
}

/** A cluster's setting is in Azure, a machine's is with its agent. */
function ownSide(resource: Associable, known: KnownOfMember, readAt: string | undefined): PageSide {
  const { association, observation, gatewayId } = known;
  if (gatewaySettingOf(resource)) {
    const isEnabled = gatewayEnabledOf(resource, association);
    const isAssociated = gatewayId !== undefined;
    const isKnown = isEnabled !== undefined && association.status === 'read';
    return {
      side: l10n.t('Gateway enabled on the cluster'),
      value: isEnabled === undefined ? l10n.t('not reported') : isEnabled ? l10n.t('yes') : l10n.t('no'),
      read: inAzure(readAt),
      severity: isKnown ? (isEnabled === isAssociated ? 'ok' : 'warning') : 'unknown',
    };
  }
  const side = l10n.t('The agent’s connection');
  if (!observation) {
    return { side, value: l10n.t('not known'), read: l10n.t('verifying reads it on the machine'), severity: 'unknown' };
  }
  const { connectionType, observedAt } = observation;
  const isAsAzure = association.status === 'read' && (connectionType === 'gateway') === (gatewayId !== undefined);
  return {
    side,
    value: connectionType === 'gateway' ? l10n.t('through the gateway') : l10n.t('direct'),
    read: l10n.t`read on the machine on ${timeText(observedAt)}`,
    severity: association.status === 'read' ? (isAsAzure ? 'ok' : 'warning') : 'unknown',
  };
}

function gatewaySide({ gateway, gatewayId }: KnownOfMember, readAt: string | undefined): readonly PageSide[] {
  if (gatewayId === undefined) return [];
  const side = l10n.t('The gateway');
  const read = inAzure(readAt);
  if (!gateway) return [{ side, value: l10n.t('not in the inventory'), read, severity: 'warning' }];
  const { words } = stateWords(gateway.state);
  const value = gateway.endpoint === undefined ? words : `${words}, ${gateway.endpoint}`;
  return [{ side, value, read, severity: isUsable(gateway) ? 'ok' : 'warning' }];
}
