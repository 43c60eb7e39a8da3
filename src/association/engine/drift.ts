import { type Association, gatewayEnabledOf, type Observation } from '../../kernel/inventory';
import type { Associable, Cluster, Machine } from '../../kernel/resources';
import { type AgentFloor, floorsAbove } from '../../kernel/knowledge/agentFloors';
import { lookUp } from '../../kernel/lookUp';

/** Something by which a resource does not do what its association says. */
export interface Drift {
  /** `broken`: its traffic does not take the way that Azure knows; `weak`: it does, and something should be done. */
  readonly severity: 'broken' | 'weak';
  /** A few words for a row: `gateway enabled but not associated`. */
  readonly words: string;
  /** What it means and what to do. */
  readonly advice: string;
}

/** What contradicts the association, the worst first. Nothing is said of an association that has not been read. */
export function driftOf(resource: Associable, association: Association, observed?: Observation): readonly Drift[] {
  if (association.status !== 'read') return [];
  const isAssociated = association.gatewayId !== undefined;
  const drifts =
    resource.kind === 'cluster'
      ? ofCluster(resource, gatewayEnabledOf(resource, association), isAssociated)
      : ofMachine(resource, isAssociated, observed);
  return drifts.toSorted((a, b) => Number(a.severity === 'weak') - Number(b.severity === 'weak'));
}

function ofCluster(
  { agentVersion }: Cluster,
  gatewayEnabled: boolean | undefined,
  isAssociated: boolean,
): readonly Drift[] {
  const ages = isAssociated ? floorsAbove('cluster', agentVersion, true).map(ofAge) : [];
  if (gatewayEnabled === undefined || gatewayEnabled === isAssociated) return ages;
  return [
    gatewayEnabled
      ? {
          severity: 'broken',
          words: 'gateway enabled but not associated',
          advice:
            'The cluster says that its gateway is enabled, but Azure knows of no association: its agents still go out directly. Associate it with a gateway, or turn the gateway off on the cluster.',
        }
      : {
          severity: 'broken',
          words: 'associated but gateway not enabled',
          advice:
            'Azure knows of the association, but the cluster says that its gateway is not enabled: its agents still go out directly. Enable the gateway on the cluster, or detach it.',
        },
    ...ages,
  ];
}

function ofMachine({ agentVersion }: Machine, isAssociated: boolean, observed?: Observation): readonly Drift[] {
  const connection = observed ? ofConnection(observed, isAssociated) : [];
  if (!isAssociated) return connection;
  const isKnownToUse = observed?.connectionType === 'gateway';
  const floors = floorsAbove('machine', agentVersion, true).filter(
    ({ code }) => !(code === 'agent.connectionType' && (isKnownToUse || connection.length > 0)),
  );
  return [...connection, ...floors.map(ofAge)];
}

const ofAge = ({ code, before, reason, fix, source, asOf }: AgentFloor): Drift => ({
  severity: Object.hasOwn(brokenWords, code) ? 'broken' : 'weak',
  words: lookUp(brokenWords, code) ?? `agent older than ${before}`,
  advice: `${reason} ${fix} (${source}, ${asOf})`,
});

/** For what keeps the traffic off the gateway. */
const brokenWords: Readonly<Record<string, string>> = {
  'agent.tooOldForGateway': 'agent too old for a gateway',
  'agent.connectionType': 'agent has to be told to use the gateway',
  'clusterAgent.tooOldForGateway': 'agent too old for a gateway',
};

function ofConnection({ connectionType, observedAt }: Observation, isAssociated: boolean): readonly Drift[] {
  if ((connectionType === 'gateway') === isAssociated) return [];
  const seen = `Seen on the machine ${observedAt}`;
  return [
    isAssociated
      ? {
          severity: 'broken',
          words: 'set to direct on the machine',
          advice: `${seen}: connection.type is direct, so its agent goes past the gateway. Run “azcmagent config set connection.type gateway” there, or detach it.`,
        }
      : {
          severity: 'broken',
          words: 'set to gateway on the machine but not associated',
          advice: `${seen}: connection.type is gateway, but Azure knows of no association. Associate it with a gateway, or run “azcmagent config set connection.type direct” there.`,
        },
  ];
}
