import { webSocketAccept, webSocketHeaders } from '../../../network/probes';
import { type Fragment, join, mark } from '../../writing/fragment';
import { clusterExitCodes as codes } from '../exitCodes';
import { ps } from './powershell';
import { patience, refusals, type UpgradeChecks, upgradeRequired } from './upgrades';

const list = (parts: readonly (Fragment | string)[]): Fragment =>
  join(
    parts.map((part) => (typeof part === 'string' ? ps`${part}` : part)),
    ', ',
  );

export const askUpgradeInPowershell = ps`
    # Reads exactly the head of an answer: the bytes after it belong to TLS.
    function Read-Head($stream, $clock) {
        $head = ''
        while (-not $head.EndsWith("\`r\`n\`r\`n")) {
            if ($head.Length -ge 16384 -or $clock.ElapsedMilliseconds -gt ${patience.answer}000) { return '' }
            $next = $stream.ReadByte()
            if ($next -lt 0) { return '' }
            $head += [char]$next
        }
        return $head
    }

    # Asks for a WebSocket within TLS, as the agents do. Returns: passes, refused STATUS, blocked WHY, or unknown WHY.
    function Request-Upgrade($name, $path, $proxyHost, $proxyPort) {
        $isSecured = $false
        $client = New-Object Net.Sockets.TcpClient
        try {
            $clock = [Diagnostics.Stopwatch]::StartNew()
            $connecting = if ($proxyHost) { $client.ConnectAsync([string]$proxyHost, [int]$proxyPort) } else { $client.ConnectAsync([string]$name, 443) }
            if (-not $connecting.Wait(${patience.connect}000)) { return 'unknown there is no TLS connection from here' }
            $stream = $client.GetStream()
            $stream.ReadTimeout = ${patience.connect}000
            $stream.WriteTimeout = ${patience.connect}000
            if ($proxyHost) {
                $bytes = [Text.Encoding]::ASCII.GetBytes("CONNECT $($name):443 HTTP/1.1\`r\`nHost: $($name):443\`r\`n\`r\`n")
                $stream.Write($bytes, 0, $bytes.Length)
                if ((Read-Head $stream $clock) -notmatch '^HTTP/1\.[01] 2') { return 'unknown there is no TLS connection from here' }
            }
            # Certificates do not matter here.
            $accept = [Net.Security.RemoteCertificateValidationCallback] { return $true }
            $secure = New-Object Net.Security.SslStream($stream, $false, $accept)
            # Windows chooses the TLS version; with an old .NET it is 1.2.
            $versions = if ([Enum]::IsDefined([Security.Authentication.SslProtocols], 'Tls13')) { 'None' } else { 'Tls12' }
            $secure.AuthenticateAsClient($name, $null, [Security.Authentication.SslProtocols]$versions, $false)
            $isSecured = $true
            $lines = @("GET $path HTTP/1.1", "Host: $name") + @(${list(webSocketHeaders)}) + @('', '')
            $bytes = [Text.Encoding]::ASCII.GetBytes($lines -join "\`r\`n")
            $secure.Write($bytes, 0, $bytes.Length)
            $secure.Flush()
            $head = Read-Head $secure $clock
            if ($head -notmatch '^HTTP/1\.[01] (\d{3})') { return 'blocked no answer to the request' }
            $status = [int]$Matches[1]
            if ($status -eq 101 -and $head.Contains(${webSocketAccept})) { return 'passes' }
            if ($status -eq 101) { return 'blocked something else answered' }
            if (@(${list(refusals.map((status) => ps`${status}`))}) -contains $status) { return "refused $status" }
            if ($status -eq ${upgradeRequired}) { return 'blocked the request arrived without its header Upgrade' }
            return "unknown status $status"
        } catch {
            if ($isSecured) { return 'blocked no answer to the request' }
            return 'unknown there is no TLS connection from here'
        } finally {
            $client.Close()
        }
    }
`;

/** Within the block of the script that prepares a session; sets `$code`. */
export const upgradesInPowershell = ({ checks, unknown, proxy }: UpgradeChecks): Fragment =>
  join(
    [
      askUpgradeInPowershell,
      ps`
    # The agents need WebSockets to these hosts. Nothing is sent but the request.
    $code = ${codes.done.code}
    $upgrades = @(
`,
      ...checks.map(({ host, path, isProxied, refusalProves }) =>
        mark(
          'proxy',
          ps`        @{ Name = ${host}; Path = ${path}; Proves = ${refusalProves ? ps`$true` : ps`$false`}; ProxyHost = ${isProxied ? proxy.host : ''}; ProxyPort = ${isProxied ? proxy.port : 0} }`,
        ),
      ),
      ...unknown.map((host) => ps`        @{ Name = ${host}; Path = '' }`),
      ps`
    )
    foreach ($each in $upgrades) {
        $name = $each.Name
        $answer = if ($each.Path) { Request-Upgrade $name $each.Path $each.ProxyHost $each.ProxyPort } else { 'unknown its full name is not in the site file' }
        $what, $why = $answer -split ' ', 2
        if ($what -eq 'passes') { Write-Host "WebSockets reach $name." }
        elseif ($what -eq 'refused' -and $each.Proves) { Write-Host "WebSockets reach $name, which refuses this one ($why)." }
        elseif ($what -eq 'blocked') {
            Write-Host -ForegroundColor Red "No WebSocket reaches $($name): $why. Allow WebSockets (HTTP upgrade) to it, without TLS inspection."
            $code = ${codes.noWebSockets.code}
        } else {
            if ($what -eq 'refused') { Write-Host "Status $why for a WebSocket to $($name): from the service, or from a proxy that inspects TLS. Look for an exemption of this host." }
            else { Write-Host "Whether WebSockets reach $name is not known: $why. Ask the proxy's administrator." }
            if ($code -eq ${codes.done.code}) { $code = ${codes.webSocketsUnproven.code} }
        }
    }
`,
    ],
    '\n',
  );
