import type { RemoteScript } from '../../../kernel/ports';
import { type Fragment, join, shellTag } from '../../../planning/targets/servers';
import { powershellLiteral } from '../../../kernel/text/quote';
import { type Probe, type ProbePlan, webSocketAccept, webSocketHeaders } from '../../../planning/network/probes';
import { chainsOnWindows } from './certificates/chainsOnWindows';
import { scriptOf } from './probeScript';

const ps = shellTag(powershellLiteral);

/** Probes from a Windows server with Windows PowerShell 5.1 or later. Both outputs are those of `probeOnLinux`. */
export function probeOnWindows({ probes, proxy }: ProbePlan): RemoteScript {
  const rows = probes.map(rowOf);
  const values = ps`
$proxyHost = ${proxy?.host ?? ''}
$proxyPort = ${proxy?.port ?? 0}
$probes = @(
${join(rows, '\n')}
)
`;
  const { text } = join([header, values, probe, chainsOnWindows, pool], '\n\n');
  return scriptOf('powershell', `${text}\n`, probes.length);
}

function rowOf({ host, port, protocol, via, webSocket }: Probe, index: number): Fragment {
  const row = ps`Index = ${index}; Host = ${host}; Port = ${port}; Protocol = ${protocol}; Via = ${via}`;
  return webSocket === undefined ? ps`    @{ ${row} }` : ps`    @{ ${row}; WebSocket = ${webSocket} }`;
}

const header = ps`
# Tests whether the endpoints that Azure Arc needs are reachable. Changes nothing.
$ErrorActionPreference = 'Stop'
`;

const headers = webSocketHeaders.map((line) => ps`${line}`);

const probe = ps`
$probe = {
    param($probe, $proxyHost, $proxyPort, $state)
    $patience = 4000
    $state.Clock = [Diagnostics.Stopwatch]::StartNew()
    $client = $null
    $upgradeHeaders = @(${join(headers, ', ')})
    $upgradeAccept = ${webSocketAccept}

    # Waits for a task until the step's time is over. Throws the task's error, not its wrapper.
    function Wait-Step($task, $until = $state.Clock.ElapsedMilliseconds + $patience) {
        try {
            $left = [Math]::Max(0, $until - $state.Clock.ElapsedMilliseconds)
            if (-not $task.Wait([int]$left)) { $state.Failure = 'timeout'; throw 'timeout' }
        } catch [AggregateException] {
            throw $_.Exception.GetBaseException()
        }
        return $task
    }

    # Reads exactly the head of an answer: the bytes after it belong to TLS.
    function Read-Status($stream) {
        $head = ''
        $one = New-Object byte[] 1
        $until = $state.Clock.ElapsedMilliseconds + $patience
        while (-not $head.EndsWith("\`r\`n\`r\`n")) {
            if ($head.Length -ge 16384) { throw 'too long' }
            $count = (Wait-Step $stream.ReadAsync($one, 0, 1) $until).Result
            if ($count -eq 0) { $state.Failure = 'closed'; throw 'closed' }
            $head += [char]$one[0]
        }
        if ($head -notmatch '^HTTP/1\.[01] (\d{3})') { throw 'not HTTP' }
        $state.Status = $Matches[1]
        $state.Head = $head
        return [int]$Matches[1]
    }

    function Send-Head($stream, $text) {
        $bytes = [Text.Encoding]::ASCII.GetBytes($text)
        $stream.Write($bytes, 0, $bytes.Length)
    }

    # .NET puts the certificates that were sent into ExtraStore, in any order, and builds a chain of them and of the
    # machine's own. Where ExtraStore is empty, only the latter was seen.
    function Read-Chain($certificate, $chain) {
        $own = [Convert]::ToBase64String($certificate.GetRawCertData())
        $sent = @($chain.ChainPolicy.ExtraStore | ForEach-Object { [Convert]::ToBase64String($_.RawData) })
        $built = @($chain.ChainElements | ForEach-Object { [Convert]::ToBase64String($_.Certificate.RawData) })
        if ($sent.Count -gt 0) {
            $state.Sent = @($own) + @($sent | Where-Object { $_ -cne $own })
            $state.How = 'sent'
        } elseif ($built.Count -gt 0) {
            $state.How = 'builtFromStore'
        } else {
            $state.How = 'notShown'
        }
        $state.Store = @($built | Where-Object { $state.Sent -cnotcontains $_ })
        if ($state.Sent.Count -gt 16) { $state.Sent = $state.Sent[0..15]; $state.How = 'cut' }
        $partial = [Security.Cryptography.X509Certificates.X509ChainStatusFlags]::PartialChain
        $state.Root = [int](-not ($chain.ChainStatus | Where-Object { $_.Status -band $partial }))
    }

    # Connects to the first address that accepts. All share the time of one step, so that a silent one leaves some to the rest.
    function Connect-Any($addresses, $port, $isProxied) {
        $end = $state.Clock.ElapsedMilliseconds + $patience
        $left = $addresses.Count
        $problem = $null
        foreach ($address in $addresses) {
            $client = New-Object Net.Sockets.TcpClient($address.AddressFamily)
            $state.Client = $client
            $now = $state.Clock.ElapsedMilliseconds
            try {
                $null = Wait-Step $client.ConnectAsync($address, $port) ($now + ($end - $now) / $left)
                if (-not $isProxied) { $state.Address = $address.ToString() }
                return $client
            } catch {
                $client.Close()
                if ($null -eq $problem) { $problem = $_.Exception; $failure = $state.Failure }
                $state.Failure = 'other'
            }
            $left--
        }
        $state.Failure = $failure
        throw $problem
    }

    try {
        $isProxied = $probe.Via -eq 'proxy'
        $to = if ($isProxied) { $proxyHost } else { $probe.Host }
        $at = if ($isProxied) { $proxyPort } else { $probe.Port }
        $addresses = @((Wait-Step ([Net.Dns]::GetHostAddressesAsync($to))).Result | Sort-Object { [int]$_.AddressFamily })
        if ($addresses.Count -eq 0) { $state.Failure = 'notFound'; throw 'no address' }
        if (-not $isProxied) { $state.Address = $addresses[0].ToString() }
        $state.Stage = 'connect'
        $client = Connect-Any $addresses $at $isProxied
        $stream = $client.GetStream()
        if ($probe.Protocol -eq 'http') {
            $state.Stage = 'http'
            $target = if ($isProxied) { "http://$($probe.Host):$($probe.Port)/" } else { '/' }
            Send-Head $stream "HEAD $target HTTP/1.0\`r\`nHost: $($probe.Host)\`r\`n\`r\`n"
            $status = Read-Status $stream
            if ($isProxied -and ($status -in 403, 407 -or $status -ge 500)) { $state.Failure = 'status'; throw 'status' }
        } else {
            if ($isProxied) {
                $state.Stage = 'proxy'
                $target = "$($probe.Host):$($probe.Port)"
                Send-Head $stream "CONNECT $target HTTP/1.1\`r\`nHost: $target\`r\`n\`r\`n"
                $status = Read-Status $stream
                if ($status -lt 200 -or $status -gt 299) { $state.Failure = 'status'; throw 'status' }
            }
            $state.Stage = 'tls'
            $state.Until = $state.Clock.ElapsedMilliseconds + $patience
            # Any error counts: an untrusted chain, and a certificate for another host.
            $accept = [Net.Security.RemoteCertificateValidationCallback] {
                param($source, $certificate, $chain, $errors)
                $state.Issuer = $certificate.Issuer
                $state.Trusted = [int]([int]$errors -eq 0)
                # A failure to read the chain leaves it unseen; the probe goes on.
                try { Read-Chain $certificate $chain } catch { $state.How = 'notShown' }
                return $true
            }
            $secure = New-Object Net.Security.SslStream($stream, $false, $accept)
            # Not the asynchronous method: its thread cannot run the script block above. Windows chooses the TLS version;
            # with an old .NET it is 1.2.
            $versions = if ([Enum]::IsDefined([Security.Authentication.SslProtocols], 'Tls13')) { 'None' } else { 'Tls12' }
            $secure.AuthenticateAsClient($probe.Host, $null, [Security.Authentication.SslProtocols]$versions, $false)
            $state.Protocol = [string]$secure.SslProtocol
            # The .NET of Windows PowerShell 5.1 does not show the suite.
            if ($secure.PSObject.Properties['NegotiatedCipherSuite']) { $state.Suite = [string]$secure.NegotiatedCipherSuite }
            if ($probe.WebSocket) {
                $state.Stage = 'upgrade'
                $state.Status = '-'
                $state.Until = $state.Clock.ElapsedMilliseconds + $patience
                Send-Head $secure ((@("GET $($probe.WebSocket) HTTP/1.1", "Host: $($probe.Host)") + $upgradeHeaders + '', '') -join "\`r\`n")
                $status = Read-Status $secure
                # 426: the header Upgrade did not arrive
                if ($status -eq 426) { $state.Failure = 'status'; throw 'status' }
                if ($status -eq 101 -and -not $state.Head.Contains($upgradeAccept)) { throw 'not for this request' }
            }
        }
        $state.Stage = 'done'
        $state.Failure = '-'
    } catch {
        $cause = $_.Exception.GetBaseException()
        # Once the issuer is known, a later error only concerns client authentication.
        if ($state.Stage -eq 'tls' -and $state.Issuer -ne '' -and $state.Failure -eq 'other') {
            $state.Stage = 'done'
            $state.Failure = '-'
        } elseif ($state.Failure -eq 'other' -and $cause -is [Net.Sockets.SocketException]) {
            $state.Failure = switch ([int]$cause.SocketErrorCode) {
                10061 { 'refused' } 10054 { 'reset' } 10060 { 'timeout' } 10051 { 'unreachable' } 10065 { 'unreachable' }
                11001 { 'notFound' } 11004 { 'notFound' } 11002 { 'timeout' }
                default { 'other' }
            }
        } elseif ($state.Failure -eq 'other' -and $state.Stage -in 'tls', 'upgrade' -and $cause -is [IO.IOException]) {
            $state.Failure = 'closed'
        }
        # What OpenSSL and Windows say of certificates that they cannot decode
        if ($state.Stage -eq 'tls' -and $cause.Message -match 'asn1|ASN\.1|DER') { $state.How = 'unreadable' }
    } finally {
        if ($client) { $client.Close() }
        $state.IsOver = $true
    }
}
`;

const pool = ps`
# Prints one line per probe as soon as it is done
function Write-Result($probe, $state) {
    $issuer = $state.Issuer -replace '\s+', ' '
    if ($issuer.Length -gt 120) { $issuer = $issuer.Substring(0, 120) }
    $spent = if ($state.Clock) { $state.Clock.ElapsedMilliseconds } else { 0 }
    "@$($probe.Index) $($state.Stage) $($state.Failure) $($state.Status) $spent $($state.Address) $($state.Trusted) $issuer"
}

# Up to 32 at once, so that a small server copes
$pool = [RunspaceFactory]::CreateRunspacePool(1, 32)
$pool.Open()
$running = New-Object Collections.ArrayList
foreach ($each in $probes) {
    $state = [hashtable]::Synchronized(@{
        Stage = 'dns'; Failure = 'other'; Status = '-'; Address = '-'; Trusted = '-'; Issuer = ''
        Clock = $null; Client = $null; Until = 8000; IsOver = $false
        Head = ''; How = ''; Sent = @(); Store = @(); Root = '-'; Protocol = ''; Suite = '-'
    })
    $shell = [PowerShell]::Create()
    $shell.RunspacePool = $pool
    $null = $shell.AddScript($probe.ToString()).AddArgument($each).AddArgument($proxyHost).AddArgument($proxyPort).AddArgument($state)
    $null = $running.Add(@{ Probe = $each; State = $state; Shell = $shell; Handle = $shell.BeginInvoke() })
}
while ($running.Count -gt 0) {
    foreach ($each in @($running)) {
        $state = $each.State
        $spent = if ($state.Clock) { $state.Clock.ElapsedMilliseconds } else { 0 }
        if (-not $state.IsOver -and -not $each.Handle.IsCompleted) {
            if ($spent -le $state.Until) { continue }
            # A stuck probe does not delay the others: its connection is closed, and a second later it is abandoned.
            if ($state.Failure -eq 'other') { $state.Failure = 'timeout' }
            if ($state.Client) { $state.Client.Close() }
            if ($spent -le $state.Until + 1000) { continue }
        }
        Write-Result $each.Probe $state
        Write-Chain $each.Probe $state
        $running.Remove($each)
        if ($each.Handle.IsCompleted) { $each.Shell.Dispose() } else { $null = $each.Shell.BeginStop($null, $null) }
    }
    Start-Sleep -Milliseconds 25
}
"@end $($probes.Count)"
Write-ShortChains
Write-Suites
`;
