import type { Finding } from '../../../../kernel/finding';
import { judge, type ObservedAzureState, type Rule } from '../../../rules';
import type { ServerSite } from '../../../site';
import type { ServersTarget } from '../../target';
import { agentRules } from './agent';
import { bypassRules } from './bypass';
import { connectionRules } from './connection';
import { linuxExtensionProxy } from './extensionProxy';
import { identityRules, noBrowserOnLinux } from './identity';
import { sshHostForMany } from './sshHost';
import { tellingTags } from './tags';
import { ambiguousTags } from './tagText';

const serverRules: readonly Rule<ServerSite>[] = [
  ...connectionRules,
  ...bypassRules,
  ...agentRules,
  linuxExtensionProxy,
  sshHostForMany,
  tellingTags,
  ambiguousTags,
  noBrowserOnLinux,
  ...identityRules,
];

export const checkServers = ({ servers }: ServersTarget, observed: ObservedAzureState): readonly Finding[] =>
  judge(serverRules, servers, observed);
