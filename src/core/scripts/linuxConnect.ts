import type { Topology } from '../topology/topology';
import { exitCodes } from './exitCodes';
import { join, mark, nothing, shellTag, type Fragment } from './fragment';
import { bashLiteral } from './quote';

const sh = shellTag(bashLiteral);
const { noSecret, connectFailed } = exitCodes;

export const secretFromEnvironment = sh`
# The secret comes from the environment or the keyboard; no program inherits it.
secret=\${ARC_SERVICE_PRINCIPAL_SECRET:-}
unset ARC_SERVICE_PRINCIPAL_SECRET
`;

export const secretReading = sh`
read_secret() {
  if [ -z "$secret" ] && [ -t 0 ]; then
    read -rsp "Secret of the service principal $servicePrincipalId: " secret || true
    echo
  fi
  [ -n "$secret" ] || stop ${noSecret.code} 'The secret of the service principal is missing.' \
    'Run this script in a terminal, or pass ARC_SERVICE_PRINCIPAL_SECRET in the environment' \
    '(sudo: --preserve-env=ARC_SERVICE_PRINCIPAL_SECRET).'
}
`;

/** Connects the agent through the gateway. */
export function connecting({ identity, tags }: Topology): Fragment {
  const hasSecret = identity.method === 'servicePrincipal';
  const options = [
    sh`--resource-group "$resourceGroup" --tenant-id "$tenantId"`,
    sh`--subscription-id "$subscriptionId" --cloud "$cloud" --location "$location"`,
    mark('gateway', sh`--gateway-id "$gatewayId"`),
    Object.keys(tags).length > 0 ? sh`--tags "$tags"` : nothing,
    sh`--correlation-id "$correlationId"`,
    hasSecret ? sh`--config "$work/connect.json"` : nothing,
    identity.method === 'deviceCode' ? sh`--use-device-code` : nothing,
  ];
  const connect = sh`
connect() {
  echo 'Connecting to Azure...'
  azcmagent connect ${join(options, ' \\\n    ')} ||
    stop ${connectFailed.code} "azcmagent connect failed with exit code $?. What its AZCM codes mean:" \
      'https://learn.microsoft.com/azure/azure-arc/servers/troubleshoot-agent-onboard'
}
`;
  return join([hasSecret ? secretFile : nothing, connect], '\n\n');
}

const secretFile = sh`
# Everybody can read the arguments of a process; only root can read this file.
write_secret_file() {
  (
    umask 077
    json service-principal-id "$servicePrincipalId" service-principal-secret "$secret" >"$work/connect.json"
  )
}
`;
