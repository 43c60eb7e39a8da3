import type { Finding } from '../../../../kernel/finding';
import { judge, type ObservedAzureState, type Rule } from '../../../rules';
import type { ServerSite } from '../../../site';
import type { ServersTarget } from '../../target';
import { agentAge } from './agentAge';
import { agentSupport } from './agentSupport';
import { bypassRules } from './bypass';
import { connectionRules } from './connection';
import { linuxExtensionProxy } from './extensionProxy';
import { gatewayBypassRules } from './gatewayBypass';
import { identityRules } from './identity';
import { remoteAccessRules } from './remoteAccess';
import { noBrowserOnLinux, tokenExpires } from './signIn';
import { sshHostForMany } from './sshHost';
import { tellingTags } from './tags';
import { ambiguousTags } from './tagText';

const serverRules: readonly Rule<ServerSite>[] = [
  ...connectionRules,
  ...remoteAccessRules,
  ...gatewayBypassRules,
  ...bypassRules,
  agentAge,
  ...agentSupport,
  linuxExtensionProxy,
  sshHostForMany,
  tellingTags,
  ambiguousTags,
  noBrowserOnLinux,
  ...identityRules,
  ...tokenExpires,
];

export const checkServers = ({ servers }: ServersTarget, observed: ObservedAzureState): readonly Finding[] =>
  judge(serverRules, servers, observed);
