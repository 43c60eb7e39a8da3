import * as l10n from '@vscode/l10n';
import type { Finding } from '../../../../kernel/finding';
import { clusterFloorsAbove } from '../../../../kernel/knowledge/clusterAgentFloors';
import { isOlderAgent } from '../../../../kernel/knowledge/agentVersion';
import releases from '../../../../kernel/knowledge/data/clusterAgentReleases.json';
import { pageSource } from '../../../../kernel/knowledge/pages';
import { type Rule, rulesOf } from '../../../rules';
import { type ClusterCase, isOwn } from './clusterCase';

const isConnected = ({ cluster }: ClusterCase): boolean => cluster.state === 'connected';

// A new cluster gets the newest agents.
const severityOf = (severity: string, subject: ClusterCase): Finding['severity'] =>
  severity === 'error' && isConnected(subject) ? 'error' : 'warning';

const agentAge: Rule<ClusterCase> = (subject) =>
  clusterFloorsAbove(subject.cluster.agentVersion, subject.mode === 'gateway').map((floor) => ({
    code: floor.code,
    severity: severityOf(floor.severity, subject),
    path: '.agentVersion',
    message: floor.reason,
    fix: floor.fix,
    source: `${floor.source} (${floor.asOf})`,
  }));

/** `1.34`: the oldest minor version that is supported beside the newest. */
const [major = 0, minor = 0] = releases.newest.split('.').map(Number);
export const oldestSupportedAgent = `${major}.${minor - releases.supportedMinors + 1}`;
const source = `${releases.source} (${releases.asOf})`;

export const agentRules: readonly Rule<ClusterCase>[] = [
  agentAge,
  ...rulesOf<ClusterCase>([
    {
      code: 'clusterAgent.unsupported',
      severity: 'warning',
      path: '.agentVersion',
      applies: ({ cluster: { agentVersion } }) =>
        agentVersion !== undefined && isOlderAgent(agentVersion, oldestSupportedAgent),
      message: l10n.t`Microsoft supports the ${releases.supportedMinors} newest minor versions of the agents: from ${oldestSupportedAgent} while ${releases.newest} is the newest.`,
      fix: l10n.t('Upgrade the agents with az connectedk8s upgrade, or turn on automatic upgrades.'),
      source,
    },
    {
      code: 'clusterAgent.unknown',
      severity: 'info',
      path: '.agentVersion',
      applies: (subject) =>
        isOwn(subject) &&
        isConnected(subject) &&
        subject.mode === 'gateway' &&
        subject.cluster.agentVersion === undefined,
      message: l10n.t(
        'The version of the cluster’s agents isn’t known. The script reads it before it changes anything.',
      ),
      fix: l10n.t`Enter the version that ${'az connectedk8s show --query agentVersion'} shows.`,
      isValueMissing: true,
      source: pageSource('clusterGateway'),
    },
    {
      code: 'clusterAgent.noUpgrade',
      severity: 'info',
      path: '.autoUpgrade',
      applies: ({ cluster }) => cluster.autoUpgrade === 'off',
      message: l10n.t`Without automatic upgrades, the agents soon leave the ${releases.supportedMinors} newest minor versions, which Microsoft supports.`,
      fix: l10n.t('Upgrade them regularly with az connectedk8s upgrade.'),
      source,
    },
  ]),
];
