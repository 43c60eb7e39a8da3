/** The door of this folder, loaded when somebody signs in or chooses what to see. */
export { chooseMethod } from './chooseMethod';
export { chooseSubscriptions } from './chooseSubscriptions';
export { chooseTenant } from './chooseTenant';
export { forgetServicePrincipal } from './forgetServicePrincipal';
export type { AccountNeeds } from './needs';
export { signIn } from './signIn';
export { storeServicePrincipal } from './storeServicePrincipal';
