export { isAgentKeyword } from './agentBypass';
export type { Bypass } from './bypass';
export { bypassFor } from './bypassFor';
export { gatewayListNeeds, namesForGateway } from './gatewayBypass';
export { leftOutByGateway } from './leftOut';
export { bypassedHosts, proxyBypass } from './proxyBypass';
export { noProxyMatcher, type NoProxyMatcher } from './noProxyMatcher';
