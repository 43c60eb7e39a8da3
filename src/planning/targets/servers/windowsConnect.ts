import { pageUrl } from '../../../kernel/knowledge/pages';
import { connectionOf, type ServerSite, usesGateway } from '../../site';
import { exitCodes } from './exitCodes';
import { join, mark, nothing, shellTag, type Fragment } from '../writing/fragment';
import { secretOf, type SecretNeed, signInOf } from './onboarding';
import { powershellLiteral } from '../../../kernel/text/quote';

const ps = shellTag(powershellLiteral);
const { noSecret, noCertificate, connectFailed } = exitCodes;

const code = (text: string): Fragment => ({ text, marks: [] });

export const secretFromEnvironment = ({ variable }: SecretNeed): Fragment => ps`
# The secret is read from the environment or the keyboard and is not passed to child processes.
$run.secret = $env:${code(variable)}
$env:${code(variable)} = $null
`;

export const secretReading = ({ variable, name }: SecretNeed, { identity }: ServerSite): Fragment => ps`
function Read-Secret {
    $canAsk = [Environment]::UserInteractive -and -not [Console]::IsInputRedirected
    if (-not $run.secret -and $canAsk) {
        try {
            $typed = Read-Host -AsSecureString ${identity.method === 'servicePrincipal' ? ps`"Secret of service principal $servicePrincipalId"` : ps`'Access token'`}
            $run.secret = [Net.NetworkCredential]::new('', $typed).Password
        }
        catch { Write-Host "Cannot prompt for input: $($_.Exception.Message)" } # as with -NonInteractive
    }
    if ($run.secret) { return }
    Stop-Onboarding ${noSecret.code} ${`${name} is missing.`},
        ${`Run this script in a console, or set $env:${variable} before.`}
}
`;

/** A thumbprint takes precedence over a file. */
function certificateOf({ identity }: ServerSite): { readonly thumbprint?: string; readonly file?: string } {
  if (identity.method !== 'servicePrincipal' || identity.credential !== 'certificate') return {};
  const { certificateThumbprint: thumbprint, certificateFile: file } = identity;
  if (thumbprint !== undefined) return { thumbprint };
  return file === undefined ? {} : { file };
}

export function certificateValue(site: ServerSite): Fragment {
  const { thumbprint, file } = certificateOf(site);
  if (thumbprint !== undefined) return ps`$certificateThumbprint = ${thumbprint}`;
  return file === undefined ? nothing : ps`$certificateFile = ${file}`;
}

export function certificateTest(site: ServerSite): Fragment {
  const { thumbprint, file } = certificateOf(site);
  if (thumbprint !== undefined) return thumbprintTest;
  return file === undefined ? nothing : fileTest;
}

const fileTest = ps`
function Assert-Certificate {
    if (Test-Path -LiteralPath $certificateFile) { return }
    Stop-Onboarding ${noCertificate.code} "The service principal certificate was not found at $certificateFile."
}
`;

const thumbprintTest = ps`
function Assert-Certificate {
    foreach ($store in 'LocalMachine', 'CurrentUser') {
        if (Test-Path -LiteralPath "Cert:\$store\My\$certificateThumbprint") { return }
    }
    Stop-Onboarding ${noCertificate.code} "Certificate $certificateThumbprint was not found in this server's certificate stores."
}
`;

export function connecting(site: ServerSite): Fragment {
  const { identity, tags } = site;
  const signIn = signInOf(identity);
  const hasSecret = secretOf(identity) !== undefined;
  const options = [
    ps`'connect'`,
    ps`'--resource-group', $resourceGroup`,
    ps`'--tenant-id', $tenantId`,
    ps`'--subscription-id', $subscriptionId`,
    ps`'--cloud', $cloud`,
    ps`'--location', $location`,
    usesGateway(site) ? mark('gateway', ps`'--gateway-id', $gatewayId`) : nothing,
    connectionOf(site) === 'privateLink' ? ps`'--private-link-scope', $privateLinkScopeId` : nothing,
    Object.keys(tags).length > 0 ? ps`'--tags', $tags` : nothing,
    ps`'--correlation-id', $correlationId`,
    hasSecret ? ps`'--config', "$work\connect.json"` : nothing,
    signIn === 'certificate' ? certificateOptions(site) : nothing,
    signIn === 'deviceCode' ? ps`'--use-device-code'` : nothing,
  ];
  const connect = ps`
function Connect-Agent {
    $run.exitCode = ${connectFailed.code}
    Write-Host 'Connecting to Azure...'
    Invoke-Agent @(
        ${join(options, '\n        ')}
    )
    if ($LASTEXITCODE -eq 0) { return }
    throw "azcmagent connect failed with exit code $LASTEXITCODE. AZCM error codes are explained at: " +
        ${pageUrl('agentTroubleshooting')}
}
`;
  return join([hasSecret ? secretFile(identity) : nothing, connect], '\n\n');
}

function certificateOptions(site: ServerSite): Fragment {
  const certificate =
    certificateOf(site).thumbprint === undefined
      ? ps`'--service-principal-cert', $certificateFile`
      : ps`'--service-principal-cert-thumbprint', $certificateThumbprint`;
  return join([ps`'--service-principal-id', $servicePrincipalId`, certificate], '\n        ');
}

const secretFile = ({ method }: ServerSite['identity']): Fragment => ps`
# Process arguments are visible to all users; only administrators can read this file.
function Save-Secret {
    $run.exitCode = ${connectFailed.code}
    $content = @{ ${method === 'accessToken' ? ps`'access-token' = $run.secret` : ps`'service-principal-id' = $servicePrincipalId; 'service-principal-secret' = $run.secret`} }
    # A StreamWriter writes no byte order mark, unlike Set-Content in PowerShell 5.1; azcmagent rejects one.
    $file = New-Object IO.StreamWriter ([IO.File]::Open("$work\connect.json", 'CreateNew'))
    $file.Write((ConvertTo-Json $content))
    $file.Dispose()
}
`;
