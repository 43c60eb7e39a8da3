import { lazyScript, type Script } from '../script';
import { shellTag } from '../writing/fragment';
import { powershellLiteral } from '../../../kernel/text/quote';
import { powershellFile } from '../writing/powershellFile';

const ps = shellTag(powershellLiteral);

/**
 * Run once by a domain administrator: encrypts the service principal secret for the domain’s computers only (DPAPI-NG).
 */
export const protectSecret = (): Script =>
  lazyScript(
    { kind: 'groupPolicy', os: 'any', language: 'powershell', fileName: 'group-policy-protect-secret.ps1' },
    () => powershellFile(body),
  );

const body = ps`
# Encrypts the service principal secret with DPAPI-NG for the computers and domain controllers of your domain, and saves
# it next to this script as encryptedServicePrincipalSecret. Run it once, signed in to that domain, and again for a new secret.
$ErrorActionPreference = 'Stop'
if (-not $PSScriptRoot) { throw 'Run this from a file: the secret is saved next to it.' }

Add-Type -Namespace ArcOnboarding -Name Protection -MemberDefinition @'
[DllImport("ncrypt.dll", CharSet = CharSet.Unicode)]
public static extern int NCryptCreateProtectionDescriptor(string rule, uint flags, out IntPtr descriptor);
[DllImport("ncrypt.dll")]
public static extern int NCryptProtectSecret(IntPtr descriptor, uint flags, byte[] data, uint dataSize,
    IntPtr allocator, IntPtr window, out IntPtr blob, out uint blobSize);
[DllImport("ncrypt.dll")]
public static extern int NCryptCloseProtectionDescriptor(IntPtr descriptor);
[DllImport("kernel32.dll")]
public static extern IntPtr LocalFree(IntPtr memory);
'@

function Assert-Success([int]$Status, [string]$What) {
    if ($Status -ne 0) { throw ('{0} failed with 0x{1:X8}.' -f $What, $Status) }
}

# Groups are given by SID because names are localized.
$domain = [Security.Principal.WindowsIdentity]::GetCurrent().User.AccountDomainSid
$rule = "SID=$domain-515 OR SID=$domain-516"

$typed = Read-Host -AsSecureString 'Service principal secret'
$data = [Text.Encoding]::UTF8.GetBytes([Net.NetworkCredential]::new('', $typed).Password)
if ($data.Length -eq 0) { throw 'No secret was entered.' }

$descriptor = [IntPtr]::Zero
$blob = [IntPtr]::Zero
$size = [uint32]0
Assert-Success ([ArcOnboarding.Protection]::NCryptCreateProtectionDescriptor($rule, 0, [ref]$descriptor)) 'The rule'
Assert-Success ([ArcOnboarding.Protection]::NCryptProtectSecret(
        $descriptor, 0, $data, $data.Length, [IntPtr]::Zero, [IntPtr]::Zero, [ref]$blob, [ref]$size)) 'Protecting'
$bytes = New-Object byte[] $size
[Runtime.InteropServices.Marshal]::Copy($blob, $bytes, 0, $size)
[ArcOnboarding.Protection]::LocalFree($blob) | Out-Null
[ArcOnboarding.Protection]::NCryptCloseProtectionDescriptor($descriptor) | Out-Null
[IO.File]::WriteAllText("$PSScriptRoot\encryptedServicePrincipalSecret", [Convert]::ToBase64String($bytes))
Write-Host 'Saved. Keep it in the share next to the start-up script.'
`;
