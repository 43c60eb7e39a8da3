export type { ObservedAzureState } from './observedAzureState';
export { judge, type RuleRow, type Rule, rulesFor, rulesOf } from './rule';
export { siteObstacles } from './siteObstacles';
export { siteRules } from './siteRules';
