export { emptySite } from './emptySite';
export { readSite, type SiteRead } from './readSite';
export { parseProxyUrl, type ProxyUrl, withProxyPort } from './proxyUrl';
export { type Scenario, scenarios } from './scenarios';
export { sshHostOf, sshNamePlace } from './sshHost';
export { tagProblem } from './tags';
export {
  type AzureLocalTarget,
  type BypassEntries,
  type ClusterTarget,
  type Connection,
  connectionOf,
  type GatewayChoice,
  type GatewayServerSite,
  type GatewaySite,
  type Identity,
  isUnattended,
  type Network,
  type OwnNames,
  type Place,
  sectionsOfServers,
  type Servers,
  type ServerSite,
  serversOf,
  type Site,
  usesGateway,
} from './site';
export { isSecretName } from './unknownKey';
export { type BypassEntry, bypassEntriesOf } from './bypassEntries';
export { type ClusterFeature, clusterFeatures } from './clusters';
export type { FieldError } from './issues';
export { refsOf, type TargetKind, type TargetRef } from './targets';
export { isOfVersion1, pathInVersion2, upgrade } from './upgrade';
