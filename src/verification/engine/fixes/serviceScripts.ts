import { isRunning, serviceName, type ServiceRole } from '../../../kernel/knowledge/agentServices';
import { shellOf } from '../../../kernel/knowledge/operatingSystems';
import { scriptTitles } from '../../../kernel/knowledge/scriptTitles';
import type { RemoteScript } from '../../../kernel/ports';
import type { OperatingSystem } from '../../../kernel/resources';
import { bashLiteral, powershellLiteral } from '../../../kernel/text/quote';
import { exitCodes, type Fragment, shellTag } from '../../../planning/targets/servers';

const sh = shellTag(bashLiteral);
const ps = shellTag(powershellLiteral);
const { noAgent, notPrivileged, unforeseen } = exitCodes;

/** A service of the agent, and what is done with it. */
export type ServiceAction = 'startArcProxy' | 'restartAgent';

interface Action {
  readonly role: ServiceRole;
  readonly isRestart: boolean;
  readonly title: string;
}

const actions: Readonly<Record<ServiceAction, Action>> = {
  startArcProxy: { role: 'arcProxy', isRestart: false, title: scriptTitles.startArcProxy },
  restartAgent: { role: 'agent', isRestart: true, title: scriptTitles.restartAgent },
};

/** A service that ends at once, for its port is taken, say, is up for a moment first. */
const secondsUp = 5;
// Stopping the agent’s service may take a minute, and starting it another.
const timeoutMilliseconds = 180_000;
const outputLimit = 4000;

/** Exits with 0 if the service is still running after some seconds; the last line is `service=` and its state. */
export function serviceScript(os: OperatingSystem, action: ServiceAction): RemoteScript {
  const { role, isRestart, title } = actions[action];
  const { text } = scripts[os](serviceName(role, os), isRestart);
  return { title, shell: shellOf[os], text: `${text}\n`, isElevated: true, timeoutMilliseconds, outputLimit };
}

const scripts: Readonly<Record<OperatingSystem, (service: string, isRestart: boolean) => Fragment>> = {
  linux: (service, isRestart) => sh`
set -u
[ "$(id -u)" -eq 0 ] || exit ${notPrivileged.code}
command -v azcmagent >/dev/null 2>&1 || exit ${noAgent.code}
systemctl ${isRestart ? 'restart' : 'start'} ${service} >&2 || exit ${unforeseen.code}
sleep ${secondsUp}
state=$(systemctl is-active ${service})
if [ "$state" != active ]; then
  systemctl status --no-pager --lines=5 ${service} >&2
  printf 'service=%s\n' "$state"
  exit ${unforeseen.code}
fi
printf 'service=%s\n' "$state"
`,
  windows: (service, isRestart) => ps`
$azcmagent = "$env:ProgramW6432\AzureConnectedMachineAgent\azcmagent.exe"
if (-not (Test-Path -LiteralPath $azcmagent)) { exit ${noAgent.code} }
$identity = [Security.Principal.WindowsPrincipal][Security.Principal.WindowsIdentity]::GetCurrent()
if (-not $identity.IsInRole([Security.Principal.WindowsBuiltInRole]::Administrator)) { exit ${notPrivileged.code} }
try {
    ${isRestart ? ps`Restart-Service -Name ${service} -Force -ErrorAction Stop` : ps`Start-Service -Name ${service} -ErrorAction Stop`}
}
catch {
    Write-Output "$_"
    exit ${unforeseen.code}
}
Start-Sleep -Seconds ${secondsUp}
$state = "$((Get-Service -Name ${service}).Status)"
Write-Output "service=$state"
if ($state -ne 'Running') { exit ${unforeseen.code} }
`,
};

/** Of `serviceScript`’s output; undefined if it isn’t there, or is unknown. */
export function isServiceRunning(os: OperatingSystem, stdout: string): boolean | undefined {
  const state = stdout
    .split(/\r?\n/)
    .findLast((line) => line.startsWith('service='))
    ?.slice('service='.length)
    .trim();
  return state === undefined ? undefined : isRunning(os, state);
}
