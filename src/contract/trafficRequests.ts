import type { RequestNames } from './protocol';
import type { trafficContract } from './traffic';

export const trafficRequests: RequestNames<typeof trafficContract> = {
  route: true,
  allowList: true,
  copyAllowList: true,
  saveAllowList: true,
  capacity: true,
  openDiff: true,
  copyChange: true,
  openWizard: true,
  openAsText: true,
};
