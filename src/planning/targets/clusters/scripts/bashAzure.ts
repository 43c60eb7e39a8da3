import { type Fragment, join, nothing } from '../../writing/fragment';
import { clusterExitCodes as codes } from '../exitCodes';
import { comparing, proxyExports, sh, stopping, versions } from './bash';
import { cliSince, type ClusterFacts, extensionSince, settingsVersion } from './facts';

/** What every script that uses the Azure CLI begins with, after its values. */
export const azureTools = (facts: ClusterFacts): readonly Fragment[] => [
  proxyExports(facts),
  stopping,
  comparing,
  versions,
  requireTools,
  requireSignIn,
];

const requireTools = sh`
require_tools() {
  local version
  command -v az >/dev/null 2>&1 || stop ${codes.notSignedIn.code} 'The Azure CLI (az) is not installed here.'
  command -v kubectl >/dev/null 2>&1 || stop ${codes.notSignedIn.code} 'kubectl is not installed here.'
  version=$(az version --query '"azure-cli"' --output tsv 2>/dev/null) || version=''
  at_least "$version" ${cliSince} ||
    stop ${codes.notSignedIn.code} "This needs the Azure CLI ${cliSince} or newer; here is \${version:-an unknown version}. Run: az upgrade"
  version=$(az extension show --name connectedk8s --query version --output tsv 2>/dev/null) || version=''
  at_least "$version" ${extensionSince} ||
    stop ${codes.notSignedIn.code} "This needs the Azure CLI extension connectedk8s ${extensionSince} or newer; here is \${version:-none}. Run: az extension add --upgrade --name connectedk8s"
  # Otherwise the extension downloads a kubectl of its own.
  KUBECTL_CLIENT_PATH=$(command -v kubectl)
  export KUBECTL_CLIENT_PATH
}
`;

const requireSignIn = sh`
require_sign_in() {
  local tenant
  tenant=$(az account show --subscription "$subscriptionId" --query tenantId --output tsv 2>/dev/null) || tenant=''
  same "$tenant" "$tenantId" ||
    stop ${codes.notSignedIn.code} "The Azure CLI is not signed in to this subscription. Run: az login --tenant $tenantId"
}
`;

export const readAzure = sh`
# shown FIELD: prints a property of the cluster in Azure.
shown() {
  az connectedk8s show --name "$clusterName" --resource-group "$resourceGroup" --subscription "$subscriptionId" \
    --query "$1" --output tsv --only-show-errors
}

# Prints the ID of the cluster's gateway, or nothing; fails where Azure does not say.
association() {
  local answer
  if answer=$(az rest --method get --query properties.gatewayProperties.gatewayResourceId --output tsv --only-show-errors \
    --url "/subscriptions/$subscriptionId/resourceGroups/$resourceGroup/providers/Microsoft.Kubernetes/connectedClusters/$clusterName/providers/Microsoft.HybridCompute/settings/default?api-version=${settingsVersion}" 2>&1); then
    [ "$answer" = None ] || printf '%s\n' "$answer"
  else
    case $answer in
    *ResourceNotFound*) ;;
    *)
      printf '%s\n' "$answer" >&2
      return 1
      ;;
    esac
  fi
}
`;

export const requireProviders = ({ providers }: ClusterFacts): Fragment => sh`
require_providers() {
  local namespace state missing=''
  for namespace in ${join(
    providers.map((namespace) => sh`${namespace}`),
    ' ',
  )}; do
    state=$(az provider show --namespace "$namespace" --subscription "$subscriptionId" --query registrationState --output tsv --only-show-errors) ||
      stop ${codes.stateUnknown.code} "Azure does not say whether $namespace is registered."
    case $state in
    Registered | Registering) ;;
    *) missing="$missing $namespace" ;;
    esac
  done
  [ -z "$missing" ] ||
    stop ${codes.notRegistered.code} "Not registered in the subscription:$missing" "Run for each: az provider register --namespace NAME --subscription $subscriptionId"
}
`;

export const requireGateway = sh`
# The connect and update commands check nothing of this.
require_gateway() {
  local state
  state=$(az rest --method get --query properties.provisioningState --output tsv --only-show-errors \
    --url "$gatewayId?api-version=${settingsVersion}") ||
    stop ${codes.gatewayUnusable.code} 'The gateway cannot be read: it may be in another tenant, deleted, or not visible to you.'
  same "$state" Succeeded ||
    stop ${codes.gatewayUnusable.code} "The gateway's state is \${state:-unknown}. Wait until it is Succeeded."
}
`;

/** Azure and the agents after a change: a failed association is only a warning of the connect command. */
export const checkCluster = (facts: ClusterFacts): Fragment => sh`
check_cluster() {
  local gateway enabled ${facts.mode === 'privateLink' ? sh`scope ` : nothing}status attempt
  gateway=$(association) || stop ${codes.stateUnknown.code} 'Azure does not say which gateway the cluster has.'
  enabled=$(shown gateway.enabled) || stop ${codes.stateUnknown.code} 'Azure does not say how the cluster is.'
${facts.mode === 'gateway' ? throughGatewayTest(facts) : withoutGatewayTest}
${facts.mode === 'privateLink' ? scopeTest : nothing}  for attempt in 1 2 3 4 5 6 7 8 9 10; do
    status=$(shown connectivityStatus) || status=''
    [ "$status" != Connected ] || return 0
    [ "$attempt" = 10 ] || sleep 30
  done
  stop ${codes.notHealthy.code} "Azure reports the cluster's agents as \${status:-unknown}. To see them: kubectl get pods --namespace azure-arc"
}
`;

const throughGatewayTest = ({ isNew }: ClusterFacts): Fragment => {
  const fix = isNew
    ? 'Set the cluster to connected in the site file, and run the script that it then has.'
    : 'Wait a few minutes and verify again, or run the use-gateway script.';
  return sh`
  same "$gateway" "$gatewayId" ||
    stop ${codes.notThroughGateway.code} "The cluster's gateway is \${gateway:-none}, not $gatewayId." ${fix}
  [ "$enabled" = true ] ||
    stop ${codes.notThroughGateway.code} 'The cluster is associated with the gateway, but the gateway is not enabled on it.' ${fix}
`;
};

const scopeTest = sh`
  scope=$(shown privateLinkScopeResourceId) || stop ${codes.stateUnknown.code} 'Azure does not say how the cluster is.'
  same "$scope" "$privateLinkScopeId" ||
    stop ${codes.otherScope.code} "The cluster is not in the private link scope $privateLinkScopeId."

`;

const withoutGatewayTest = sh`
  [ -z "$gateway" ] && [ "$enabled" != true ] || stop ${codes.throughGateway.code} "The cluster has the gateway \${gateway:-unknown}. To remove it: az connectedk8s update --disable-gateway"
`;

export const requireCertificate = ({ certificate }: ClusterFacts): Fragment =>
  certificate === undefined
    ? nothing
    : sh`
require_certificate() {
  [ -r "$proxyCertificate" ] || stop ${codes.noCertificate.code} "The proxy's certificate is not at $proxyCertificate."
  [ -n "\${REQUESTS_CA_BUNDLE:-}" ] ||
    echo "If az rejects the proxy's certificate, set REQUESTS_CA_BUNDLE to a file of trusted certificates that has it too."
}
`;
