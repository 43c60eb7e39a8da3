import tags from '../data/serviceTags.json';
import { covers } from '../hostPattern';
import { bicepComment, bicepString } from './bicep';
import { deviceEntries, type DeviceEntry } from './deviceEntries';
import { note, type Writer } from './written';

/**
 * Rules of a network security group, one for each service tag that carries one of the hosts. Such a group knows
 * addresses and no names: hosts that no published tag carries are findings, and comments of the file.
 */
export const nsgBicep: Writer = (endpoints) => {
  const { entries, findings } = deviceEntries(endpoints);
  const rules = tags.flatMap(({ carries, ...tag }) => {
    const ports = entries
      .filter((entry) => carries.some((wide) => covers(wide, entry.shape.host)))
      .map(({ port }) => port);
    return ports.length === 0 ? [] : [{ ...tag, ports: [...new Set(ports)].sort((a, b) => a - b) }];
  });
  const untagged = entries.filter((entry) => !isCarried(entry));
  const text = [
    bicepComment('Azure Arc allow list: outbound rules of a network security group, by service tag'),
    ...findings.map(({ message }) => bicepComment(message)),
    ...untagged.map((entry) => bicepComment(`No service tag is published for ${addressOf(entry)}`)),
    // Without a rule the compiler would complain of what is never used.
    ...(rules.length === 0 ? [] : [parameters, ...rules.map(resource)]),
  ].join('');
  return { text, findings: [...findings, ...(untagged.length > 0 ? [untaggedNote(untagged)] : [])] };
};

const isCarried = ({ shape }: DeviceEntry): boolean =>
  tags.some(({ carries }) => carries.some((wide) => covers(wide, shape.host)));

const addressOf = ({ shape, port }: DeviceEntry): string => `${shape.host}, port ${port}`;

const untaggedNote = (entries: readonly DeviceEntry[]) =>
  note(
    'warning',
    'noServiceTag',
    `No service tag is published for these, so no rule allows them: ${entries.map(addressOf).join('; ')}.`,
    'Allow them on a firewall or proxy that knows names.',
    'learn.microsoft.com/azure/azure-arc/servers/network-requirements (2026-06-24)',
  );

const parameters = `
@description('Name of the network security group in this resource group')
param networkSecurityGroupName string

@description('Priority of the first rule; it has to be a smaller number than that of any rule that denies the internet')
@minValue(100)
@maxValue(4000)
param firstPriority int = 150

resource networkSecurityGroup 'Microsoft.Network/networkSecurityGroups@2024-05-01' existing = {
  name: networkSecurityGroupName
}
`;

interface TagRule {
  readonly tag: string;
  readonly rule: string;
  readonly purpose: string;
  readonly source: string;
  readonly asOf: string;
  readonly ports: readonly number[];
}

const resource = ({ tag, rule, purpose, source, asOf, ports }: TagRule, index: number): string => `
${bicepComment(`${source} (${asOf})`)}resource ${rule.charAt(0).toLowerCase()}${rule.slice(1)} 'Microsoft.Network/networkSecurityGroups/securityRules@2024-05-01' = {
  parent: networkSecurityGroup
  name: ${bicepString(rule)}
  properties: {
    description: ${bicepString(purpose)}
    priority: firstPriority + ${index}
    direction: 'Outbound'
    access: 'Allow'
    protocol: 'Tcp'
    sourceAddressPrefix: 'VirtualNetwork'
    sourcePortRange: '*'
    destinationAddressPrefix: ${bicepString(tag)}
    destinationPortRanges: [
${ports.map((port) => `      ${bicepString(`${port}`)}\n`).join('')}    ]
  }
}
`;
