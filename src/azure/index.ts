/** Loaded with the first request to Azure or the sample tenant. */
export { type ArcApiOptions, createArcApi } from './arcApi';
export { createCredential, type GetToken } from './credential';
