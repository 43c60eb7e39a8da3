export { plan } from './makePlan';
