/** The one door of the core: everything outside this folder imports from here. */
export * from './errors';
export * from './plan';
export * from './ports';
export * from './resources';
export * from './result';
export * from './topology/topology';
export type { Surroundings } from './topology/surroundings';
export * from './inventory';
export { type Drift, driftOf } from './drift';
export { createSharing } from './shareStrings';
export { decodeSnapshot, encodeSnapshot, type Snapshot, withinSubscriptions } from './snapshot';
export * from './lifecycle/detach';
export { type Pace, Pacer } from './pace/pacer';
export { type QuotaState, QuotaWindow, type UsualQuota } from './pace/quotaWindow';
export { armReads, armWrites, type BucketSize, TokenBucket } from './pace/tokenBucket';
export * from './redact';
export { plan } from './makePlan';
export type * from './network/bypass/bypass';
export { type BypassConsumer, bypassFor } from './network/bypass/bypassFor';
export { type BypassWishes } from './network/bypass/wish';
export { type Capacity, gatewaysNeeded, type RegionCounts, type RegionLoad } from './network/capacity';
export { type Closable, type Difference, difference } from './network/difference';
export { differenceTable } from './network/differenceTable';
export { differenceText } from './network/differenceText';
export { endpointsFor, requiredEndpoints } from './network/endpoints';
export { exportAllowList, exportFindings, type ExportFormat, exportFormats } from './network/exports/exportAllowList';
export { gatewayHostFor, gatewayHosts, type GatewayHost } from './network/gatewayHosts';
export { covers, hostMatches } from './network/hostPattern';
export { type ConnectionMode, needsOf, type NetworkNeeds, type OwnName } from './network/networkNeeds';
export { type NetworkView, viewOf } from './network/networkView';
export { type Region, regions } from './network/regions';
export { type Allowance, type Hop, type Route, type RouteCategory, routeOf } from './network/routeOf';
export { type RouteReason } from './network/routeReasons';
export { type Scenario, scenarios } from './network/scenarios';
export { emptyTopology, type Known } from './topology/emptyTopology';
export { parseTopology } from './topology/parseTopology';
export { checkTopology } from './topology/rules';
export { type Cloud, cloudNames, type CloudName, cloudOf, type CustomCloud, publicCloud } from './signIn/clouds';
export {
  parseCertificate,
  parseGuid,
  parseSecret,
  type ServicePrincipal,
  type ServicePrincipalId,
  type ServicePrincipalProof,
} from './signIn/servicePrincipal';
export { signInError } from './signIn/signInError';
export { type ExitCode, exitCodes } from './scripts/exitCodes';
export { linuxScript } from './scripts/linux';
export { bashLiteral, jsonLiteral, powershellLiteral } from './scripts/quote';
export { windowsScript } from './scripts/windows';
export { detectLanguage, type ScriptKind } from './patch/detectLanguage';
export type { EditKind, Patched, PatchEdit, PatchNote, Refusal } from './patch/patched';
export { patchScript } from './patch/patchScript';
export type { ShellLanguage, Syntax } from './patch/syntaxTree';
