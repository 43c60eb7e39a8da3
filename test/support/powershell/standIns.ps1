# What Windows and its network do in the tests of Windows scripts. A function hides a cmdlet of its name; its parameters have
# the types of the real one's. Everything is recorded in, and played from, the folder $env:STUB.

function global:Save-Record([string]$Name, $What) {
    [IO.File]::AppendAllText("$env:STUB/$Name", (ConvertTo-Json -Compress -Depth 4 $What) + "`n")
}

function global:Get-StandInUser {
    $user = [pscustomobject]@{
        User = [pscustomobject]@{ AccountDomainSid = 'S-1-5-21-1-2-3' }
    }
    $user | Add-Member ScriptMethod IsInRole { param($Role) "$Role" -eq 'Administrator' -and -not (Test-Path -LiteralPath "$env:STUB/not-admin") }
    $user
}

function global:Get-StandInTaskSequence {
    if (-not (Test-Path -LiteralPath "$env:STUB/task-sequence")) { throw 'No class of this name is registered.' }
    $sequence = [pscustomobject]@{}
    $sequence | Add-Member ScriptMethod Value { param($Name) [IO.File]::ReadAllText("$env:STUB/task-sequence") }
    $sequence
}

function global:Start-Sleep([int]$Seconds, [int]$Milliseconds) { Save-Record 'naps' "$Seconds $Milliseconds" }

if (-not $env:STUB_TERMINAL) {
function global:Read-Host([string]$Prompt, [switch]$AsSecureString) {
    Save-Record 'prompts' $Prompt
    if (-not (Test-Path -LiteralPath "$env:STUB/typed")) { throw 'PowerShell is in NonInteractive mode.' }
    $secure = New-Object Security.SecureString
    [IO.File]::ReadAllText("$env:STUB/typed").ToCharArray() | ForEach-Object { $secure.AppendChar($_) }
    $secure
}
}

function global:Invoke-WebRequest(
    [switch]$UseBasicParsing, [int]$TimeoutSec, [uri]$Uri, [uri]$Proxy,
    [Microsoft.PowerShell.Commands.WebRequestSession]$WebSession,
    [Microsoft.PowerShell.Commands.WebRequestMethod]$Method, [string]$ContentType, [byte[]]$Body
) {
    $route = if ($WebSession) { 'no proxy' } else { "$Proxy" }
    Save-Record 'requests' @{ method = "$Method"; uri = "$Uri"; proxy = $route; body = $(if ($Body) { [Text.Encoding]::UTF8.GetString($Body) }) }
    if (Test-Path -LiteralPath "$env:STUB/fail-download") { throw [Net.WebException]'(503) Service Unavailable.' }
    if ($Method -ne 'Put') {
        [pscustomobject]@{ RawContentStream = New-Object IO.MemoryStream(, [IO.File]::ReadAllBytes("$env:STUB/install.ps1")) }
    }
}

# Compiles what the script declares, with bodies in the place of the imports: a call has to fit the declaration.
function global:Add-Type([string]$Namespace, [string]$Name, [string]$MemberDefinition) {
    $bodies = @{
        NCryptCreateProtectionDescriptor = 'Played.Rule = rule; descriptor = (IntPtr)7; return 0;'
        NCryptProtectSecret = 'return Played.Write("enc:" + Played.Rule + ":", data, out blob, out blobSize);'
        NCryptUnprotectSecret = 'return Played.Open(blob, out data, out dataSize);'
        NCryptCloseProtectionDescriptor = 'return 0;'
        LocalFree = 'System.Runtime.InteropServices.Marshal.FreeHGlobal(memory); return IntPtr.Zero;'
    }
    $code = $MemberDefinition -replace '\[DllImport\([^\]]*\]', '' -replace '\bextern\b', ''
    foreach ($function in $bodies.Keys) {
        $code = $code -replace "(\b$function\s*\([^)]*\));", "`$1 { $($bodies[$function].Replace('$', '$$')) }"
    }
    $played = @'
static class Played {
    public static string Rule = "";
    public static int Write(string head, byte[] data, out IntPtr at, out uint size) {
        var bytes = System.Text.Encoding.UTF8.GetBytes(head + Convert.ToBase64String(data));
        at = System.Runtime.InteropServices.Marshal.AllocHGlobal(bytes.Length); size = (uint)bytes.Length;
        System.Runtime.InteropServices.Marshal.Copy(bytes, 0, at, bytes.Length);
        return 0;
    }
    public static int Open(byte[] blob, out IntPtr data, out uint size) {
        data = IntPtr.Zero; size = 0;
        var text = System.Text.Encoding.UTF8.GetString(blob);
        if (!text.StartsWith("enc:")) return unchecked((int)0x8009002C);
        var bytes = Convert.FromBase64String(text.Substring(text.LastIndexOf(':') + 1));
        data = System.Runtime.InteropServices.Marshal.AllocHGlobal(bytes.Length); size = (uint)bytes.Length;
        System.Runtime.InteropServices.Marshal.Copy(bytes, 0, data, bytes.Length);
        return 0;
    }
}
'@
    $source = "using System; using System.Runtime.InteropServices; namespace $Namespace { public static class $Name { $code } $played }"
    if ($global:compiled -contains $source) { return }
    $global:compiled += @($source)
    Microsoft.PowerShell.Utility\Add-Type -TypeDefinition $source
}
