import * as l10n from '@vscode/l10n';
import { timeText } from '../../../kernel/text/timeText';
import { machineFloorsAbove } from '../../../kernel/knowledge/machineAgentFloors';
import { isAgentVersion, isOlderAgent } from '../../../kernel/knowledge/agentVersion';
import type { Observation } from '../../../kernel/inventory';
import { type Machine, nameInId, type OperatingSystem } from '../../../kernel/resources';
import { lookUp } from '../../../kernel/lookUp';
import { type Drift, floorDrift } from './drift';
import { firstWithArcProxy, switchesToGatewayAutomatically } from '../machine/switchesToGatewayAutomatically';
import type { AssociationKind, RemarkLabels } from './kind';

const remarks: RemarkLabels<Machine> = {
  'association.azureLocalNode': ({ resource }) =>
    resource.azureLocalId === undefined ? undefined : l10n.t('Azure Local node'),
  'association.privateLinkScope': ({ resource: { privateLinkScopeId } }) =>
    privateLinkScopeId === undefined ? undefined : l10n.t`private link scope ${nameInId(privateLinkScopeId)}`,
  'association.agentUnknown': ({ resource }) =>
    isAgentVersion(resource.agentVersion) ? undefined : l10n.t('agent unknown'),
  // An unknown operating system may be Linux, and an unknown agent old.
  'association.extensionProxy': ({ resource: { os = 'linux', agentVersion } }) =>
    hasExtensionProxy[os] && (!isAgentVersion(agentVersion) || isOlderAgent(agentVersion, firstWithArcProxy))
      ? l10n.t('extensions’ proxy')
      : undefined,
  'association.onMachine': ({ goal }) => (goal.onMachine ? undefined : l10n.t('one step on the machine')),
  'association.osUnknown': ({ resource, goal }) =>
    goal.onMachine && resource.os === undefined ? l10n.t('operating system unknown') : undefined,
};

const hasExtensionProxy: Readonly<Record<OperatingSystem, boolean>> = { linux: true, windows: false };
const elevation: Readonly<Record<OperatingSystem, string>> = { linux: 'sudo ', windows: '' };

export const machine: AssociationKind<Machine> = {
  load: { servers: 1, clusters: 0, azureLocal: 0 },
  versionNumbers: 2,
  floors: (agentVersion) => machineFloorsAbove(agentVersion, true),
  remarkLabel: (code, context) => lookUp(remarks, code)?.(context),
  ownSteps: (name, { connectionType: from }, { connectionType: to }) =>
    from === undefined || to === undefined
      ? []
      : [
          {
            kind: 'connectionType',
            title: l10n.t`Set connection.type of the agent on ${name} to ${to}`,
            effect:
              to === 'direct'
                ? l10n.t('The agent is set to connect to Azure directly.')
                : l10n.t('The agent is set to use the gateway.'),
            undo: l10n.t`Set it to ${from} again.`,
            from,
            to,
          },
        ],
  drifts({ agentVersion }, { isAssociated, observed }) {
    const connection = observed ? connectionDrifts(observed, isAssociated) : [];
    if (!isAssociated) return connection;
    const isKnownToUse = observed?.connectionType === 'gateway';
    const floors = machineFloorsAbove(agentVersion, true).filter(
      ({ code, severity }) =>
        severity !== 'info' && !(code === 'agent.connectionType' && (isKnownToUse || connection.length > 0)),
    );
    return [...connection, ...floors.map(floorDrift)];
  },
  agentMachine: ({ id, name, os, location }) => (os ? { id, name, os, location } : undefined),
  needsAgentStep: ({ os, agentVersion }, goal, observed) =>
    os !== undefined &&
    (goal === 'detach' || !switchesToGatewayAutomatically(agentVersion) || observed?.connectionType === 'direct'),
  // Source: the servers page on Arc gateway, 2026-08.
  manualDetachCommand: ({ os = 'linux' }) => `${elevation[os]}azcmagent config set connection.type direct`,
};

function connectionDrifts({ connectionType, observedAt }: Observation, isAssociated: boolean): readonly Drift[] {
  if ((connectionType === 'gateway') === isAssociated) return [];
  const seen = l10n.t`Read on the machine on ${timeText(observedAt)}.`;
  return [
    isAssociated
      ? {
          code: 'drift.setToDirect',
          severity: 'broken',
          words: l10n.t('set to direct'),
          advice: l10n.t`${seen} connection.type is direct, so the agent bypasses the gateway. Run “azcmagent config set connection.type gateway” there, or detach the machine.`,
        }
      : {
          code: 'drift.setToGateway',
          severity: 'broken',
          words: l10n.t('set to gateway, not associated'),
          advice: l10n.t`${seen} connection.type is gateway, but the machine is not associated in Azure. Associate it with a gateway, or run “azcmagent config set connection.type direct” there.`,
        },
  ];
}
