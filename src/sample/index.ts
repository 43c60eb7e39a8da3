/** The door of this folder, loaded only when the sample tenant is switched on. */
export { sampleCredential } from './credential';
export { type SampleRequest, type SampleResponse } from './http';
export { createSampleTenant, type SampleTenant, type SampleTenantOptions } from './sampleTenant';
