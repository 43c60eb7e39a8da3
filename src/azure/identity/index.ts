/** The door of this folder, loaded only when somebody signs in by another way than VS Code's account. */
export { createIdentity, type Identity, type IdentityOptions, type Method } from './identity';
