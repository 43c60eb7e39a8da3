import { sameResource } from '../../kernel/resources';
import { resourceName } from '../../planning/targets/servers';
import type { CheckVerdict, CheckVerdicts } from './checkResult';
import type { Expectations, StateInAzure } from './expectations';
import { skipped, unknown } from './verdicts';

/** What Azure alone can say: of a machine a part, of a cluster all that is verified. */
export function azureChecks(expectations: Expectations): CheckVerdicts {
  const { subject, connection, azure, from } = expectations;
  const isMachine = subject.kind === 'machine';
  const isFromAzure = from === 'azure' && azure?.association !== undefined;
  return [
    ['azure.status', status(azure, isMachine)],
    // What Azure itself says cannot differ from what Azure says.
    ...(isFromAzure ? [] : ([['azure.association', association(expectations)]] as const)),
    ...(connection === 'gateway' ? ([['azure.gateway', gatewayReady(expectations)]] as const) : []),
    ...(isMachine ? [] : ([['cluster.gatewayEnabled', bothSides(azure)]] as const)),
  ];
}

const wellWords = ['connected', 'connectedrecently'];
const illWords = ['disconnected', 'expired', 'error', 'offline', 'agentnotinstalled'];

/** Whether Azure itself has lost it. */
export const isDisconnectedInAzure = (azure: StateInAzure | undefined): boolean =>
  azure !== undefined && illWords.includes(azure.status.toLowerCase());

function status(azure: StateInAzure | undefined, isMachine: boolean): CheckVerdict {
  const expected = 'Connected';
  if (azure === undefined) return unknown(expected, 'not in the inventory');
  const word = azure.status.toLowerCase();
  if (wellWords.includes(word)) return { outcome: 'passed', expected, observed: azure.status };
  if (!illWords.includes(word)) return unknown(expected, azure.status);
  return { outcome: 'failed', expected, observed: azure.status, why: isMachine ? azure.status : '' };
}

function association({ connection, gateway, azure }: Expectations): CheckVerdict {
  if (connection === undefined) return unread('an association that can be read', azure);
  const expected = connection === 'gateway' ? (gateway?.name ?? 'a gateway') : 'none';
  if (azure?.association === undefined) return unread(expected, azure);
  const { gatewayId } = azure.association;
  const observed = gatewayId === undefined ? 'none' : resourceName(gatewayId);
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

function bothSides(azure: StateInAzure | undefined): CheckVerdict {
  const expected = 'both sides say the same';
  if (azure === undefined) return skipped(expected, undefined);
  const own = ownWords(azure);
  if (azure.association === undefined) return unknown(expected, `${own}, the association could not be read`);
  const isAssociated = azure.association.gatewayId !== undefined;
  const observed = `${own}, Azure says ${isAssociated ? 'associated' : 'not associated'}`;
  // Without an association there is nothing that it should have said.
  if (azure.gatewayEnabled === undefined) {
    return isAssociated ? unknown(expected, observed, 'notReported') : skipped(expected, observed);
  }
  const why = azure.gatewayEnabled ? '' : 'off';
  return { outcome: azure.gatewayEnabled === isAssociated ? 'passed' : 'failed', expected, observed, why };
}

function ownWords({ gatewayEnabled }: StateInAzure): string {
  if (gatewayEnabled === undefined) return 'Azure does not say what the cluster was told';
  return gatewayEnabled ? 'the cluster says enabled' : 'the cluster says not enabled';
}
