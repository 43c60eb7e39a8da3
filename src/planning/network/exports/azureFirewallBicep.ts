import environmentUrls from './data/bicepEnvironmentUrls.json';
import { bicepComment, bicepString, indented } from './bicep';
import { byPort, deviceEntries, type PortGroup, widened, widenings } from './deviceEntries';
import { firstOf } from './firstOf';
import { noteComment, type Writer } from './written';

/**
 * Azure Firewall application rules, one per port, no TLS inspection. Wildcards only at the start; `*.x` excludes `x`.
 * Source: the Azure Firewall FAQ (2022-09-12).
 */
export const azureFirewallBicep: Writer = (endpoints) => {
  const { entries, notes } = deviceEntries(endpoints);
  const rules = byPort(entries).map(rule).join('');
  const text = [
    bicepComment('Azure Arc allow list: application rules of an Azure Firewall policy'),
    ...notes.map((note) => bicepComment(noteComment(note))),
    // Avoids compiler warnings about unused declarations.
    ...(rules === '' ? [] : [parameters, collection(rules)]),
  ].join('');
  return { text, notes: [...notes, ...widenings(entries, 'Azure Firewall')] };
};

const collection = (
  rules: string,
): string => `resource firewallPolicy 'Microsoft.Network/firewallPolicies@2024-05-01' existing = {
  name: firewallPolicyName
}

resource arcAllowList 'Microsoft.Network/firewallPolicies/ruleCollectionGroups@2024-05-01' = {
  parent: firewallPolicy
  name: 'arc-allow-list'
  properties: {
    priority: priority
    ruleCollections: [
      {
        ruleCollectionType: 'FirewallPolicyFilterRuleCollection'
        name: 'arc-allow-list'
        priority: 100
        action: {
          type: 'Allow'
        }
        rules: [
${indented(rules, 10)}        ]
      }
    ]
  }
}
`;

const parameters = `
@description('Name of the firewall policy in this resource group')
param firewallPolicyName string

@description('Address ranges of the machines')
param sourceAddresses string[]

@description('Priority of the rule collection group')
@minValue(100)
@maxValue(65000)
param priority int = 300

`;

/** Bicep’s linter wants `environment()` for some Azure hosts. */
const switchedOff = (host: string): string =>
  environmentUrls.hosts.some((part) => host.includes(part))
    ? '#disable-next-line no-hardcoded-env-urls // this is a list of hosts\n'
    : '';

function rule({ protocol, port, entries }: PortGroup): string {
  const hosts = firstOf(entries, widened)
    .map(([host, { purpose }]) => `${bicepComment(purpose)}${switchedOff(host)}${bicepString(host)}\n`)
    .join('');
  return `{
  ruleType: 'ApplicationRule'
  name: ${bicepString(`arc-${protocol}-${port}`)}
  sourceAddresses: sourceAddresses
  protocols: [
    {
      protocolType: ${bicepString(protocol === 'http' ? 'Http' : 'Https')}
      port: ${port}
    }
  ]
  targetFqdns: [
${indented(hosts, 4)}  ]
  terminateTLS: false
}
`;
}
