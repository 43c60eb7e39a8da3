/** The door of this folder, loaded only when Azure (or the sample tenant) is first asked for something. */
export { type ArcApiOptions, createArcApi } from './arcApi';
export { createCredential, type GetToken } from './credential';
