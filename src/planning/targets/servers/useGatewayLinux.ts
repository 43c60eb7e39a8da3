import type { Script } from '../script';
import type { GatewayServerSite } from '../../site';
import { exitCodes } from './exitCodes';
import { type Fragment, join, mark, shellTag } from './fragment';
import { routeValues } from './linux';
import { stateReading, tellingTest } from './linuxReading';
import { association, gatewayReached, gatewayTest, placeTest, rootGuard } from './linuxState';
import { comment, useGatewayCodes } from './header';
import { resourceName } from './onboarding';
import { bashLiteral } from '../../../kernel/text/quote';

const sh = shellTag(bashLiteral);
const { noAgent, settingFailed } = exitCodes;

/** Has the agent of a connected Linux server turn to the gateway it is associated with: what agents up to 1.50 need. */
export function useGatewayOnLinux(site: GatewayServerSite): Script {
  const { azure, gateway } = site;
  const header = comment(
    [
      `Have the agent use the Arc gateway ${resourceName(gateway.id)}, after the server was associated with it`,
      'Agents from 1.51 do so by themselves; on them, only a setting of "direct" is put right.',
      'Safe to run again: an agent that uses a gateway already is left as it is.',
    ],
    useGatewayCodes(site),
    ' · ',
  );
  const values = join(
    [
      sh`subscriptionId=${azure.subscriptionId}`,
      sh`resourceGroup=${azure.resourceGroup}`,
      sh`tenantId=${azure.tenantId}`,
      routeValues(site),
    ],
    '\n',
  );
  const opening = join([sh`#!/usr/bin/env bash`, header, sh`set -euo pipefail`], '\n');
  const asking = [stateReading(['gatewayUrl', 'agentVersion']), tellingTest, association];
  const { text, marks } = join([opening, values, basics, rootGuard, ...asking, main(site)], '\n\n');
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

const main = (site: GatewayServerSite): Fragment => sh`
require_place() {
  [ -n "$machineId" ] || stop ${noAgent.code} 'This server is not connected to Azure Arc. Onboard it with the gateway instead.'
  local group="/subscriptions/$subscriptionId/resourceGroups/$resourceGroup/"
  machineTenant=\${machineTenant:-$tenantId}
${placeTest}
}

# An agent that was told, or needs not be, shows which gateway it goes through.
look_where_it_goes() {
  local host=\${gatewayUrl#*://}
  host=\${host%%[:/]*}
${gatewayTest(site)}
${gatewayReached(site)}
}

main() {
  require_root
  read_state
  require_place
  needs_telling || look_where_it_goes
  azcmagent config set ${mark('gateway', sh`connection.type gateway`)} || stop ${settingFailed.code} 'The agent did not accept connection.type gateway.'
  echo 'The agent turns to the gateway it is associated with. To see it: azcmagent show'
}

main
`;
