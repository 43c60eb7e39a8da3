export { clusters } from './clusters';
export { checkCluster } from './rules';
export { anyClusterEndpoints, clusterEndpoints, directClusterEndpoints } from './endpoints';
export { clusterExitCodes } from './exitCodes';
export { agentRouting, clusterNetwork } from './network';
export { clusterWriter } from './writer';
export { clusterProviders, providersFor } from './providers';
export { clusterSettings, type ClusterSettings } from './settings';
