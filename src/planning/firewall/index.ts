export { allowListText } from './allowListText';
export type { Closable, Difference } from './difference';
export { differenceTable } from './differenceTable';
export { endpointsOf, endpointsToday, firewallChanges } from './firewallChanges';
export { firewallQuestion, neighborFindingCode, neighborFindings, neighborNames } from './sharedFirewall';
