import { downloadOrigin } from '../../planning/targets/servers';
import type { ShellLanguage } from './syntaxTree';

const short = /^https?:\/\/aka\.ms\/(azcmagent|azcmagent-windows|azureconnectedmachineagent)\/?$/i;
const arcHost =
  /^https?:\/\/(?:aka\.ms\/(?:azcmagent|azureconnectedmachineagent)|[\w.-]*his\.arc\.azure\.com(?:[:/]|$)|(?:download|packages)\.microsoft\.com(?:[:/]|$))/i;

export const isArcHost = (url: string | undefined): boolean => url !== undefined && arcHost.test(url);

const script =
  /^https?:\/\/(?:aka\.ms\/azcmagent(?:-windows)?|[\w.-]*his\.arc\.azure\.com\/azcmagent-(?:linux|windows)|\S+\/install_(?:linux|windows)_azcmagent\.(?:sh|ps1))\/?$/i;

export const isInstallScript = (url: string | undefined): boolean => url !== undefined && script.test(url);

/**
 * The same file on a host open in gateway mode; undefined if unknown. Source: the portal's scripts since October 2024,
 * and the Windows install script.
 */
export function equivalentUrl(url: string, language: ShellLanguage): string | undefined {
  if (!/^https?:\/\/aka\.ms\//i.test(url)) return url;
  switch (short.exec(url)?.[1]?.toLowerCase()) {
    case 'azcmagent':
      return language === 'bash' ? `${downloadOrigin}/azcmagent-linux` : undefined;
    case 'azcmagent-windows':
      return `${downloadOrigin}/azcmagent-windows`;
    case 'azureconnectedmachineagent':
      return `${downloadOrigin}/azcmagent/latest/AzureConnectedMachineAgent.msi`;
    case undefined:
    default:
      return undefined;
  }
}
