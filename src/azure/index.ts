export { type ArcApiOptions, createArcApi } from './arcApi';
export { createCredential, type GetToken } from './credential';
