/** Loaded with the first of these commands. */
export { chooseMethod } from './chooseMethod';
export { chooseSubscriptions } from './chooseSubscriptions';
export { chooseTenant } from './chooseTenant';
export { forgetServicePrincipal } from './forgetServicePrincipal';
export type { AccountDependencies } from './dependencies';
export { signIn } from './signIn';
export { storeServicePrincipal } from './storeServicePrincipal';
