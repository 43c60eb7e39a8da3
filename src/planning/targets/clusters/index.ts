export { clusters } from './clusters';
export { anyClusterEndpoints, clusterEndpoints, directClusterEndpoints } from './endpoints';
export { clusterNetwork } from './network';
