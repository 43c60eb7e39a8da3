export { azureLocal } from './azureLocal';
export { instanceExitCodes } from './exitCodes';
export { azureLocalNetwork } from './network';
export { checkInstance } from './rules';
export { instanceWriter } from './writer';
