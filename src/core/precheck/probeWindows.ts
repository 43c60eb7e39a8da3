import type { RemoteScript } from '../ports';
import { join, shellTag } from '../scripts/fragment';
import { powershellLiteral } from '../scripts/quote';
import type { ProbePlan } from './probe';
import { scriptOf } from './probeScript';

const ps = shellTag(powershellLiteral);

/** The same from a Windows server, by Windows PowerShell 5.1 or newer; the lines are those of `probeOnLinux`. */
export function probeOnWindows({ probes, proxy }: ProbePlan): RemoteScript {
  const rows = probes.map(
    ({ host, port, protocol, via }, index) =>
      ps`    @{ Index = ${index}; Host = ${host}; Port = ${port}; Protocol = ${protocol}; Via = ${via} }`,
  );
  const values = ps`
$proxyHost = ${proxy?.host ?? ''}
$proxyPort = ${proxy?.port ?? 0}
$probes = @(
${join(rows, '\n')}
)
`;
  const { text } = join([header, values, probe, pool], '\n\n');
  return scriptOf('powershell', `${text}\n`, probes.length);
}

const header = ps`
# Tries the endpoints that Azure Arc needs. Changes nothing.
$ErrorActionPreference = 'Stop'
`;

const probe = ps`
$probe = {
    param($probe, $proxyHost, $proxyPort)
    $patience = 4000
    $state = @{ Stage = 'dns'; Failure = 'other'; Status = '-'; Address = '-'; Trusted = '-'; Issuer = '' }
    $clock = [Diagnostics.Stopwatch]::StartNew()
    $client = $null

    # Waits for a task; its own error comes out, not the wrapper's.
    function Wait-Step($task) {
        try {
            if (-not $task.Wait($patience)) { $state.Failure = 'timeout'; throw 'timeout' }
        } catch [AggregateException] {
            throw $_.Exception.GetBaseException()
        }
        return $task
    }

    # Reads the first line of an answer.
    function Read-Status($stream) {
        $head = ''
        $buffer = New-Object byte[] 4096
        while ($head -notmatch "\r\n" -and $head.Length -lt 16384) {
            $count = (Wait-Step $stream.ReadAsync($buffer, 0, $buffer.Length)).Result
            if ($count -eq 0) { $state.Failure = 'closed'; throw 'closed' }
            $head += [Text.Encoding]::ASCII.GetString($buffer, 0, $count)
        }
        if ($head -match '^HTTP/1\.[01] (\d{3})') { $state.Status = $Matches[1] }
        return [int]$Matches[1]
    }

    function Send-Head($stream, $text) {
        $bytes = [Text.Encoding]::ASCII.GetBytes($text)
        $stream.Write($bytes, 0, $bytes.Length)
    }

    try {
        $isProxied = $probe.Via -eq 'proxy'
        $to = if ($isProxied) { $proxyHost } else { $probe.Host }
        $at = if ($isProxied) { $proxyPort } else { $probe.Port }
        $addresses = @((Wait-Step ([Net.Dns]::GetHostAddressesAsync($to))).Result | Sort-Object { [int]$_.AddressFamily })
        if (-not $isProxied -and $addresses.Count -gt 0) { $state.Address = $addresses[0].ToString() }
        $state.Stage = 'connect'
        $client = New-Object Net.Sockets.TcpClient($addresses[0].AddressFamily)
        $null = Wait-Step $client.ConnectAsync($addresses[0], $at)
        $stream = $client.GetStream()
        $stream.ReadTimeout = $patience
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
            $accept = [Net.Security.RemoteCertificateValidationCallback] {
                param($source, $certificate, $chain, $errors)
                $state.Issuer = $certificate.Issuer
                $state.Trusted = [int](([int]$errors -band 4) -eq 0) # 4: the chain
                return $true
            }
            $secure = New-Object Net.Security.SslStream($stream, $false, $accept)
            # Not the asynchronous one: its thread could not run the script block above.
            $secure.AuthenticateAsClient($probe.Host, $null, [Security.Authentication.SslProtocols]::Tls12, $false)
        }
        $state.Stage = 'done'
        $state.Failure = '-'
    } catch {
        $cause = $_.Exception.GetBaseException()
        if ($state.Failure -eq 'other' -and $cause -is [Net.Sockets.SocketException]) {
            $state.Failure = switch ([int]$cause.SocketErrorCode) {
                10061 { 'refused' } 10054 { 'reset' } 10060 { 'timeout' } 10051 { 'unreachable' } 10065 { 'unreachable' }
                11001 { 'notFound' } 11004 { 'notFound' } 11002 { 'timeout' }
                default { 'other' }
            }
        }
    } finally {
        if ($client) { $client.Close() }
    }
    $issuer = $state.Issuer -replace '\s+', ' '
    if ($issuer.Length -gt 120) { $issuer = $issuer.Substring(0, 120) }
    "@$($probe.Index) $($state.Stage) $($state.Failure) $($state.Status) $($clock.ElapsedMilliseconds) $($state.Address) $($state.Trusted) $issuer"
}
`;

const pool = ps`
# Many at once, but not so many that a small server suffers
$pool = [RunspaceFactory]::CreateRunspacePool(1, 32)
$pool.Open()
try {
    $running = foreach ($each in $probes) {
        $shell = [PowerShell]::Create()
        $shell.RunspacePool = $pool
        $null = $shell.AddScript($probe.ToString()).AddArgument($each).AddArgument($proxyHost).AddArgument($proxyPort)
        @{ Shell = $shell; Handle = $shell.BeginInvoke() }
    }
    foreach ($each in $running) {
        $each.Shell.EndInvoke($each.Handle)
        $each.Shell.Dispose()
    }
} finally {
    $pool.Close()
}
"@end $($probes.Count)"
`;
