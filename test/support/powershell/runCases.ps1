# Runs many Windows scripts in this process, one after the other, each with an environment of its own.
param([string]$Cases, [string]$Results)
[Text.Encoding]::RegisterProvider([Text.CodePagesEncodingProvider]::Instance)
. "$PSScriptRoot/standIns.ps1"
$before = [Environment]::GetEnvironmentVariables()
foreach ($case in [IO.File]::ReadAllLines($Cases)) {
    $case = ConvertFrom-Json $case -AsHashtable
    foreach ($name in $case.env.Keys) { [Environment]::SetEnvironmentVariable($name, $case.env[$name]) }
    [Console]::OutputEncoding = [Text.Encoding]::GetEncoding([int]$case.codePage)
    foreach ($drive in 'Cert') {
        Remove-PSDrive -Name $drive -ErrorAction Ignore
        $null = New-PSDrive -Name $drive -PSProvider FileSystem -Root "$env:STUB/cert" -Scope Global
    }
    $PSNativeCommandArgumentPassing = $case.passing
    $global:LASTEXITCODE = 0
    $output = & { & $case.script } *>&1 | Out-String -Width 500
    $code = $LASTEXITCODE
    $page = [Console]::OutputEncoding.CodePage
    [Console]::OutputEncoding = New-Object Text.UTF8Encoding $false
    try { $null = Stop-Transcript } catch { $null = $_ }
    $secret = $env:ARC_SERVICE_PRINCIPAL_SECRET, $env:ARC_ACCESS_TOKEN -ne $null
    foreach ($name in $case.env.Keys) {
        if ($before.Contains($name)) { [Environment]::SetEnvironmentVariable($name, $before[$name]) }
        else { Remove-Item -LiteralPath "env:$name" -ErrorAction Ignore }
    }
    $result = @{ code = $code; output = $output; codePage = $page; secrets = @($secret) }
    [IO.File]::AppendAllText($Results, (ConvertTo-Json -Compress $result) + "`n")
}
