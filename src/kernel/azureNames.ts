import { guid } from './guid';
import { publicLabel } from './hostName';
import * as l10n from '@vscode/l10n';
import limits from './knowledge/data/nameLimits.json';
import { gatewayType, parseResourceId, privateLinkScopeType } from './resources';
import { cloudOfRegion } from './knowledge/regionClouds';
import type { AgentCloud } from './knowledge/clouds';

/** Returns the problem, if any. */
export type TextCheck = (text: string) => string | undefined;

export const checkGuid =
  (problem: string): TextCheck =>
  (text) =>
    guid.test(text) ? undefined : problem;

export const checkResourceGroup: TextCheck = (text) => {
  const longest = limits.resourceGroup.characters;
  if ([...text].length > longest) return l10n.t`The name of a resource group can have at most ${longest} characters.`;
  if (text.endsWith('.')) return l10n.t('The name of a resource group can’t end with a period.');
  if (!/^[\p{L}\p{Nd}\p{Mn}\p{Pc}.()-]+$/u.test(text)) {
    return l10n.t(
      'The name of a resource group can have only letters, digits, periods, underscores, hyphens, and parentheses.',
    );
  }
  return undefined;
};

/** “West Europe” or “(Europe) West Europe” → `westeurope`. */
const shortRegionName = (text: string): string =>
  text
    .replace(/^\([^)]*\)/, '')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');

const cloudNames: Readonly<Record<Exclude<AgentCloud, 'AzureCloud'>, string>> = {
  AzureUSGovernment: 'Azure Government',
  AzureChinaCloud: 'Azure operated by 21Vianet',
};

function problemOfCloud(name: string, cloud: AgentCloud): string | undefined {
  const actual = cloudOfRegion(name);
  if (cloud !== 'AzureCloud') {
    return actual === cloudNames[cloud]
      ? undefined
      : l10n.t`This isn’t a region of ${cloudNames[cloud]}. Choose one, or change the cloud.`;
  }
  if (actual === undefined) return undefined;
  return l10n.t`This region belongs to ${actual}. Choose a region of the Azure public cloud, or change the cloud.`;
}

/** Also accepts unlisted regions. */
export const checkRegion =
  (cloud: AgentCloud): TextCheck =>
  (text) => {
    const name = shortRegionName(text);
    const problem = problemOfCloud(name, cloud);
    if (problem !== undefined) return problem;
    if (name !== text || !/^[a-z][a-z0-9]{0,39}$/.test(text)) {
      const hint = /^[a-z][a-z0-9]{2,39}$/.test(name) ? name : 'westeurope';
      return l10n.t`Enter the region’s short name, in lower case without spaces, for example ${hint}.`;
    }
    return undefined;
  };

export const checkGatewayName: TextCheck = (text) => {
  const longest = limits.gateway.characters;
  if (text.length > longest) {
    return l10n.t`The name of a gateway can have at most ${longest} characters. This one has ${text.length}.`;
  }
  if (!/^[a-z0-9_.-]+$/i.test(text)) {
    return l10n.t(
      'The name of a gateway can have only letters without accents, digits, periods, underscores, and hyphens.',
    );
  }
  return /^\.+$/.test(text) ? l10n.t('The name of a gateway can’t be only periods.') : undefined;
};

export const checkGatewayId: TextCheck = (text) => {
  const parsed = parseResourceId(text);
  if (!parsed.ok) return parsed.error;
  const { type, name, resourceGroup } = parsed.value;
  if (type.toLowerCase() !== gatewayType.toLowerCase()) {
    return l10n.t`This is the ID of a ${type.slice(0, 80)}. Choose a gateway: its ID contains ${gatewayType}.`;
  }
  if (checkGatewayName(name) !== undefined) {
    return l10n.t`The ID doesn’t end with a valid gateway name: at most ${limits.gateway.characters} letters, digits, periods, underscores, and hyphens.`;
  }
  return checkResourceGroup(resourceGroup);
};

/** Source of a pattern, in lower case. */
export const gatewayEndpoint = String.raw`${publicLabel}\.gw\.arc\.azure\.com`;
const endpointHost = new RegExp(`^${gatewayEndpoint}$`);

/** Without scheme, port or path. */
export const checkGatewayEndpoint: TextCheck = (text) => {
  const lower = text.toLowerCase();
  if (endpointHost.test(lower)) return undefined;
  const [host = ''] = lower.replace(/^https?:\/\//, '').split(/[:/]/, 1);
  if (endpointHost.test(host)) return l10n.t`Enter only the host name: ${host}.`;
  return l10n.t`A gateway URL looks like ${'contoso.gw.arc.azure.com'}. Copy it from the gateway’s overview page in the portal.`;
};

export const checkScopeId: TextCheck = (text) => {
  const parsed = parseResourceId(text);
  if (!parsed.ok) return parsed.error;
  const { type, name, resourceGroup } = parsed.value;
  if (type.toLowerCase() !== privateLinkScopeType.toLowerCase()) {
    return l10n.t`This is the ID of a ${type.slice(0, 80)}. Choose a private link scope: its ID contains ${privateLinkScopeType}.`;
  }
  if (!/^[a-z0-9_.()-]{1,255}$/i.test(name)) return l10n.t('The ID doesn’t end with a valid private link scope name.');
  return checkResourceGroup(resourceGroup);
};
