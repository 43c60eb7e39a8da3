export { placesOf } from './permissions';
export type { ObservedAzureState } from './observedAzureState';
export { judge, type RuleRow, type Rule, rulesFor, rulesOf } from './rule';
export { siteObstacles } from './obstacles';
export { siteRules } from './siteRules';
