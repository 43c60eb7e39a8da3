export { allowListText } from './allowListText';
export type { Closable, FirewallChanges } from './changesBetween';
export { firewallChangesTable } from './firewallChangesTable';
export { endpointsOf, endpointsToday, firewallChanges } from './firewallChanges';
export { closingFindings, neighborFindingCode, neighborFindings } from './sharedFirewall';
