export { emptyTopology } from './emptyTopology';
export { parseTopology } from './parseTopology';
export { parseProxyUrl, type ProxyUrl, withProxyPort } from './proxyUrl';
export { type Scenario, scenarios } from './scenarios';
export { sshHostOf, sshNamePlace } from './sshHost';
export { tagProblem } from './tags';
export {
  type Connection,
  connectionOf,
  type FieldError,
  type GatewayTopology,
  type Identity,
  isUnattended,
  type Network,
  type OwnNames,
  type Topology,
  usesGateway,
} from './topology';
export { isSecretName } from './unknownKey';
export { type BypassWishes, type Wish, wishesOf } from './wish';
