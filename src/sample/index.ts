/** Loaded only when the sample tenant is on. */
export { sampleCredential } from './credential';
export { type SampleRequest, type SampleResponse } from './http';
export { createSampleTenant, type SampleTenant, type SampleTenantOptions } from './sampleTenant';
