export type { Agents } from './agentOfItem';
export { AssociationRun, type Connected, type RunProgress } from './associationRun';
export { commandLeft } from './commandLeft';
export { planCounts } from './counts';
export { type Drift, driftOf } from './drift';
export { type AssociationGoal, gatewayNameIn, isSameGateway } from './goal';
export {
  isOfNewerVersion,
  type ItemResult,
  type JournalEntry,
  openItems,
  replayJournal,
  type RunHead,
  type RunRecord,
} from './journal';
export type { AgentFact } from './machine/agentFact';
export type { AgentWay, ConnectionType } from './machine/agentWay';
export { directProbes, type DirectProbes } from './machine/directProbes';
export { type AgentHome, readWay, setWay, targetOfHome } from './machine/remoteAgent';
export { switchesToGatewayAutomatically } from './machine/switchesToGatewayAutomatically';
export { readWayScript, setWayScript } from './machine/wayScripts';
export {
  type AssociationPlan,
  planAssociation,
  type PlannedItem,
  providerKey,
  providersFor,
  stepsToTake,
} from './planAssociation';
export { planDocument } from './planDocument';
export type { Remark } from './remarks';
export { associationCsv, associationMarkdown } from './report';
export { asSentence, counted, doingText, durationText, goalText } from './wording';
