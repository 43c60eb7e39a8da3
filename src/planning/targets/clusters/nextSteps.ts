import * as l10n from '@vscode/l10n';
import { closeAfterHours, closingProofText } from '../../../kernel/knowledge/closingRules';
import { plural } from '../../../kernel/text/phrases';
import { bashLiteral, powershellLiteral } from '../../../kernel/text/quote';
import type { ClusterScriptKind, NextStep, ScriptHead } from '../script';
import type { ClusterOfSite, SharedSite } from '../target';
import { featureSteps } from './featureSteps';
import { modeOf } from './mode';

/** What a person does with the scripts of a cluster, in order. */
export function clusterSteps(
  target: ClusterOfSite,
  site: SharedSite,
  scripts: readonly ScriptHead[],
): readonly NextStep[] {
  const { cluster } = target;
  if (cluster.managedBy === 'aksArc') return provisionedSteps(target, site);
  const run = (kind: ClusterScriptKind, title: string, detail: string): NextStep[] => {
    const [script] = scripts.filter((each) => each.kind === kind);
    return script ? [{ title, detail, command: commandOf(script) }] : [];
  };
  const { name } = cluster;
  return [
    ...run(
      'runtimeProxy',
      l10n.t`Give the nodes of ${name} the proxy`,
      l10n.t(
        'Run the script as root on each node: the container runtime pulls images by itself, without the agents’ proxy.',
      ),
    ),
    ...run(
      'prepareDeployment',
      l10n.t`Prepare a terminal for ${name}`,
      l10n.t('It sets the proxy for this terminal, and tells which tools are missing.'),
    ),
    ...run(
      'connectCluster',
      l10n.t`Connect ${name}`,
      l10n.t(
        'Run it on the deployment machine. It proves that the kubectl context is not connected elsewhere, and checks the gateway and the providers first.',
      ),
    ),
    ...run(
      'updateCluster',
      l10n.t`Switch ${name} to the gateway`,
      l10n.t(
        'Run it on the deployment machine. It proves that the kubectl context is this cluster before it changes anything.',
      ),
    ),
    ...privateLinkStep(target, site),
    ...run(
      'verifyCluster',
      l10n.t`Verify ${name}`,
      l10n.t('It compares Azure, the association and the cluster itself. Exit code 0 means that all agree.'),
    ),
    ...featureSteps(target, site),
    ...run(
      'auditCluster',
      l10n.t`See the traffic of ${name}`,
      l10n.t('It prints what the Arc proxy in the cluster has logged, and takes a time to look back: 30m, 24h.'),
    ),
    ...(modeOf(cluster, site) === 'gateway' ? [closeOldRules(name)] : []),
  ];
}

const closeOldRules = (name: string): NextStep => ({
  title: l10n.t`Close firewall rules that ${name} no longer needs`,
  detail: `${closingProofText('clusters')} ${plural(closeAfterHours, {
    one: l10n.t('Wait 1 hour from then.'),
    other: l10n.t`Wait ${closeAfterHours} hours from then.`,
  })} ${l10n.t(
    'Keep what servers, other clusters and Azure Local instances of this site still need; the traffic view lists what can be closed.',
  )}`,
});

function commandOf({ fileName, language, kind }: ScriptHead): NonNullable<NextStep['command']> {
  if (language === 'powershell') {
    const file = powershellLiteral(`.\\${fileName}`);
    return { shell: 'powershell', text: kind === 'prepareDeployment' ? `. ${file}` : `& ${file}` };
  }
  const file = bashLiteral(`./${fileName}`);
  if (kind === 'prepareDeployment') return { shell: 'bash', text: `. ${file}` };
  return { shell: 'bash', text: kind === 'runtimeProxy' ? `sudo bash ${file}` : `bash ${file}` };
}

/** The extension has no option for a cluster that is connected already. */
function privateLinkStep({ cluster }: ClusterOfSite, site: SharedSite): NextStep[] {
  if (cluster.state !== 'connected' || modeOf(cluster, site) !== 'privateLink') return [];
  return [
    {
      title: l10n.t`Add ${cluster.name} to the private link scope`,
      detail: l10n.t(
        'In the portal, open the private link scope, and add the cluster under Azure Arc resources. No command does this.',
      ),
    },
  ];
}

function provisionedSteps({ cluster, place }: ClusterOfSite, site: SharedSite): NextStep[] {
  if (modeOf(cluster, site) !== 'gateway' || site.gateway === undefined) return [];
  const options = [
    ['--name', cluster.name],
    ['--resource-group', place.resourceGroup],
    ['--subscription', place.subscriptionId],
    ['--gateway-id', site.gateway.id],
  ].map(([option = '', value = '']) => `${option} ${bashLiteral(value)}`);
  const isNew = cluster.state !== 'connected';
  return [
    {
      title: isNew ? l10n.t`Create ${cluster.name} with the gateway` : l10n.t`Switch ${cluster.name} to the gateway`,
      detail: isNew
        ? l10n.t(
            'AKS enabled by Azure Arc takes the gateway when the cluster is created. Add these options to az aksarc create.',
          )
        : l10n.t('Only az aksarc changes this cluster. To remove the gateway again, use --disable-gateway instead.'),
      command: { shell: 'bash', text: isNew ? options.join(' ') : `az aksarc update ${options.join(' ')}` },
    },
  ];
}
