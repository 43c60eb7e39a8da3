import { proxyBypass } from '../../network';
import type { ServerSite } from '../../site';
import { exitCodes } from './exitCodes';
import { join, mark, nothing, shellTag, type Fragment } from './fragment';
import { downloadWayOf } from './onboarding';
import { powershellLiteral } from '../../../kernel/text/quote';

const ps = shellTag(powershellLiteral);
const { downloadFailed, installFailed } = exitCodes;

/**
 * Downloads the agent's install script and runs it, in a folder only administrators can use. Both go through the proxy,
 * except for what is at a private endpoint.
 */
export function downloadAndInstall(site: ServerSite): Fragment {
  const way = downloadWayOf(site);
  const toScript = site.network.proxyUrl === undefined ? nothing : ps` ${mark('proxy', ps`-proxy $proxy`)}`;
  return join(
    [
      privateFolder,
      way === 'proxy' ? proxyTest : nothing,
      way === 'private' ? directSession : nothing,
      downloading(wayOptions[way], way === 'proxy' ? proxySilence : nothing),
      installing(toScript),
    ],
    '\n\n',
  );
}

const wayOptions = {
  private: ps` -WebSession (New-DirectSession)`,
  proxy: ps` ${mark('proxy', ps`-Proxy $proxy`)}`,
  usual: nothing,
};

// Only PowerShell 7 has -NoProxy.
const directSession = ps`
# A private endpoint is behind no proxy, not even one that Windows itself is set to.
function New-DirectSession {
    New-Object Microsoft.PowerShell.Commands.WebRequestSession -Property @{ Proxy = New-Object Net.WebProxy }
}
`;

const privateFolder = ps`
# A folder for administrators and the system alone, named by their identifiers: names are translated.
function New-PrivateFolder {
    $run.exitCode = ${downloadFailed.code}
    New-Item -ItemType Directory -Path $work | Out-Null
    & icacls.exe $work '/inheritance:r' '/grant:r' '*S-1-5-32-544:(OI)(CI)F' '*S-1-5-18:(OI)(CI)F' | Out-Null
    if ($LASTEXITCODE -ne 0) { throw "The folder $work could not be closed to others." }
}
`;

const proxyTest = ps`
function Test-Proxy {
    $client = New-Object Net.Sockets.TcpClient
    try { $client.ConnectAsync(([uri]$proxy).Host, ([uri]$proxy).Port).Wait(5000) }
    catch { $false }
    finally { $client.Dispose() }
}
`;

// The empty first line of the template is dropped, the second starts the new line.
const proxySilence = ps`

            if (-not (Test-Proxy)) { throw "The proxy $proxy did not answer." }`;

const downloading = (way: Fragment, silence: Fragment): Fragment => ps`
function Save-Installer {
    Write-Host 'Downloading the agent...'
    foreach ($attempt in 1..3) {
        try {
            Invoke-WebRequest -UseBasicParsing -TimeoutSec 30${way} \`
                -Uri "$origin/azcmagent-windows" -OutFile "$work\install.ps1"
            return
        }
        catch {
            if ($attempt -lt 3) { Start-Sleep -Seconds (5 * $attempt); continue }${silence}
            throw "The download from $origin failed: $($_.Exception.Message)"
        }
    }
}
`;

const installing = (proxy: Fragment): Fragment => ps`
function Install-Agent {
    $run.exitCode = ${installFailed.code}
    $ErrorActionPreference = 'Continue' # what the install script is written for
    Write-Host 'Installing the agent...'
    $global:LASTEXITCODE = 0
    & "$work\install.ps1"${proxy}
    if ($LASTEXITCODE -ne 0) { throw "The agent's install script failed with exit code $LASTEXITCODE." }
    if (-not (Test-Path -LiteralPath $azcmagent)) { throw "The install script reported success, but there is no $azcmagent." }
    Start-Sleep -Seconds 5 # its services are starting
}
`;

/** Makes sure that the agent knows the proxy, and what it shall reach without it. */
export const proxySetting = (site: ServerSite): Fragment => ps`
function Set-AgentProxy {
    $run.exitCode = ${installFailed.code}
${proxyBypass(site).text === '' ? proxyAlone : proxyAndBypass}
}
`;

const refused = ps`if ($LASTEXITCODE -ne 0) { throw 'The agent did not accept the proxy.' }`;

const proxyAlone = ps`
    if ((Get-AgentProxy) -eq ($proxy -replace ':80$')) { return }
    Invoke-Agent 'config', 'set', ${mark('proxy', ps`'proxy.url', $proxy`)}
    ${refused}
`;

const proxyAndBypass = ps`
    if ((Get-AgentProxy) -ne ($proxy -replace ':80$')) {
        Invoke-Agent 'config', 'set', ${mark('proxy', ps`'proxy.url', $proxy`)}
        ${refused}
    }
    if ((Get-ProxyBypass) -eq $bypass) { return }
    Invoke-Agent 'config', 'set', ${mark('proxy', ps`'proxy.bypass', $bypass`)}
    if ($LASTEXITCODE -ne 0) { throw 'The agent did not accept what it shall bypass the proxy for.' }
`;

/** Tells Azure about a failure, as the portal's own scripts do. */
export const reporting = (site: ServerSite): Fragment => ps`
# Tells Azure what failed, as the portal's own scripts do; best effort.
function Send-FailureReport($Failure) {
    $report = @{
        subscriptionId = $subscriptionId
        resourceGroup = $resourceGroup
        tenantId = $tenantId
        location = $location
        correlationId = $correlationId
        authType = $authType
        operation = 'onboarding'
        messageType = $Failure.FullyQualifiedErrorId
        message = "$Failure"
    }
    $body = [Text.Encoding]::UTF8.GetBytes((ConvertTo-Json $report))
    try {
        Invoke-WebRequest -UseBasicParsing -TimeoutSec 10${wayOptions[downloadWayOf(site)]} \`
            -Method Put -Uri "$origin/log" -ContentType 'application/json' -Body $body | Out-Null
    }
    catch { Write-Host 'The failure could not be reported to Azure.' }
}
`;
