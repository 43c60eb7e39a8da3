export { emptySite, type FirstTargets } from './emptySite';
export { readSite, type SiteRead } from './readSite';
export { parseProxyUrl, withProxyPort } from './proxyUrl';
export { type Scenario, scenarios } from './scenarios';
export { sshHostOf } from './sshHost';
export { tagProblem } from './tags';
export {
  type Connection,
  connectionOf,
  type GatewayServerSite,
  type GatewaySite,
  isUnattended,
  kindOfSection,
  type ServerSite,
  serversOf,
  type Site,
  usesGateway,
} from './site';
export { type BypassEntry, bypassEntriesOf } from './bypassEntries';
export { clusterRanges } from './clusterRanges';
export { clusterFeatures } from './clusters';
export type { FieldError } from './issues';
export { isUnread, refsOf, type TargetRef } from './targets';
export { isOfVersion1, pathInVersion2, upgrade } from './upgrade';
