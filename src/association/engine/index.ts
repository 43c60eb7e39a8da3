export { type Agents, agentsOver, machineRef } from './agents';
export { AgentSurvey } from './agentSurvey';
export { AssociationRun, type AzureConnection, type RunProgress } from './associationRun';
export { planCounts } from './counts';
export { driftOf } from './drift';
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
export type { Drift } from './kinds/drift';
export { asSentence, counted, doingText, durationText, goalText } from './labels';
export { machinesWithAgents, needsAgentStep } from './machinesWithAgents';
export type { AgentState } from './machine/agentState';
export {
  type AssociationPlan,
  planAssociation,
  type PlannedItem,
  providerKey,
  providersFor,
  stepsToTake,
} from './planAssociation';
export { planDocument } from './planDocument';
export { associationFrom, readState } from './readState';
export { remainingManualCommand } from './remainingManualCommand';
export type { Remark } from './remarks';
export { associationCsv, associationMarkdown } from './report';
