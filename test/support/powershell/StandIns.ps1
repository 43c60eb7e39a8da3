# Runs scripts one after another, with stand-ins for what they would download, install and connect, and writes what
# each stand-in was called with as one line of JSON a script.
param([string]$In, [string]$Out, [string]$Folder, [switch]$AgentIsFunction)
$ErrorActionPreference = 'Continue'
$env:ProgramW6432 = "$Folder/programs"
$env:ProgramFiles = "$Folder/programs"
$env:TEMP = "$Folder/temp"
$env:SystemRoot = $env:windir = "$Folder/windows"
$env:ProgramData = "$Folder/data"
$env:PROCESSOR_ARCHITECTURE = 'AMD64'
$agent = "$Folder/programs/AzureConnectedMachineAgent/azcmagent.exe"
$null = New-Item -ItemType Directory -Force -Path $env:TEMP, (Split-Path $agent), "$Folder/bin"
$log = "$Folder/calls"
# Each word ends with NUL, each call with U+0001.
Set-Content -NoNewline -Path $agent -Value "#!/bin/sh`n{ printf 'azcmagent\0'; for word; do printf '%s\0' `"`$word`"; done; printf '\001'; } >>'$log'`n"
chmod +x $agent
Copy-Item $agent "$Folder/bin/azcmagent"
Copy-Item $agent "$Folder/bin/azcmagent.exe"
$env:PATH = "$Folder/bin:$env:PATH"

$recordedInMemory = [Collections.Generic.List[object]]::new()
function Add-Call {
  if ($AgentIsFunction) { $recordedInMemory.Add(@($args | ForEach-Object { "$_" })); return }
  [IO.File]::AppendAllText($log, ((@($args | ForEach-Object { "$_" + "`0" }) -join '') + [char]1)) }
# Much faster than a process, for scripts that call the agent by its bare name.
if ($AgentIsFunction) { function azcmagent { Add-Call 'azcmagent' @args } }
function Show-Value { Add-Call 'value' @args }
function Invoke-WebRequest {
  param([Parameter(Position = 0)][uri]$Uri, $OutFile, $Proxy, $Method, $Body, $ContentType, $Headers, $TimeoutSec, [switch]$UseBasicParsing, [switch]$NoProxy)
  $words = @($PSBoundParameters.GetEnumerator() | Sort-Object Key | ForEach-Object { "$($_.Key)=$($_.Value)" })
  Add-Call 'request' @words
  $script = '[IO.File]::AppendAllText("' + $log + '", (((@("install") + $args | ForEach-Object { "$_" + [char]0 }) -join "") + [char]1))'
  if ($OutFile) { Set-Content -Path $OutFile -Value $script }
}
function Invoke-RestMethod { Invoke-WebRequest @args }
function Start-Process { Add-Call 'start' @args }
function Start-Sleep { }
function Read-Host { 'typed' }
function msiexec { Add-Call 'msiexec' @args }
function icacls { Add-Call 'icacls' @args }
function az { Add-Call 'az' @args }
function New-AzConnectedKubernetes { Add-Call 'New-AzConnectedKubernetes' @args }
function Set-AzConnectedKubernetes { Add-Call 'Set-AzConnectedKubernetes' @args }

$texts = Get-Content -Raw -Path $In | ConvertFrom-Json
$known = [Collections.Generic.HashSet[string]]::new([string[]]@(Get-Variable -Scope Global | ForEach-Object Name))
$environment = [Environment]::GetEnvironmentVariables()
$file = "$Folder/script.ps1"
Set-Location $Folder
$lines = foreach ($text in $texts) {
  $recordedInMemory.Clear()
  if (-not $AgentIsFunction) { [IO.File]::WriteAllText($log, '') }
  $failure = ''
  [IO.File]::WriteAllText($file, $text)
  try { $null = & $file *>&1 } catch { $failure = "$($_.FullyQualifiedErrorId)" }
  $calls = if ($AgentIsFunction) { , $recordedInMemory.ToArray() } else { , @([IO.File]::ReadAllText($log).Split([char]1).Where({ $_ }).ForEach({ , @($_.TrimEnd([char]0).Split([char]0)) })) }
  ConvertTo-Json -Compress -Depth 4 -InputObject @{ calls = $calls; failure = $failure }
  foreach ($each in Get-Variable -Scope Global) {
    if (-not $known.Contains($each.Name)) { Remove-Variable -Scope Global -Name $each.Name -Force -ErrorAction Ignore }
  }
  $now = [Environment]::GetEnvironmentVariables()
  foreach ($name in @($now.Keys)) { if (-not $environment.Contains($name)) { [Environment]::SetEnvironmentVariable($name, $null) } }
  foreach ($name in @($environment.Keys)) { if ($now[$name] -ne $environment[$name]) { [Environment]::SetEnvironmentVariable($name, $environment[$name]) } }
}
[IO.File]::WriteAllLines($Out, [string[]]$lines)
