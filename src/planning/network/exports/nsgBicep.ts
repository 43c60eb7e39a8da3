import { covers } from '../../../kernel/hostPattern';
import tags from './data/serviceTags.json';
import { bicepComment, bicepString } from './bicep';
import { deviceEntries, type DeviceEntry } from './deviceEntries';
import { type ExportNote, noteComment, type Writer } from './written';

/**
 * A rule per service tag. Network security groups don’t support host names, so hosts without a tag become a note and
 * comments.
 */
export const nsgBicep: Writer = (endpoints) => {
  const { entries, notes } = deviceEntries(endpoints);
  const rules = tags.flatMap(({ carries, ...tag }) => {
    const ports = entries
      .filter((entry) => carries.some((wide) => covers(wide, entry.shape.host)))
      .map(({ port }) => port);
    return ports.length === 0 ? [] : [{ ...tag, ports: [...new Set(ports)].sort((a, b) => a - b) }];
  });
  const untagged = entries.filter((entry) => !isCarried(entry));
  const text = [
    bicepComment('Azure Arc allow list: outbound rules of a network security group, by service tag'),
    ...notes.map((note) => bicepComment(noteComment(note))),
    ...untagged.map((entry) => bicepComment(`No service tag is published for ${addressOf(entry)}`)),
    // Avoids compiler warnings about unused declarations.
    ...(rules.length === 0 ? [] : [parameters, ...rules.map(resource)]),
  ].join('');
  return { text, notes: [...notes, ...(untagged.length > 0 ? [untaggedNote(untagged)] : [])] };
};

const isCarried = ({ shape }: DeviceEntry): boolean =>
  tags.some(({ carries }) => carries.some((wide) => covers(wide, shape.host)));

const addressOf = ({ shape, port }: DeviceEntry): string => `${shape.host}, port ${port}`;

const untaggedNote = (entries: readonly DeviceEntry[]): ExportNote => ({
  id: 'noServiceTag',
  values: { hosts: entries.map(addressOf).join('; ') },
});

const parameters = `
@description('Name of the network security group in this resource group')
param networkSecurityGroupName string

@description('Priority of the first rule; must be lower than that of any rule that denies internet access')
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
