export { azureLocal } from './azureLocal';
