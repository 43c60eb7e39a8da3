export { anyEndpointsOf, type Planned, targetKinds, targetsOf } from './registry';
export type { NextStep, Script } from './script';
export type { Expectation } from './target';
