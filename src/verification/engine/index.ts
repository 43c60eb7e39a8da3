export { askedBy, readerOf } from './kinds/registry';
export { checkTitle, type CheckResult } from './checkResult';
export { checkTexts } from './checkTexts';
export { expectAsInAzure, expectAsInSite } from './expect';
export type { Expectations } from './expectations';
export { fleetPlaybook } from './fleetPlaybook';
export { type FleetProblem, judgeFleet } from './fleetResult';
export type { ClusterAnswer, ClusterReading } from './cluster/clusterAnswer';
export { provenContext } from './cluster/clusterChecks';
export { type KubernetesVersions, readVersions } from './cluster/readVersions';
export { judge, type MachineAnswer, remoteTargetOf, type VerificationRecord } from './judge';
export { isOutdated, lastVerificationFrom, lastVerificationOf } from './lastVerification';
export {
  countsOf,
  countsText,
  outcomeOf,
  outcomeText,
  type ReportOrigin,
  targetKey,
  transportText,
  type VerificationReport,
  type VerifiedResource,
} from './report';
export { reportFile } from './reportFormats';
export { resourceLog, summaryLog } from './reportLog';
export { ResultHistory } from './resultHistory';
export { sectionText } from './sections';
export { shownText } from './shownValue';
export { verificationScripts } from './verificationScript';
