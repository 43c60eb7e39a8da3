export { azureLocal } from './azureLocal';
export { azureLocalNetwork } from './network';
