import { nameInId, sameResource } from '../../kernel/resources';
import { isWell } from './azureState';
import type { CheckVerdict, CheckVerdicts } from './checkResult';
import type { Expectations, StateInAzure } from './expectations';
import type { VerifiedKind } from './kinds/kind';
import { kindOf } from './kinds/registry';
import { unknown } from './verdicts';

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
  if (azure === undefined) return unknown(expected, 'not in the inventory');
  const isGood = isWell(azure.status);
  if (isGood === undefined) return unknown(expected, azure.status);
  if (isGood) return { outcome: 'passed', expected, observed: azure.status };
  return { outcome: 'failed', expected, observed: azure.status, why: kind.causeOfState(azure.status) };
}

function association({ connection, gateway, azure }: Expectations): CheckVerdict {
  if (connection === undefined) return unread('an association that can be read', azure);
  const expected = connection === 'gateway' ? (gateway?.name ?? 'a gateway') : 'none';
  if (azure?.association === undefined) return unread(expected, azure);
  const { gatewayId } = azure.association;
  const observed = gatewayId === undefined ? 'none' : nameInId(gatewayId);
  const isExpected =
    gateway === undefined ? gatewayId === undefined : gatewayId !== undefined && sameResource(gatewayId, gateway.id);
  return {
    outcome: isExpected ? 'passed' : 'failed',
    expected,
    observed,
    why: gateway === undefined ? 'unwanted' : '',
  };
}

const unread = (expected: string, azure: StateInAzure | undefined): CheckVerdict =>
  azure?.isAssociationNotOffered
    ? unknown(expected, 'Azure does not offer to read it', 'notOffered')
    : unknown(expected, 'it could not be read');

function gatewayReady({ gateway }: Expectations): CheckVerdict {
  if (gateway?.state === undefined) return unknown('Succeeded', 'not in the inventory', 'gone');
  return {
    outcome: gateway.state === 'Succeeded' ? 'passed' : 'failed',
    expected: 'Succeeded',
    observed: gateway.state,
  };
}
