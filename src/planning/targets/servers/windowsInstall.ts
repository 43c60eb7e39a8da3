import { proxyBypass } from '../../network/bypass';
import type { ServerSite } from '../../site';
import { exitCodes } from './exitCodes';
import { join, mark, nothing, shellTag, type Fragment } from '../writing/fragment';
import { downloadRouteOf } from './onboarding';
import { powershellLiteral } from '../../../kernel/text/quote';

const ps = shellTag(powershellLiteral);
const { downloadFailed, installFailed } = exitCodes;

/**
 * Downloads and runs the agent’s install script in a folder for administrators only. Uses the proxy, except for private
 * endpoints.
 */
export function downloadAndInstall(site: ServerSite): Fragment {
  const route = downloadRouteOf(site);
  const toScript = site.network.proxyUrl === undefined ? nothing : ps` ${mark('proxy', ps`-proxy $proxy`)}`;
  return join(
    [
      privateFolder,
      route === 'proxy' ? proxyTest : nothing,
      route === 'private' ? directSession : nothing,
      downloading(routeOptions[route], route === 'proxy' ? proxySilence : nothing),
      installing(toScript),
    ],
    '\n\n',
  );
}

const routeOptions = {
  private: ps` -WebSession (New-DirectSession)`,
  proxy: ps` ${mark('proxy', ps`-Proxy $proxy`)}`,
  usual: nothing,
};

// Only PowerShell 7 has -NoProxy.
const directSession = ps`
# A private endpoint is reached without any proxy, including the one that Windows is set to.
function New-DirectSession {
    New-Object Microsoft.PowerShell.Commands.WebRequestSession -Property @{ Proxy = New-Object Net.WebProxy }
}
`;

const privateFolder = ps`
# A folder that only administrators and the system can open; they are given by SID because names are localized.
function New-PrivateFolder {
    $run.exitCode = ${downloadFailed.code}
    New-Item -ItemType Directory -Path $work | Out-Null
    & icacls.exe $work '/inheritance:r' '/grant:r' '*S-1-5-32-544:(OI)(CI)F' '*S-1-5-18:(OI)(CI)F' | Out-Null
    if ($LASTEXITCODE -ne 0) { throw "Access to the folder $work could not be restricted." }
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

// The template drops its first line break.
const proxySilence = ps`

            if (-not (Test-Proxy)) { throw "The proxy $proxy did not answer." }`;

const downloading = (proxyOption: Fragment, silence: Fragment): Fragment => ps`
function Save-Installer {
    Write-Host 'Downloading the agent...'
    foreach ($attempt in 1..3) {
        try {
            $answer = Invoke-WebRequest -UseBasicParsing -TimeoutSec 30${proxyOption} -Uri "$origin/azcmagent-windows"
            # Not -OutFile, which takes brackets in the folder's name for a pattern.
            [IO.File]::WriteAllBytes("$work\install.ps1", $answer.RawContentStream.ToArray())
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
    $ErrorActionPreference = 'Continue' # as the install script expects
    Write-Host 'Installing the agent...'
    $global:LASTEXITCODE = 0
    & "$work\install.ps1"${proxy}
    if ($LASTEXITCODE -ne 0) { throw "The agent's install script failed with exit code $LASTEXITCODE." }
    if (-not (Test-Path -LiteralPath $azcmagent)) { throw "The install script reported success, but $azcmagent was not found." }
    Start-Sleep -Seconds 5 # its services are starting
}
`;

/** Sets the agent's proxy and proxy bypass if they differ. */
export const proxySetting = (site: ServerSite): Fragment => ps`
function Set-AgentProxy {
    $run.exitCode = ${installFailed.code}
${proxyBypass(site).text === '' ? proxyAlone : proxyAndBypass}
}
`;

const refused = ps`if ($LASTEXITCODE -ne 0) { throw 'The agent rejected the proxy setting.' }`;

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
    if ($LASTEXITCODE -ne 0) { throw 'The agent rejected the proxy bypass list.' }
`;

export const reporting = (site: ServerSite): Fragment => ps`
# Reports the failure to Azure, as the portal's scripts do; best effort.
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
        Invoke-WebRequest -UseBasicParsing -TimeoutSec 10${routeOptions[downloadRouteOf(site)]} \`
            -Method Put -Uri "$origin/log" -ContentType 'application/json' -Body $body | Out-Null
    }
    catch { Write-Host 'The failure could not be reported to Azure.' }
}
`;
