import * as l10n from '@vscode/l10n';
import { cloudOfRegion } from '../../kernel/knowledge/regionClouds';
import { displayRegion, isKnownRegion, regionsSource } from '../../kernel/knowledge/regions';
import { hisCode, hisDiscoverySource, hisDiscoveryUrl } from '../../kernel/knowledge/regionalHosts';
import type { Site } from '../site';
import type { Rule } from './rule';

/** The code in the host name can’t be derived from the region; an unpublished one is never guessed. */
export const regionalService: Rule<Site> = ({ azure: { region } }) => {
  if (cloudOfRegion(region) !== undefined) return undefined; // another cloud, with other hosts
  const his = hisCode(region);
  if (his === undefined) {
    return {
      code: 'region.hisCodeUnknown',
      severity: 'info',
      path: 'azure.region',
      message: l10n.t`The regional Arc host of ${displayRegion(region)} isn’t published, so the allow list has *.his.arc.azure.com instead.`,
      fix: l10n.t`Ask the service for the host and allow only that: ${hisDiscoveryUrl(region)}`,
      source: hisDiscoverySource,
    };
  }
  if (his.isRecent) return undefined;
  return {
    code: 'region.hisCodeOld',
    severity: 'info',
    path: 'azure.region',
    message: l10n.t`According to an older source, ${his.code}.his.arc.azure.com is the regional Arc host of ${displayRegion(region)}. Confirm it before you request firewall changes.`,
    fix: l10n.t`Ask the service: ${hisDiscoveryUrl(region)}`,
    source: his.source,
  };
};

export const regionUnknown: Rule<Site> = ({ azure: { region } }) =>
  isKnownRegion(region)
    ? undefined
    : {
        code: 'region.unknown',
        severity: 'info',
        path: 'azure.region',
        message: l10n.t`${region} isn’t a known Azure region. It may be new or misspelled.`,
        fix: l10n.t`Compare it with the output of ${'az account list-locations --output table'}`,
        source: regionsSource,
      };
