export { blocks, checkSite } from './checkSite';
export { createPlanner, plan } from './makePlan';
export type { GatewayLoad, Plan } from './plan';
