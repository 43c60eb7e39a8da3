import type { RemoteScript } from '../../../kernel/ports';
import type { OperatingSystem } from '../../../kernel/resources';
import { exitCodes } from '../../../planning/targets/servers';
import { type Fragment, join, nothing, shellTag } from '../../../planning/targets/servers';
import { bashLiteral, powershellLiteral } from '../../../kernel/text/quote';
import { agentCalls } from '../../../planning/targets/servers';
import type { ConnectionType } from '../../../kernel/inventory';
import { scriptTitles } from '../../../kernel/knowledge/scriptTitles';
import { shellOf } from '../../../kernel/knowledge/operatingSystems';

const sh = shellTag(bashLiteral);
const ps = shellTag(powershellLiteral);
const { noAgent, notPrivileged, settingFailed } = exitCodes;

// The agent may restart its services, which takes up to a minute under load.
const timeoutMilliseconds = 120_000;
const outputLimit = 4000;

/** For `parseConnectionSettings`. */
export const readConnectionTypeScript = (os: OperatingSystem): RemoteScript =>
  scriptFor(os, scriptTitles.readConnectionType, undefined);

/** Only if it differs; then verifies it. */
export const setConnectionTypeScript = (os: OperatingSystem, to: ConnectionType): RemoteScript =>
  scriptFor(os, settingTitles[to], to);

const settingTitles: Readonly<Record<ConnectionType, string>> = {
  default: scriptTitles.clearConnectionType,
  gateway: scriptTitles.useGateway,
  direct: scriptTitles.connectDirectly,
};

function scriptFor(os: OperatingSystem, title: string, to: ConnectionType | undefined): RemoteScript {
  const { text } = scripts[os](to);
  return { title, shell: shellOf[os], text: `${text}\n`, isElevated: true, timeoutMilliseconds, outputLimit };
}

const scripts: Readonly<Record<OperatingSystem, (to: ConnectionType | undefined) => Fragment>> = { linux, windows };

function linux(to: ConnectionType | undefined): Fragment {
  const change = to === 'default' ? sh`clear connection.type` : sh`set connection.type ${to ?? ''}`;
  const setting = sh`
type=$(azcmagent config get connection.type) || exit ${settingFailed.code}
if [ "\${type##*[[:space:]]}" != ${to ?? ''} ]; then
  azcmagent config ${change} >&2 || exit ${settingFailed.code}
fi
`;
  return join(
    [
      sh`
set -u
[ "$(id -u)" -eq 0 ] || exit ${notPrivileged.code}
command -v azcmagent >/dev/null 2>&1 || exit ${noAgent.code}
`,
      to === undefined ? nothing : setting,
      sh`
printf 'connection.type=%s\n' "$(azcmagent config get connection.type)"
printf 'proxy.url=%s\n' "$(azcmagent config get proxy.url)"
`,
    ],
    '\n',
  );
}

function windows(to: ConnectionType | undefined): Fragment {
  const change =
    to === 'default' ? ps`'config', 'clear', 'connection.type'` : ps`'config', 'set', 'connection.type', ${to ?? ''}`;
  const setting = ps`
if (("$(Invoke-Agent 'config', 'get', 'connection.type')".Trim() -split '\s+')[-1] -ne ${to ?? ''}) {
    $said = @(Invoke-Agent ${change} -WithErrors)
    if ($LASTEXITCODE -ne 0) {
        Write-Output $said
        exit ${settingFailed.code}
    }
}
`;
  return join(
    [
      ps`
$azcmagent = "$env:ProgramW6432\AzureConnectedMachineAgent\azcmagent.exe"
if (-not (Test-Path -LiteralPath $azcmagent)) { exit ${noAgent.code} }
$identity = [Security.Principal.WindowsPrincipal][Security.Principal.WindowsIdentity]::GetCurrent()
if (-not $identity.IsInRole([Security.Principal.WindowsBuiltInRole]::Administrator)) { exit ${notPrivileged.code} }
`,
      agentCalls,
      to === undefined ? nothing : setting,
      ps`
Write-Output "connection.type=$(Invoke-Agent 'config', 'get', 'connection.type')"
Write-Output "proxy.url=$(Invoke-Agent 'config', 'get', 'proxy.url')"
`,
    ],
    '\n',
  );
}
