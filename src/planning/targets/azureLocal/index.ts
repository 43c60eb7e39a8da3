export { azureLocal } from './azureLocal';
export { azureLocalNetwork } from './network';
export { checkInstance } from './rules';
