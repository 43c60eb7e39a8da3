import type { Script } from '../plan';
import type { GatewayTopology } from '../topology/topology';
import { exitCodes } from './exitCodes';
import { join, mark, shellTag } from './fragment';
import { ageTest, placeTest, rootGuard, stateReading } from './linuxState';
import { comment, resourceName, useGatewayCodes } from './onboarding';
import { bashLiteral } from './quote';

const sh = shellTag(bashLiteral);
const { done, noAgent, settingFailed } = exitCodes;

/** Has the agent of a connected Linux server turn to the gateway it is associated with: what agents up to 1.50 need. */
export function useGatewayOnLinux({ azure, gateway }: GatewayTopology): Script {
  const header = comment(
    [
      `Have the agent use the Arc gateway ${resourceName(gateway.id)}, after the server was associated with it`,
      'Agents from 1.51 do so by themselves; on them, only a setting of "direct" is put right.',
      'Safe to run again: an agent that uses a gateway already is left as it is.',
    ],
    useGatewayCodes,
    ' · ',
  );
  const values = join(
    [
      sh`subscriptionId=${azure.subscriptionId}`,
      sh`resourceGroup=${azure.resourceGroup}`,
      sh`tenantId=${azure.tenantId}`,
    ],
    '\n',
  );
  const opening = join([sh`#!/usr/bin/env bash`, header, sh`set -euo pipefail`], '\n');
  const parts = [opening, values, basics, rootGuard, stateReading(['agentVersion']), ageTest, main];
  const { text, marks } = join(parts, '\n\n');
  const fileName = 'use-gateway-linux.sh';
  return { kind: 'useGateway', os: 'linux', language: 'bash', fileName, text: `${text}\n`, marks };
}

const basics = sh`
has() { command -v "$1" >/dev/null 2>&1; }

# stop CODE LINE...
stop() {
  printf '%s\n' "\${@:2}" >&2
  exit "$1"
}
`;

const main = sh`
require_place() {
  [ -n "$machineId" ] || stop ${noAgent.code} 'This server is not connected to Azure Arc. Onboard it with the gateway instead.'
  local group="/subscriptions/$subscriptionId/resourceGroups/$resourceGroup/"
  machineTenant=\${machineTenant:-$tenantId}
${placeTest}
}

main() {
  local type
  require_root
  read_state
  require_place
  type=$(azcmagent config get connection.type 2>/dev/null) || type=''
  type=\${type##*[[:space:]]}
  if [ "$type" = gateway ] || { ! is_old_agent && [ "$type" != direct ]; }; then
    echo "Nothing to do: agent $agentVersion uses the gateway of its association already."
    exit ${done.code}
  fi
  azcmagent config set ${mark('gateway', sh`connection.type gateway`)} || stop ${settingFailed.code} 'The agent did not accept connection.type gateway.'
  echo 'The agent uses the gateway from now on. To see it: azcmagent show'
}

main
`;
