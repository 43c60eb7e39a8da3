export { blocks } from './blocks';
export { checkSite } from './checkSite';
export { findServerObstacle } from './findServerObstacle';
export { createPlanner, plan } from './makePlan';
export type { GatewayLoad, Plan } from './plan';
