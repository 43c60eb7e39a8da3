export { blocks } from './blocks';
export { checkSite } from './checkSite';
export { findClusterObstacle } from './findClusterObstacle';
export { findServerObstacle } from './findServerObstacle';
export { createPlanner, plan } from './makePlan';
export type { GatewayLoad, Plan } from './plan';
