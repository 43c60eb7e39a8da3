export { emptySite } from './emptySite';
export { readSite } from './readSite';
export { parseProxyUrl, type ProxyUrl, withProxyPort } from './proxyUrl';
export { type Scenario, scenarios } from './scenarios';
export { sshHostOf, sshNamePlace } from './sshHost';
export { tagProblem } from './tags';
export {
  type Connection,
  connectionOf,
  type FieldError,
  type GatewaySite,
  type Identity,
  isUnattended,
  type Network,
  type OwnNames,
  type Site,
  usesGateway,
} from './site';
export { isSecretName } from './unknownKey';
export { type BypassWishes, type Wish, wishesOf } from './wish';
