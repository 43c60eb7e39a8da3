# Only administrators. sshErrors.json matches the message.
$arcUser = New-Object Security.Principal.WindowsPrincipal ([Security.Principal.WindowsIdentity]::GetCurrent())
if (-not $arcUser.IsInRole([Security.Principal.WindowsBuiltInRole]::Administrator)) {
  [Console]::Error.WriteLine('arc: this account is not an administrator')
  exit 126
}
