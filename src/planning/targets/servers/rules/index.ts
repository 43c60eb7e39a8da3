import type { Rule } from '../../../rules';
import type { ServerSite } from '../../../site';
import { agentAge } from './agent';
import { bypassRules } from './bypass';
import { connectionRules } from './connection';
import { identityRules, noBrowserOnLinux } from './identity';
import { sshHostForMany } from './sshHost';
import { tellingTags } from './tags';
import { ambiguousTags } from './tagText';

export const serverRules: readonly Rule<ServerSite>[] = [
  ...connectionRules,
  ...bypassRules,
  agentAge,
  sshHostForMany,
  tellingTags,
  ambiguousTags,
  noBrowserOnLinux,
  ...identityRules,
];
