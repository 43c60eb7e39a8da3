/** Loaded only for sign-in methods other than VS Code's account. */
export { createIdentity, type Identity, type IdentityOptions, type SignInMethod } from './identity';
