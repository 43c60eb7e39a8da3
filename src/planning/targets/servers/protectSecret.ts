import type { Script } from '../script';
import { shellTag } from './fragment';
import { powershellLiteral } from '../../../kernel/text/quote';
import { powershellFile } from './windows';

const ps = shellTag(powershellLiteral);

/**
 * A script that an administrator of the domain runs once: it asks for the service principal's secret and writes it so
 * that the domain's computers, and nobody else, can open it (DPAPI-NG).
 */
export const protectSecret = (): Script =>
  powershellFile({ kind: 'groupPolicy', os: 'any', fileName: 'group-policy-protect-secret.ps1' }, body);

const body = ps`
# Writes the service principal's secret beside this script, as encryptedServicePrincipalSecret: closed with DPAPI-NG
# to the computers and domain controllers of your domain. Run it once, signed in to that domain, and again for a new secret.
$ErrorActionPreference = 'Stop'
if (-not $PSScriptRoot) { throw 'Run this from a file: the secret is written beside it.' }

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

# Groups by their identifiers: names are translated.
$domain = [Security.Principal.WindowsIdentity]::GetCurrent().User.AccountDomainSid
$rule = "SID=$domain-515 OR SID=$domain-516"

$typed = Read-Host -AsSecureString 'Secret of the service principal'
$data = [Text.Encoding]::UTF8.GetBytes([Net.NetworkCredential]::new('', $typed).Password)
if ($data.Length -eq 0) { throw 'No secret was typed.' }

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
Write-Host 'Written. Keep it in the share beside the start-up script.'
`;
