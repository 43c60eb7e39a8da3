# Runs the script from its input in Base64, because command lines are too short (8,191 characters in cmd). PowerShell
# passes redirected input as $input once it has ended. ARC_MARK and ARC_SECONDS are replaced. The mark comes with the
# process id, because sshd on Windows does not end the process when the client disconnects.
$ProgressPreference = 'SilentlyContinue'
$arc = -join @($input)
try { [Console]::OutputEncoding = New-Object Text.UTF8Encoding $false } catch { }

# Without a client the process ends itself.
$arcEnd = [PowerShell]::Create()
[void]$arcEnd.AddScript("Start-Sleep -Seconds ARC_SECONDS; taskkill.exe /T /F /PID $PID")
[void]$arcEnd.BeginInvoke()

$arc = [ScriptBlock]::Create([Text.Encoding]::UTF8.GetString([Convert]::FromBase64String($arc)))
[Console]::Out.WriteLine("ARC_MARK $PID")
[Console]::Error.WriteLine("ARC_MARK")
try { & $arc } finally { [Console]::Error.WriteLine("ARC_MARK") }
