import life from './knowledge/data/gatewayLife.json';
import { gatewayType, parseResourceId, privateLinkScopeType } from './resources';
import { cloudOfRegion } from './knowledge/regions';
import type { AgentCloud } from './knowledge/clouds';

/** Says why a text is not acceptable; `undefined` when it is. */
export type TextCheck = (text: string) => string | undefined;

export const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** `what` begins the sentence: “A tenant id”. */
export const checkGuid =
  (what: string): TextCheck =>
  (text) =>
    guid.test(text) ? undefined : `${what} looks like 12345678-90ab-cdef-1234-567890abcdef. Paste it whole.`;

/** The rules of Azure Resource Manager for a resource group's name. */
export const checkResourceGroup: TextCheck = (text) => {
  if ([...text].length > 90) return 'A resource group’s name has at most 90 characters.';
  if (text.endsWith('.')) return 'A resource group’s name cannot end with a period.';
  if (!/^[\p{L}\p{Nd}\p{Mn}\p{Pc}.()-]+$/u.test(text)) {
    return 'A resource group’s name has only letters, digits, periods, underscores, hyphens and parentheses.';
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
      : `This is no region of ${cloudNames[cloud]}. Choose one, or change the cloud.`;
  }
  if (actual === undefined) return undefined;
  return `This region belongs to ${actual}. Choose one of the Azure public cloud, or change the cloud.`;
}

/** A region by its short name, in the given cloud; one that is newer than our list is accepted too. */
export const checkRegion =
  (cloud: AgentCloud): TextCheck =>
  (text) => {
    const name = shortRegionName(text);
    const problem = problemOfCloud(name, cloud);
    if (problem !== undefined) return problem;
    if (name !== text || !/^[a-z][a-z0-9]{0,39}$/.test(text)) {
      const hint = /^[a-z][a-z0-9]{2,39}$/.test(name) ? name : 'westeurope';
      return `Write the region’s short name, in lower case and without spaces: ${hint}.`;
    }
    return undefined;
  };

/** The rules for the name of an Arc gateway. */
export const checkGatewayName: TextCheck = (text) => {
  const longest = life.maximumNameLength.value;
  if (text.length > longest) return `A gateway’s name has at most ${longest} characters; this has ${text.length}.`;
  if (!/^[a-z0-9_.-]+$/i.test(text)) {
    return 'A gateway’s name has only letters without accents, digits, periods, underscores and hyphens.';
  }
  return /^\.+$/.test(text) ? 'A gateway’s name cannot be of periods alone.' : undefined;
};

/** The resource id of an Arc gateway. */
export const checkGatewayId: TextCheck = (text) => {
  const parsed = parseResourceId(text);
  if (!parsed.ok) return parsed.error;
  const { type, name, resourceGroup } = parsed.value;
  if (type.toLowerCase() !== gatewayType.toLowerCase()) {
    return `This is the id of a ${type.slice(0, 80)}. Choose a gateway: its id contains ${gatewayType}.`;
  }
  if (checkGatewayName(name) !== undefined) {
    return 'The name at the end of the id is not one a gateway can have: at most 54 letters, digits, periods, underscores and hyphens.';
  }
  return checkResourceGroup(resourceGroup);
};

const endpointHost = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.gw\.arc\.azure\.com$/;

/** The gateway's own host name, without scheme, port or path. */
export const checkGatewayEndpoint: TextCheck = (text) => {
  const lower = text.toLowerCase();
  if (endpointHost.test(lower)) return undefined;
  const [host = ''] = lower.replace(/^https?:\/\//, '').split(/[:/]/, 1);
  if (endpointHost.test(host)) return `Leave only the host name: ${host}.`;
  return 'A gateway’s URL ends with .gw.arc.azure.com and has one word before it: contoso.gw.arc.azure.com. It is on the gateway’s overview in the portal.';
};

/** The resource id of an Azure Arc private link scope. */
export const checkScopeId: TextCheck = (text) => {
  const parsed = parseResourceId(text);
  if (!parsed.ok) return parsed.error;
  const { type, name, resourceGroup } = parsed.value;
  if (type.toLowerCase() !== privateLinkScopeType.toLowerCase()) {
    return `This is the id of a ${type.slice(0, 80)}. A private link scope’s id contains ${privateLinkScopeType}.`;
  }
  if (!/^[a-z0-9_.()-]{1,255}$/i.test(name))
    return 'The name at the end of the id is not one a private link scope can have.';
  return checkResourceGroup(resourceGroup);
};
