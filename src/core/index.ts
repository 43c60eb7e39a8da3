/** The one door of the core: everything outside this folder imports from here. */
export type { Clock } from './clock';
export * from './errors';
export * from './plan';
export * from './scripts/script';
export * from './network/endpoint';
export * from './ports';
export * from './resources';
export * from './result';
export {
  bullets,
  type BoxText,
  foreign,
  type ForeignSource,
  foreignSources,
  icon,
  joined,
  lines,
  paragraphs,
  say,
} from './text/boxText';
export { cut, visibleLine, visibleLines, withCodes } from './text/visible';
export * from './topology/topology';
export * from './finding';
export type { Surroundings } from './topology/surroundings';
export * from './inventory';
export { parseJson } from './json';
export { type Drift, driftOf } from './drift';
export { createSharing } from './shareStrings';
export { withoutEnd } from './scan';
export { decodeSnapshot, encodeSnapshot, type Snapshot, withinSubscriptions } from './snapshot';
export * from './lifecycle/detach';
export {
  AssociationRun,
  type Connected,
  type RunPorts,
  type RunProgress,
  type RunState,
} from './lifecycle/association/associationRun';
export {
  type AssociationGoal,
  type AssociationState,
  gatewayNameIn,
  isSameGateway,
} from './lifecycle/association/goal';
export {
  type ItemResult,
  type JournalEntry,
  openItems,
  replayJournal,
  isOfNewerVersion,
  type RunHead,
  type RunRecord,
} from './lifecycle/association/journal';
export type { AssociationApi } from './lifecycle/association/performItem';
export type { Agents } from './lifecycle/association/agentOfItem';
export type { AgentFact } from './lifecycle/machine/agentFact';
export { type AgentWay, type ConnectionType, parseAgentWay } from './lifecycle/machine/agentWay';
export { directProbes, type DirectProbes } from './lifecycle/machine/directProbes';
export { type AgentHome, readWay, setWay, targetOfHome } from './lifecycle/machine/remoteAgent';
export { turnsByItself } from './lifecycle/machine/turnsByItself';
export { readWayScript, setWayScript } from './lifecycle/machine/wayScripts';
export {
  type AssociationPlan,
  planAssociation,
  type PlannedItem,
  providerKey,
  providersFor,
  stepsToTake,
} from './lifecycle/association/planAssociation';
export { planDocument } from './lifecycle/association/planDocument';
export { commandLeft } from './lifecycle/association/commandLeft';
export { planCounts } from './lifecycle/association/counts';
export { shortestTime } from './lifecycle/association/remainingTime';
export { asSentence, counted, doingText, durationText, goalText } from './lifecycle/association/wording';
export type { Remark } from './lifecycle/association/remarks';
export { associationCsv, associationMarkdown } from './lifecycle/association/report';
export { SubscriptionPacers } from './pace/subscriptionPacers';
export { afterTransition } from './lifecycle/afterTransition';
export { bypassChange, type BypassChange, bypassNeeds, readBypassHosts } from './lifecycle/bypassChange';
export { followPatiently } from './lifecycle/followPatiently';
export type * from './lifecycle/gatewayApi';
export * from './lifecycle/gatewayLife';
export { usersOf, type GatewayUsers } from './lifecycle/gatewayUsers';
export { parseTags, tagsText } from './lifecycle/tagList';
export { untilRegistered } from './lifecycle/untilRegistered';
export { type Pace, Pacer } from './pace/pacer';
export { type QuotaState, QuotaWindow, type UsualQuota } from './pace/quotaWindow';
export { armReads, armWrites, type BucketSize, TokenBucket } from './pace/tokenBucket';
export { Slots } from './pace/slots';
export { cleanOutput } from './remote/cleanOutput';
export { parseSshAddress, type SshAddress, sshAddressText } from './remote/sshAddress';
export * from './redact';
export { plan } from './makePlan';
export type * from './network/bypass/bypass';
export { type BypassConsumer, bypassFor } from './network/bypass/bypassFor';
export { type BypassWishes } from './network/bypass/wish';
export { allowListText } from './network/allowListText';
export {
  type Capacity,
  capacityRule,
  gatewaysNeeded,
  publishedExamples,
  type RegionCounts,
  type RegionLoad,
} from './network/capacity';
export { type Closable, type Difference, difference } from './network/difference';
export { firewallQuestion, neighborFindings, neighborFindingCode, neighborNames } from './network/sharedFirewall';
export { differenceTable } from './network/differenceTable';
export { differenceText } from './network/differenceText';
export { endpointsFor, ownNamesOf, requiredEndpoints } from './network/endpoints';
export { exportAllowList, exportFindings, type ExportFormat, exportFormats } from './network/exports/exportAllowList';
export { gatewayHostFor, gatewayHosts, type GatewayHost } from './network/gatewayHosts';
export { covers, hostMatches } from './network/hostPattern';
export { type ConnectionMode, needsOf, type NetworkNeeds, type OwnName } from './network/networkNeeds';
export { type NetworkView, viewOf } from './network/networkView';
export {
  code as markdownCode,
  joinMarkdown,
  type Markdown,
  markdownDocument,
  markdownLink,
  markdownTable,
  prose,
  subsection,
  words as markdownWords,
} from './text/markdown';
export { displayRegion, type Region, regions } from './network/regions';
export { type Allowance, type Hop, type Route, type RouteCategory, routeOf } from './network/routeOf';
export { type RouteReason } from './network/routeReasons';
export { type Scenario, scenarios } from './network/scenarios';
export { emptyTopology, type Known } from './topology/emptyTopology';
export { parseTopology } from './topology/parseTopology';
export { sshHostOf, sshNamePlace } from './topology/sshHost';
export { checkTopology } from './topology/rules';
export {
  type Cloud,
  cloudNames,
  type CloudName,
  cloudOf,
  type CustomCloud,
  noGatewaysIn,
  publicCloud,
} from './signIn/clouds';
export {
  parseCertificate,
  parseGuid,
  parseSecret,
  type ServicePrincipal,
  type ServicePrincipalId,
  type ServicePrincipalProof,
} from './signIn/servicePrincipal';
export { azLogin } from './signIn/azLogin';
export { signInError } from './signIn/signInError';
export { type ExitCode, exitCodes } from './scripts/exitCodes';
export { linuxScript } from './scripts/linux';
export { bashLiteral, commentText, jsonLiteral, powershellLiteral } from './scripts/quote';
export { windowsScript } from './scripts/windows';
export { detectLanguage, type ScriptKind } from './patch/detectLanguage';
export type { EditKind, Patched, PatchEdit, PatchNote, Refusal } from './patch/patched';
export { withByteOrderMark } from './patch/byteOrderMark';
export { patchScript } from './patch/patchScript';
export { fileText } from './scripts/byteOrderMark';
export type { ShellLanguage } from './patch/syntaxTree';
export { diagnose } from './diagnose/diagnose';
export type { Diagnosis } from './diagnose/diagnosis';
export { explanation } from './diagnose/explanation';
export { logReport } from './logs/logReport';
export { parseArcLog } from './logs/parseArcLog';
export { summariseLog } from './logs/summariseLog';
export { firewallTicket, firewallTicketCsv } from './precheck/firewallTicket';
export { type ProbeResult, type ProbeFailure, type ProbeStage } from './precheck/probeResult';
export { precheck, type PrecheckRow } from './precheck/precheck';
export { type PrecheckPlace, precheckReport } from './precheck/precheckReport';
export type { Probe, ProbePlan, Proxy, RunProbes } from './precheck/probe';
export { probesFor } from './precheck/probesFor';
export { parseProbeOutput } from './precheck/parseProbeOutput';
export { probeOnLinux } from './precheck/probeLinux';
export { probeOnWindows } from './precheck/probeWindows';
export { collectLogs, proxyPart } from './logs/collectLogs';
export { type CheckResult, checkTitle, type Outcome } from './verify/checkResult';
export { type CheckId, checkIds } from './checkIds';
export { compare, type Observed } from './verify/compare';
export { unlessAborted } from './unlessAborted';
export { type CheckDrift, driftSince, lastKnown, type LastSeen } from './verify/drift';
export { type Evidence, readEvidence } from './verify/evidence';
export { expectAsInAzure, expectAsInTopology } from './verify/expect';
export type { Expectations, ExpectedGateway, Subject } from './verify/expectations';
export { fleetPlaybook } from './verify/fleetPlaybook';
export { type FleetMember, fleetMembers, fleetReport, type FleetResult, readFleetResult } from './verify/fleetResult';
export { isAsLate, isOutdated, lastVerificationFrom, lastVerificationOf } from './verify/lastVerification';
export { type LastVerification } from './inventory';
export { parseCheck } from './verify/parseCheck';
export { parseConfig } from './verify/parseConfig';
export { parseShow } from './verify/parseShow';
export { plainText } from './verify/plainText';
export * from './verify/report';
export { reportJson, parseReport, resourceFrom } from './verify/reportJson';
export { reportJunit } from './verify/reportJunit';
export { reportMarkdown } from './verify/reportMarkdown';
export { sectionText, sectionsIn } from './verify/sections';
export type { Shown } from './verify/shown';
export { arcProxyLogScript, verificationScript } from './verify/verificationScript';
