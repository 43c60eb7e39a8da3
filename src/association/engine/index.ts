export type { Agents } from './agents';
export { AgentSurvey } from './agentSurvey';
export { AssociationRun, type RunProgress } from './associationRun';
export { planCounts } from './counts';
export { driftOf } from './drift';
export type { AssociationGoal } from './goal';
export { changesOf, type ResourceChange } from './changes';
export { changeOf } from './itemChange';
export { type ItemResult, type JournalEntry, openItems, readJournal, type RunRecord } from './journal';
export type { Drift } from './kinds/drift';
export { goalText } from './labels';
export { needsAgentStep } from './needsAgentStep';
export {
  type AssociationPlan,
  planAssociation,
  type PlannedItem,
  providersToRead,
  unregisteredFor,
} from './planAssociation';
export { missingOn, missingOnGateway } from './permissions';
export { planDocument } from './planDocument';
export { readAssociation } from './readState';
export { blockText } from './remarks';
export { rollBackOf } from './rollBack';
export { associationMarkdown as associationReport } from './report';
export { runReport } from './runReport';
