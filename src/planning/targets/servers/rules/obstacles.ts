import type { Rule } from '../../../rules';
import type { ServerSite } from '../../../site';
import { agentAge } from './agentAge';
import { connectionRules } from './connection';
import { gatewayBypassRules } from './gatewayBypass';
import { identityRules } from './identity';
import { ambiguousTags } from './tagText';

/** Of the `serverRules`, those that may find an error. Apart, so that what asks for errors alone loads no more. */
export const serverObstacles: readonly Rule<ServerSite>[] = [
  ...connectionRules,
  ...gatewayBypassRules,
  agentAge,
  ambiguousTags,
  ...identityRules,
];
