export { createIdentity, type Identity, type IdentityOptions, type SignInMethod } from './identity';
