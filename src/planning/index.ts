export { blocks, checkSite } from './checkSite';
export { plan } from './makePlan';
