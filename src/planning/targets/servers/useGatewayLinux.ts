import { nameInId } from '../../../kernel/resources';
import { lazyScript, type Script } from '../script';
import type { GatewayServerSite } from '../../site';
import { exitCodes } from './exitCodes';
import { automaticFrom } from './agentAge';
import { endLine, type Fragment, join, mark, shellTag } from '../writing/fragment';
import { routeValues } from './linux';
import { stateReading, tellingTest } from './linuxReading';
import { association, gatewayReached, gatewayTest, placeTest, rootGuard } from './linuxState';
import { useGatewayCodes } from './header';
import { comment } from '../writing/comment';
import { bashLiteral } from '../../../kernel/text/quote';

const sh = shellTag(bashLiteral);
const { noAgent, settingFailed } = exitCodes;

/** Sets the agent of a connected Linux server to use its associated gateway; old agents don’t do so automatically. */
export const useGatewayOnLinux = (site: GatewayServerSite): Script =>
  lazyScript({ kind: 'useGateway', os: 'linux', language: 'bash', fileName: 'use-gateway-linux.sh' }, () =>
    useGatewayText(site),
  );

function useGatewayText(site: GatewayServerSite): Fragment {
  const { azure, gateway } = site;
  const header = comment(
    [
      `Have the agent use the Arc gateway ${nameInId(gateway.id)}, after the server was associated with it`,
      `Agents from ${automaticFrom.text} do this automatically; for them, the script only corrects a setting of "direct".`,
      'Safe to run more than once: agents that already use a gateway are not changed.',
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
  return endLine(join([opening, values, basics, rootGuard, ...asking, main(site)], '\n\n'));
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

# An agent that is set, or needs no setting, reports its gateway.
check_gateway() {
  local host=\${gatewayUrl#*://}
  host=\${host%%[:/]*}
${gatewayTest(site)}
${gatewayReached(site)}
}

main() {
  require_root
  read_state
  require_place
  needs_setting || check_gateway
  azcmagent config set ${mark('gateway', sh`connection.type gateway`)} || stop ${settingFailed.code} 'The agent rejected connection.type gateway.'
  echo 'The agent now uses its associated gateway. To check: azcmagent show'
}

main
`;
