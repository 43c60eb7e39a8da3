# Parses each line of its input, a text in Base64, and runs none. Uses no cmdlets: their modules may come from anywhere.
[Console]::Out.WriteLine("ARC_VERSION $($PSVersionTable.PSVersion)")
$arcIndex = 0
foreach ($arcLine in @($input)) {
  $arcText = [Text.Encoding]::UTF8.GetString([Convert]::FromBase64String($arcLine))
  $arcTokens = $null
  $arcErrors = $null
  [void][Management.Automation.Language.Parser]::ParseInput($arcText, [ref]$arcTokens, [ref]$arcErrors)
  $arcCount = 0
  foreach ($arcError in $arcErrors) {
    $arcCount += 1
    if ($arcCount -gt 20) { break }
    $arcMessage = [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes([string]$arcError.Message))
    [Console]::Out.WriteLine("ARC_ERROR $arcIndex $($arcError.Extent.StartOffset) $($arcError.ErrorId) $arcMessage")
  }
  $arcIndex += 1
}
[Console]::Out.WriteLine("ARC_DONE $arcIndex")
