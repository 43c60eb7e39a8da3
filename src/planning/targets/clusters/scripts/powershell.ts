import { powershellLiteral } from '../../../../kernel/text/quote';
import { comment, type ExitCode } from '../../writing/comment';
import { type Fragment, join, mark, nothing, shellTag } from '../../writing/fragment';
import { powershellFile } from '../../writing/powershellFile';
import type { ClusterFacts } from './facts';
import { hasProxy } from './facts';

export const ps = shellTag(powershellLiteral);

/** A script for the deployment machine, for Windows PowerShell 5.1 and PowerShell 7. */
export const powershellText = (
  about: readonly string[],
  exits: readonly ExitCode[],
  parts: readonly Fragment[],
): Fragment => powershellFile(join([comment(about, exits, ', '), ...parts], '\n\n'));

export const values = (...parts: readonly Fragment[]): Fragment => join(parts, '\n');

export const placeValues = ({ target: { place }, site, name }: ClusterFacts): Fragment =>
  values(
    ps`$subscriptionId = ${place.subscriptionId}`,
    ps`$resourceGroup = ${place.resourceGroup}`,
    ps`$tenantId = ${site.azure.tenantId}`,
    ps`$clusterName = ${name}`,
    ps`$cluster = "/subscriptions/$subscriptionId/resourceGroups/$resourceGroup/providers/Microsoft.Kubernetes/connectedClusters/$clusterName"`,
  );

export const contextValue = ({ context, apiServer }: ClusterFacts): Fragment =>
  values(
    context === undefined ? nothing : ps`$context = ${context}`,
    apiServer === undefined ? nothing : ps`$apiServer = ${apiServer}`,
  );

export const scopeValue = ({ mode, site }: ClusterFacts): Fragment =>
  mode === 'privateLink' ? ps`$privateLinkScopeId = ${site.privateLink?.scopeId ?? ''}` : nothing;

export const gatewayValue = ({ mode, site }: ClusterFacts): Fragment =>
  mode === 'gateway' ? mark('gateway', ps`$gatewayId = ${site.gateway?.id ?? ''}`) : nothing;

export const skipRangeValues = (facts: ClusterFacts): Fragment =>
  hasProxy(facts)
    ? values(
        facts.httpsProxy === undefined ? nothing : mark('proxy', ps`$httpsProxy = ${facts.httpsProxy}`),
        mark('proxy', ps`$httpProxy = ${facts.httpProxy ?? ''}`),
        mark('proxy', ps`$skipRange = ${facts.skipRange}`),
        facts.certificate === undefined ? nothing : mark('proxy', ps`$proxyCertificate = ${facts.certificate}`),
      )
    : nothing;

/** The proxy of the machine that runs the script; in Windows PowerShell, .NET doesn’t read the environment. */
export function proxyValues({ httpsProxy, httpProxy, noProxy }: ClusterFacts): Fragment {
  if (httpProxy === undefined) return nothing;
  return values(
    ps`# Az PowerShell and kubectl use the proxy, but not for the cluster itself.`,
    httpsProxy === undefined ? nothing : mark('proxy', ps`$env:HTTPS_PROXY = ${httpsProxy}`),
    mark('proxy', ps`$env:HTTP_PROXY = ${httpProxy}`),
    mark('proxy', ps`$env:NO_PROXY = ${noProxy}`),
    httpsProxy === undefined
      ? nothing
      : ps`if ($PSVersionTable.PSEdition -ne 'Core') { [Net.WebRequest]::DefaultWebProxy = New-Object Net.WebProxy $env:HTTPS_PROXY, $true }`,
  );
}

export const settings = ps`
Set-StrictMode -Off # properties differ between API versions
$ErrorActionPreference = 'Stop'
`;

export const stopping = ps`
function Stop-Script([int]$Code, [string[]]$Message) {
    $Message | ForEach-Object { Write-Host -ForegroundColor Red $_ }
    exit $Code
}
`;
