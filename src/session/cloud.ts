import { type Cloud, cloudOf } from '../kernel/knowledge/clouds';
import { getSetting } from '../vscode/settings';
import { customCloudInvalid } from './errors';

/** Throws `InvalidInput` for an incomplete custom cloud. */
export function configuredCloud(): Cloud {
  const cloud = cloudOf(getSetting('arcGateway.cloud'), getSetting('arcGateway.customCloud'));
  if (!cloud.ok) throw customCloudInvalid(cloud.error);
  return cloud.value;
}
