export { checkTarget } from './checkers';
export { anyEndpointsOf, askNetwork } from './networks';
export { type Planned, targetKinds, targetsOf } from './registry';
export type { NextStep, Script, ScriptHead } from './script';
export type { CheckPlaces, Expectation } from './target';
export { writeTarget, type Written } from './writers';
