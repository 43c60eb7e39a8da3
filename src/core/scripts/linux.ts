import type { Script } from '../plan';
import type { Topology } from '../topology/topology';
import { join, mark, nothing, shellTag, type Fragment } from './fragment';
import { downloadAndInstall, proxySetting } from './linuxInstall';
import { connecting, secretFromEnvironment, secretReading } from './linuxConnect';
import { guards, states } from './linuxState';
import { cloud, downloadOrigin, header, onboardingOf } from './onboarding';
import { bashLiteral } from './quote';

const sh = shellTag(bashLiteral);

/**
 * The onboarding script for Linux: bash 4.2 or newer, wget or curl, and nothing else. The secret of a service principal
 * is read when it runs and reaches the agent through a file that only root can read.
 */
export function linuxScript(topology: Topology): Script {
  const hasProxy = topology.network.proxyUrl !== undefined;
  const hasSecret = topology.identity.method === 'servicePrincipal';
  const { text, marks } = join(
    [
      join([sh`#!/usr/bin/env bash`, header(topology, ' · '), sh`set -euo pipefail`], '\n'),
      values(topology),
      hasSecret ? secretFromEnvironment : nothing,
      basics,
      guards,
      states(topology),
      hasSecret ? secretReading : nothing,
      downloadAndInstall(hasProxy),
      hasProxy ? proxySetting : nothing,
      connecting(topology),
      main(hasProxy, hasSecret),
    ],
    '\n\n',
  );
  return { os: 'linux', language: 'bash', fileName: 'onboard-linux.sh', text: `${text}\n`, marks };
}

function values(topology: Topology): Fragment {
  const { azure, gateway, network, identity } = topology;
  const { authType, tags } = onboardingOf(topology);
  return join(
    [
      sh`subscriptionId=${azure.subscriptionId}`,
      sh`resourceGroup=${azure.resourceGroup}`,
      sh`tenantId=${azure.tenantId}`,
      sh`location=${azure.region}`,
      sh`cloud=${cloud}`,
      mark('gateway', sh`gatewayId=${gateway.id}`),
      gateway.endpoint === undefined ? nothing : sh`gatewayHost=${gateway.endpoint}`,
      network.proxyUrl === undefined ? nothing : mark('proxy', sh`proxy=${network.proxyUrl}`),
      tags === '' ? nothing : sh`tags=${tags}`,
      sh`authType=${authType}`,
      identity.method === 'servicePrincipal' ? sh`servicePrincipalId=${identity.clientId}` : nothing,
      sh`correlationId=$(cat /proc/sys/kernel/random/uuid)`,
      sh`origin=${downloadOrigin}`,
    ],
    '\n',
  );
}

const basics = sh`
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

has() { command -v "$1" >/dev/null 2>&1; }

# stop CODE LINE...
stop() {
  printf '%s\n' "\${@:2}" >&2
  exit "$1"
}
`;

// One function, so that nothing runs of a script that arrived cut off, and a child cannot eat the rest of it from stdin.
function main(hasProxy: boolean, hasSecret: boolean): Fragment {
  const steps = [
    sh`require_root`,
    sh`refuse_azure_vm`,
    sh`read_state`,
    sh`stop_if_connected`,
    hasSecret ? sh`read_secret` : nothing,
    sh`if ! has azcmagent || is_old_agent; then`,
    sh`  download_installer`,
    sh`  install_agent`,
    sh`fi`,
    hasProxy ? sh`ensure_proxy` : nothing,
    hasSecret ? sh`write_secret_file` : nothing,
    sh`connect`,
    sh`echo 'Connected to Azure Arc through the gateway. To see it: azcmagent show'`,
  ];
  return sh`
main() {
  ${join(steps, '\n  ')}
}

main
`;
}
