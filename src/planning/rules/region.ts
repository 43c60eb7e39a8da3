import {
  cloudOfRegion,
  displayRegion,
  hisCode,
  hisDiscoverySource,
  hisDiscoveryUrl,
  isKnownRegion,
  regionsAsOf,
} from '../../kernel/knowledge/regions';
import type { Site } from '../site';
import type { Rule } from './rule';

const discovery = (region: string): string => `Ask the service itself: ${hisDiscoveryUrl(region)}`;

/** The code is part of a host name and no rule leads to it, so what is not published is not guessed. */
export const regionalService: Rule<Site> = ({ azure: { region } }) => {
  if (cloudOfRegion(region) !== undefined) return undefined; // its hosts are others, and so is whom to ask
  const his = hisCode(region);
  if (his === undefined) {
    return {
      code: 'region.hisCodeUnknown',
      severity: 'info',
      path: 'azure.region',
      message: `No published source names the regional Arc host of ${displayRegion(region)}; the allow list has *.his.arc.azure.com instead.`,
      fix: `${discovery(region)}, and allow only that host.`,
      source: hisDiscoverySource,
    };
  }
  if (his.isRecent) return undefined;
  return {
    code: 'region.hisCodeOld',
    severity: 'info',
    path: 'azure.region',
    message: `${his.code}.his.arc.azure.com is ${displayRegion(region)}’s regional Arc host by an older source. Confirm it before the firewall request.`,
    fix: discovery(region),
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
        message: `${region} is not among the Azure regions known here. It may be new, or misspelt.`,
        fix: 'Compare with: az account list-locations --output table',
        source: `learn.microsoft.com/azure/reliability/regions-list (${regionsAsOf})`,
      };
