import { ArcError } from '../kernel/errors';
import { type Cloud, cloudOf } from '../kernel/knowledge/clouds';
import { getSetting } from '../vscode/settings';

/** The cloud in the settings. Throws `InvalidInput` when a custom one is not described well enough. */
export function configuredCloud(): Cloud {
  const cloud = cloudOf(getSetting('arcGateway.cloud'), getSetting('arcGateway.customCloud'));
  if (!cloud.ok) throw new ArcError({ code: 'InvalidInput', field: 'arcGateway.customCloud' }, cloud.error);
  return cloud.value;
}
