export type { ObservedAzureState } from './observedAzureState';
export { judge, type Row, type Rule, rulesFor, rulesOf } from './rule';
export { siteRules } from './siteRules';
