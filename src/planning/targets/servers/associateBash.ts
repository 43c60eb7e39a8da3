import cli from '../../../kernel/knowledge/data/azureCli.json';
import { nameInId } from '../../../kernel/resources';
import { lazyScript, type Script } from '../script';
import type { GatewayServerSite } from '../../site';
import { exitCodes } from './exitCodes';
import { endLine, type Fragment, join, literalLines, mark, shellTag } from '../writing/fragment';
import { automaticFrom } from './agentAge';
import { comment } from '../writing/comment';
import { settingsApiVersion } from './onboarding';
import { bashLiteral } from '../../../kernel/text/quote';

/** In the script’s own texts, and not a value. */
const cliSince: Fragment = { text: cli.since, marks: [] };
const sh = shellTag(bashLiteral);
const machineLines = /* @__PURE__ */ literalLines(bashLiteral, '  ');
const { done, unforeseen, notSignedIn, notAllAssociated } = exitCodes;

/**
 * Associates the machines with the gateway by the Azure CLI. Runs in bash 3.2 and newer, for macOS. Reads each association
 * first and changes only those that differ.
 */
export const associateWithCli = (site: GatewayServerSite): Script =>
  lazyScript({ kind: 'associate', os: 'any', language: 'bash', fileName: 'associate.sh' }, () => associationText(site));

function associationText(site: GatewayServerSite): Fragment {
  const { azure, gateway, servers } = site;
  const header = comment(
    [
      `Associate connected machines with the Arc gateway ${nameInId(gateway.id)}`,
      `Requires the Azure CLI ${cli.since} or newer, signed in with: az login --tenant ${azure.tenantId}`,
      'Safe to run more than once: machines that are already associated are not changed.',
    ],
    [done, unforeseen, notSignedIn, notAllAssociated],
    ' · ',
  );
  const values = join(
    [
      sh`subscriptionId=${azure.subscriptionId}`,
      sh`resourceGroup=${azure.resourceGroup}`,
      sh`tenantId=${azure.tenantId}`,
      mark('gateway', sh`gatewayId=${gateway.id}`),
      sh`machines=(`,
      machineLines(servers.machines ?? []),
      sh`)`,
    ],
    '\n',
  );
  const opening = join([sh`#!/usr/bin/env bash`, header, sh`set -euo pipefail`], '\n');
  return endLine(join([opening, values, basics, association, main], '\n\n'));
}

const basics = sh`
# stop CODE LINE...
stop() {
  printf '%s\n' "\${@:2}" >&2
  exit "$1"
}

# same A B: compares without regard to case.
same() (
  shopt -s nocasematch
  [[ $1 == "$2" ]]
)

# at_least VERSION MINIMUM: compares major and minor numbers; false for what is no version.
at_least() {
  local pattern='^([0-9]+)\.([0-9]+)' major minor
  [[ $1 =~ $pattern ]] || return 1
  major=$((10#\${BASH_REMATCH[1]})) minor=$((10#\${BASH_REMATCH[2]}))
  [[ $2 =~ $pattern ]] || return 1
  ((major > BASH_REMATCH[1] || (major == BASH_REMATCH[1] && minor >= BASH_REMATCH[2])))
}

require_sign_in() {
  local tenant version
  command -v az >/dev/null 2>&1 || stop ${notSignedIn.code} 'The Azure CLI (az) is not installed here.'
  version=$(az version --query '"azure-cli"' --output tsv 2>/dev/null) || version=''
  at_least "$version" ${cliSince} ||
    stop ${notSignedIn.code} "This needs the Azure CLI ${cliSince} or newer; here is \${version:-an unknown version}. Run: az upgrade"
  az extension show --name arcgateway >/dev/null 2>&1 ||
    stop ${notSignedIn.code} 'An Azure CLI extension is missing. Run: az extension add --name arcgateway'
  tenant=$(az account show --subscription "$subscriptionId" --query tenantId --output tsv 2>/dev/null) || tenant=''
  same "$tenant" "$tenantId" ||
    stop ${notSignedIn.code} "The Azure CLI is not signed in to this subscription. Run: az login --tenant $tenantId"
}
`;

const association = sh`
# association MACHINE: prints the ID of its gateway, or nothing.
association() {
  local machine="/subscriptions/$subscriptionId/resourceGroups/$resourceGroup/providers/Microsoft.HybridCompute/machines/$1"
  az rest --method get --query properties.gatewayProperties.gatewayResourceId --output tsv \
    --url "$machine/providers/Microsoft.HybridCompute/settings/default?api-version=${settingsApiVersion}" 2>/dev/null || true
}

associate() {
  local now
  now=$(association "$1")
  if same "$now" "$gatewayId"; then
    echo "$1: already associated"
    return
  fi
  [ -z "$now" ] || echo "$1: replacing the gateway \${now##*/}"
  az arcgateway settings update --resource-group "$resourceGroup" --subscription "$subscriptionId" \
    --base-provider Microsoft.HybridCompute --base-resource-type machines --base-resource-name "$1" \
    --gateway-resource-id "$gatewayId" --output none || return 1
  if ! same "$(association "$1")" "$gatewayId"; then
    echo "$1: Azure accepted the association, but does not report it" >&2
    return 1
  fi
  echo "$1: associated"
}
`;

const main = sh`
main() {
  local machine failed=''
  require_sign_in
  for machine in "\${machines[@]}"; do
    associate "$machine" </dev/null || failed="$failed $machine"
  done
  [ -z "$failed" ] || stop ${notAllAssociated.code} "Not associated:$failed" 'See the errors above.'
  echo 'All machines are associated with the gateway. On machines with an agent before ${automaticFrom}, also run:'
  echo '  azcmagent config set connection.type gateway'
}

main
`;
