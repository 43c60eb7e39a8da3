import { isUsable } from '../../kernel/knowledge/gatewayState';
import { nameInId, sameResource } from '../../kernel/resources';
import { isConnected } from '../../kernel/knowledge/connectionStates';
import type { CheckVerdict, CheckVerdicts } from './checkResult';
import type { Expectations, StateInAzure } from './expectations';
import type { VerifiedKind } from './kinds/kind';
import { kindOf } from './kinds/registry';
import type { ShownValue } from './shownValue';
import { coded, none, shownValue, unknown, verdict } from './verdicts';

/** All checks of a cluster, some of a machine. */
export function azureChecks(expectations: Expectations): CheckVerdicts {
  const { subject, connection, azure, from } = expectations;
  const kind = kindOf(subject);
  const isFromAzure = from === 'azure' && azure?.association !== undefined;
  return [
    ['azure.status', status(azure, kind)],
    // Would compare Azure with itself.
    ...(isFromAzure ? [] : ([['azure.association', association(expectations)]] as const)),
    ...(connection === 'gateway' ? ([['azure.gateway', gatewayReady(expectations)]] as const) : []),
    ...kind.azureChecks(azure),
  ];
}

function status(azure: StateInAzure | undefined, kind: VerifiedKind): CheckVerdict {
  const expected = 'Connected';
  if (azure === undefined) return unknown(expected, coded('notInInventory'));
  const isGood = isConnected(azure.status);
  if (isGood === undefined) return unknown(expected, shownValue(azure.status));
  return isGood
    ? verdict('passed', expected, azure.status)
    : verdict('failed', expected, azure.status, kind.causeOfState(azure.status));
}

function association({ connection, gateway, azure }: Expectations): CheckVerdict {
  if (connection === undefined) return unread(coded('readableAssociation'), azure);
  const expected = connection === 'gateway' ? (gateway?.name ?? coded('anyGateway')) : none;
  if (azure?.association === undefined) return unread(expected, azure);
  const { gatewayId } = azure.association;
  const observed = gatewayId === undefined ? none : nameInId(gatewayId);
  const isExpected =
    gateway === undefined ? gatewayId === undefined : gatewayId !== undefined && sameResource(gatewayId, gateway.id);
  return verdict(isExpected ? 'passed' : 'failed', expected, observed, gateway === undefined ? 'unwanted' : '');
}

const unread = (expected: ShownValue, azure: StateInAzure | undefined): CheckVerdict =>
  azure?.isAssociationNotOffered
    ? unknown(expected, coded('associationNotOffered'), 'notOffered')
    : unknown(expected, coded('associationUnread'));

function gatewayReady({ gateway }: Expectations): CheckVerdict {
  if (gateway?.state === undefined) return unknown('Succeeded', coded('notInInventory'), 'gone');
  return verdict(isUsable({ state: gateway.state }) ? 'passed' : 'failed', 'Succeeded', gateway.state);
}
