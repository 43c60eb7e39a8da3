export type { Agents } from './agentOfItem';
export { AssociationRun, type AzureConnection, type RunProgress } from './associationRun';
export { remainingManualCommand } from './remainingManualCommand';
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
export type { AgentState } from './machine/agentState';
export type { AgentConnectionSettings, ConnectionType } from './machine/connectionSettings';
export { directProbes, type DirectProbes } from './machine/directProbes';
export { type MachineRef, readConnectionType, setConnectionType, remoteTargetOf } from './machine/remoteAgent';
export { switchesToGatewayAutomatically } from './machine/switchesToGatewayAutomatically';
export { readConnectionTypeScript, setConnectionTypeScript } from './machine/connectionTypeScripts';
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
export { asSentence, counted, doingText, durationText, goalText } from './labels';
