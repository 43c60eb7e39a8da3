import type { RequestNames } from './protocol';
import type { wizardContract } from './wizard';

export const wizardRequests: RequestNames<typeof wizardContract> = {
  edit: true,
  showScript: true,
  saveScript: true,
  saveScripts: true,
  copyScript: true,
  copyStep: true,
  remedy: true,
  copyEndpoints: true,
  openAsText: true,
  showTraffic: true,
  refreshChoices: true,
};
