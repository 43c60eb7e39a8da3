export { blocks, checkSite } from './checkSite';
export { createPlanner, plan } from './makePlan';
