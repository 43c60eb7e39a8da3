# Reads every script of a folder by the parser of the PowerShell that runs this, and ends with 1 where one has an error.
param([Parameter(Mandatory)][string]$Folder)
$ErrorActionPreference = 'Stop'
$scripts = @(Get-ChildItem -Path $Folder -Recurse -Filter *.ps1)
if ($scripts.Count -lt 20) { Write-Output "Only $($scripts.Count) scripts were found."; exit 1 }
$failed = 0
foreach ($script in $scripts) {
  $tokens = $null
  $errors = $null
  [void][System.Management.Automation.Language.Parser]::ParseFile($script.FullName, [ref]$tokens, [ref]$errors)
  foreach ($each in $errors) {
    Write-Output "$($script.FullName):$($each.Extent.StartLineNumber) $($each.Message)"
    $failed = 1
  }
}
Write-Output "$($scripts.Count) scripts were read by PowerShell $($PSVersionTable.PSVersion)."
exit $failed
