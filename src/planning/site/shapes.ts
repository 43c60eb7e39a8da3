import { guidInText } from '../../kernel/guid';
import { gatewayEndpoint } from '../../kernel/azureNames';
import { hostLabel } from '../../kernel/hostName';
import type { AgentCloud } from '../../kernel/knowledge/clouds';
import type { Shape } from './fields';

/** Patterns for the JSON schema, where checks do more. A test compares them with the checks. */
const anyCase = (source: string): Shape => ({ source, flags: 'i' });
const exactCase = (source: string): Shape => ({ source, flags: '' });

const group = String.raw`[\p{L}\p{Nd}\p{Mn}\p{Pc}.()-]{0,89}[\p{L}\p{Nd}\p{Mn}\p{Pc}()-]`;
const resource = (type: string, name: string): Shape =>
  anyCase(
    String.raw`\/subscriptions\/${guidInText}\/resourceGroups\/${group}\/providers\/Microsoft\.HybridCompute\/${type}\/${name}`,
  );

export const resourceGroupShape = exactCase(group);
export const gatewayIdShape = resource('gateways', '[a-z0-9_.-]{1,54}');
export const scopeIdShape = resource('privateLinkScopes', '[a-z0-9_.()-]{1,255}');
export const gatewayEndpointShape = anyCase(gatewayEndpoint);
export const hostPatternShape = anyCase(String.raw`(\*\.)?${hostLabel}(\.${hostLabel})*`);

export const proxyUrlShape = anyCase(
  String.raw`http:\/\/(\[[0-9a-f:.]+\]|[a-z0-9_]([a-z0-9_.-]*[a-z0-9_])?)(:[0-9]{1,5})?\/?`,
);

export const regionShapes: Readonly<Record<AgentCloud, Shape>> = {
  AzureCloud: exactCase('(?!usgov|usdod|china)[a-z][a-z0-9]{0,39}'),
  AzureUSGovernment: exactCase('us(gov|dod)[a-z0-9]{0,35}'),
  AzureChinaCloud: exactCase('china[a-z0-9]{0,35}'),
};

const port = String.raw`(:(?!0+\s*$)(6553[0-5]|655[0-2]\d|65[0-4]\d{2}|6[0-4]\d{3}|[0-5]?\d{1,4}))?`;
const ipv6 = '[0-9a-fA-F]{0,4}(:[0-9a-fA-F]{0,4}){2,7}';
const sshUser = String.raw`([a-zA-Z0-9_]|\{name\})(([a-zA-Z0-9_.@\\+-]|\{name\}){0,62}([a-zA-Z0-9_.$-]|\{name\}))?@`;
const sshName = String.raw`([a-zA-Z0-9_]|\{name\})(([a-zA-Z0-9_.-]|\{name\}){0,252}([a-zA-Z0-9_]|\{name\}))?`;
export const sshHostShape = exactCase(String.raw`(${sshUser})?(${sshName}${port}|\[${ipv6}\]${port}|${ipv6})`);

const octet = '(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])';
const cidr4 = String.raw`${octet}(\.${octet}){3}\/(8|9|[12][0-9]|3[0-2])`;
const cidr6 = String.raw`[0-9a-f:.]{2,45}\/[0-9]{2,3}`;
export const clusterRangeShape = anyCase(String.raw`(${cidr4}(\s*,\s*${cidr6})?|${cidr6}(\s*,\s*${cidr4})?)`);
export const apiServerShape = anyCase(
  String.raw`(https:\/\/)?(\[[0-9a-f:.]{2,45}\]|[a-z0-9_.-]{1,253})(:[0-9]{1,5})?\/?`,
);
