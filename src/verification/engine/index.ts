export { type CheckResult, checkTitle } from './checkResult';
export { compare } from './compare';
export { isAsked } from './kinds/registry';
export { type CheckDrift, driftSince, lastKnown, type PreviousResults } from './drift';
export { readEvidence } from './evidence';
export { expectAsInAzure, expectAsInSite } from './expect';
export type { Expectations } from './expectations';
export { fleetPlaybook } from './fleetPlaybook';
export { type FleetMember, fleetMembers, fleetReport, readFleetResult } from './fleetResult';
export { isOutdated, lastVerificationFrom, lastVerificationOf } from './lastVerification';
export { plainText } from './plainText';
export {
  countsOf,
  countsText,
  observedInShort,
  outcomeOf,
  reportOf,
  targetKey,
  type VerificationReport,
  type VerifiedResource,
} from './report';
export { reportJson, resourceFrom } from './reportJson';
export { reportJunit } from './reportJunit';
export { reportMarkdown } from './reportMarkdown';
export { sectionText } from './sections';
export { arcProxyLogScript, verificationScript } from './verificationScript';
