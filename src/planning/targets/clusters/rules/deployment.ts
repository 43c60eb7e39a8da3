import * as l10n from '@vscode/l10n';
import { isOlderAgent } from '../../../../kernel/knowledge/agentVersion';
import tools from '../../../../kernel/knowledge/data/connectedk8s.json';
import { pageSource } from '../../../../kernel/knowledge/pages';
import { listOf } from '../../../../kernel/text/phrases';
import { type Rule, rulesOf } from '../../../rules';
import { besideGateway } from '../network';
import { type ClusterCase, isOwn } from './clusterCase';

const source = `${tools.source} (${tools.asOf})`;

const usesCli = ({ cluster }: ClusterCase): boolean => cluster.deployment?.shell !== 'powershell';
const isOlder = (version: string | undefined, than: string): boolean =>
  version !== undefined && isOlderAgent(version, than);

export const deploymentRules: readonly Rule<ClusterCase>[] = rulesOf<ClusterCase>([
  {
    code: 'cluster.extensionTooOld',
    severity: 'error',
    path: '.deployment.extensionVersion',
    applies: (subject) =>
      isOwn(subject) &&
      usesCli(subject) &&
      subject.mode === 'gateway' &&
      isOlder(subject.cluster.deployment?.extensionVersion, tools.gatewaySince),
    message: l10n.t`Before version ${tools.gatewaySince}, the connectedk8s extension doesn’t associate the cluster with the gateway.`,
    fix: l10n.t`Run ${'az extension update --name connectedk8s'}, and enter the new version. The newest known one is ${tools.newest}.`,
    source,
  },
  {
    code: 'cluster.cliTooOld',
    severity: 'error',
    path: '.deployment.cliVersion',
    applies: (subject) =>
      isOwn(subject) && usesCli(subject) && isOlder(subject.cluster.deployment?.cliVersion, tools.cliSince),
    message: l10n.t`The connectedk8s extension needs the Azure CLI ${tools.cliSince} or newer.`,
    fix: l10n.t`Run ${'az upgrade'} on the deployment machine, and enter the new version.`,
    source,
  },
  {
    code: 'cluster.currentContext',
    severity: 'info',
    path: '.deployment.context',
    applies: (subject) => isOwn(subject) && subject.cluster.deployment?.context === undefined,
    message: l10n.t('No kubectl context is named, so the scripts use the current one on the machine.'),
    fix: l10n.t`Enter the context of this cluster, as ${'kubectl config get-contexts'} shows it.`,
    source: pageSource('clusterGateway'),
  },
  {
    code: 'cluster.deploymentHosts',
    severity: 'info',
    path: '.deployment',
    applies: (subject) => isOwn(subject) && subject.mode === 'gateway' && subject.cluster.state !== 'connected',
    message: ({ target, site }) =>
      l10n.t`The deployment machine doesn’t use the gateway: it must itself reach ${listOf(besideGateway(target, site))}.`,
    fix: l10n.t(
      'Open these hosts for the deployment machine. If kubectl is there already, the script needs no download of it.',
    ),
    source,
  },
]);
