import * as l10n from '@vscode/l10n';
import { featureSince } from '../../../kernel/knowledge/agentFeature';
import { arcProxyPort } from '../../../kernel/knowledge/agentServices';
import { bashLiteral, powershellLiteral } from '../../../kernel/text/quote';
import type { ServerSite } from '../../site';
import type { NextStep } from '../script';
import facts from './data/extensionProxy.json';
import { extensionsWithoutProxy } from './proxiedExtensions';

const address = `http://${facts.host}:${arcProxyPort}`;
const { since } = featureSince('automaticGateway');

const detail = (): string =>
  l10n.t`Only for Linux servers whose agent is older than ${since}: there, this extension doesn’t find the Arc proxy by itself. As of ${facts.asOf}; Microsoft’s page no longer mentions it.`;

/** In each form for which the product writes steps. */
export const extensionProxySteps = (site: ServerSite): readonly NextStep[] =>
  extensionsWithoutProxy(site).flatMap((extension) => (extension === 'azureMonitor' ? azureMonitor(site) : defender));

function azureMonitor({ azure, servers: { machines = ['<machine>'] } }: ServerSite): readonly NextStep[] {
  const name = facts.azureMonitorExtension;
  const settings = JSON.stringify({ proxy: { mode: 'application', address, auth: 'false' } });
  const bash = [
    `for machine in ${machines.map(bashLiteral).join(' ')}; do`,
    `  az connectedmachine extension update --subscription ${bashLiteral(azure.subscriptionId)} --resource-group ${bashLiteral(azure.resourceGroup)} --machine-name "$machine" --name ${name} --settings ${bashLiteral(settings)}`,
    'done',
  ];
  const powershell = [
    `${machines.map(powershellLiteral).join(', ')} | ForEach-Object {`,
    `    Update-AzConnectedMachineExtension -SubscriptionId ${powershellLiteral(azure.subscriptionId)} -ResourceGroupName ${powershellLiteral(azure.resourceGroup)} -MachineName $_ -Name ${name} -Setting @{ proxy = @{ mode = 'application'; address = ${powershellLiteral(address)}; auth = 'false' } }`,
    '}',
  ];
  const title = l10n.t('Set the Arc proxy for the Azure Monitor agent on old Linux agents');
  const both = `${detail()} ${l10n.t('This replaces the extension’s settings: add the others that it has.')}`;
  return [
    { title, detail: both, command: { shell: 'bash', text: bash.join('\n') } },
    {
      title: l10n.t('Or set it with Az PowerShell'),
      detail: both,
      command: { shell: 'powershell', text: powershell.join('\n') },
    },
  ];
}

const setProxy = `mdatp config proxy set --value ${address}`;

const defender: readonly NextStep[] = [
  {
    title: l10n.t('Set the Arc proxy for Microsoft Defender on old Linux agents'),
    detail: detail(),
    command: { shell: 'bash', text: `sudo ${setProxy}` },
  },
  {
    title: l10n.t('Or set it on all of them with Ansible'),
    detail: detail(),
    command: {
      shell: 'bash',
      text: `ansible linux --inventory '<inventory>' --become --module-name ansible.builtin.command --args ${bashLiteral(setProxy)}`,
    },
  },
];
