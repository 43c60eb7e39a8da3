import rules from '../../../../kernel/knowledge/data/certificateRules.json';
import { powershellLiteral } from '../../../../kernel/text/quote';
import { join, shellTag } from '../../../../planning/targets/servers';

const ps = shellTag(powershellLiteral);

const names = rules.windowsSuites.suites.map(({ standard }) => ps`${standard}`);

/** Functions of the probe script that print chains as `parseChains.ts` reads them. */
export const chainsOnWindows = ps`
$suites = @(${join(names, ', ')})
# Case matters in Base64, unlike in @{}
$certificates = New-Object Collections.Hashtable
$bodies = New-Object Collections.ArrayList
$chains = New-Object Collections.ArrayList

# The numbers of certificates; a new one is printed
function Get-Numbers($all) {
    $numbers = foreach ($whole in $all) {
        $body = $whole.Substring(0, [Math]::Min(16000, $whole.Length))
        if (-not $certificates.ContainsKey($body)) {
            $certificates[$body] = $bodies.Add($body)
            [Console]::Error.WriteLine("@cert $($certificates[$body]) $body")
        }
        $certificates[$body]
    }
    return @($numbers)
}

function Join-Numbers($numbers) {
    if ($numbers.Count -gt 0) { $numbers -join ',' } else { '-' }
}

# Prints a chain on standard error
function Write-Chain($probe, $state) {
    if ($probe.Protocol -ne 'https' -or -not $state.How) { return }
    $sent = @(Get-Numbers $state.Sent)
    $store = @(Get-Numbers $state.Store)
    $names = @{ Tls = 'TLSv1'; Tls11 = 'TLSv1.1'; Tls12 = 'TLSv1.2'; Tls13 = 'TLSv1.3' }
    $protocol = if ($names[$state.Protocol]) { $names[$state.Protocol] } else { '-' }
    $line = "@chain $($probe.Index) $($state.How) $protocol $($state.Suite) $($state.Root)" +
        " $(Join-Numbers $sent) $(Join-Numbers $store)"
    [Console]::Error.WriteLine($line)
    $null = $chains.Add(@{ Line = $line; Sent = $sent; All = $sent + $store })
}

# Prints which of these suites the machine allows; Windows Server 2012 cannot say it
function Write-Suites {
    if (-not (Get-Command Get-TlsCipherSuite -ErrorAction SilentlyContinue)) { return }
    try { $all = @(Get-TlsCipherSuite | ForEach-Object { $_.Name }) } catch { return }
    $allowed = @($suites | Where-Object { $all -contains $_ })
    [Console]::Error.WriteLine("@suites $(if ($allowed.Count -gt 0) { $allowed -join ',' } else { '-' })")
}

# Prints some chains again with the beginnings of their certificates, because Azure keeps only the last 4 KB of a run
# command: those of different authorities first, as many as fit. The last lines are kept, so it works from back to front.
function Write-ShortChains {
    $short = ''
    $known = @{}
    $kinds = @{}
    foreach ($pass in 'first', 'others') {
        foreach ($chain in $chains) {
            $issuers = @($chain.Sent | Select-Object -Skip 1) -join ','
            if ($chain.IsShown -or $chain.Sent.Count -eq 0 -or ($pass -eq 'first' -and $kinds[$issuers])) { continue }
            $more = ''
            foreach ($number in $chain.All) {
                $body = $bodies[$number]
                if (-not $known[$number]) { $more += "@cert $number $($body.Substring(0, [Math]::Min(640, $body.Length)))\`n" }
            }
            $more += "$($chain.Line)\`n"
            if ($more.Length + $short.Length -gt 3800) { continue }
            $short = $more + $short
            $kinds[$issuers] = $true
            $chain.IsShown = $true
            foreach ($number in $chain.All) { $known[$number] = $true }
        }
    }
    [Console]::Error.Write($short)
}
`;
