import { bashLiteral } from '../../../../kernel/text/quote';
import { comment, type ExitCode } from '../../writing/comment';
import { endLine, type Fragment, join, mark, nothing } from '../../writing/fragment';
import { clusterExitCodes as codes } from '../exitCodes';
import { deploymentHosts } from '../network';
import { sh } from './bash';
import { type ClusterFacts, cliSince, extensionSince } from './facts';
import { type UpgradeChecks, upgradeChecksOf } from './upgrades';
import { upgradesInBash } from './upgradesBash';

/** For the person’s own terminal: sets its proxy, and looks for the tools. Neither stops nor changes that shell otherwise. */
export function prepareWithBash(facts: ClusterFacts, fileName: string): Fragment {
  const { name, site } = facts;
  const upgrades = upgradeChecksOf(facts);
  const about = [
    `Prepare a terminal of the deployment machine for the cluster ${name}: proxy and tools`,
    `Run it in the terminal itself: . ${bashLiteral(`./${fileName}`)}`,
    'The other scripts set the proxy for themselves. Safe to run more than once.',
  ];
  const opening = join([sh`#!/usr/bin/env bash`, comment(about, exitsOf(upgrades), ' · ')], '\n');
  return endLine(join([opening, exportsOf(facts), checks(facts, site.azure.tenantId, upgrades)], '\n\n'));
}

const exitsOf = (upgrades: UpgradeChecks | undefined): readonly ExitCode[] => [
  codes.done,
  codes.notSignedIn,
  codes.notReachable,
  ...(upgrades ? [codes.noWebSockets, codes.webSocketsUnproven] : []),
];

function exportsOf(facts: ClusterFacts): Fragment {
  const { httpsProxy, httpProxy, noProxy } = facts;
  if (httpProxy === undefined) return nothing;
  return join(
    [
      httpsProxy === undefined
        ? nothing
        : mark('proxy', sh`export HTTPS_PROXY=${httpsProxy} https_proxy=${httpsProxy}`),
      mark('proxy', sh`export HTTP_PROXY=${httpProxy} http_proxy=${httpProxy}`),
      mark('proxy', sh`export NO_PROXY=${noProxy} no_proxy=${noProxy}`),
    ],
    '\n',
  );
}

// In parentheses, so that nothing of it stays in the terminal.
const checks = (facts: ClusterFacts, tenantId: string, upgrades: UpgradeChecks | undefined): Fragment => sh`
(
  missing() {
    printf '%s\n' "$1" >&2
    problems=yes
  }
  problems=''
  command -v kubectl >/dev/null 2>&1 || missing 'kubectl is not installed here.'
  if command -v az >/dev/null 2>&1; then
    az extension add --upgrade --name connectedk8s --yes --only-show-errors ||
      missing 'The extension connectedk8s could not be installed.'
    echo "Azure CLI ${cliSince} or newer is needed; here is $(az version --query '"azure-cli"' --output tsv 2>/dev/null)"
    echo "connectedk8s ${extensionSince} or newer is needed; here is $(az extension show --name connectedk8s --query version --output tsv 2>/dev/null)"
    az account show --subscription ${facts.target.place.subscriptionId} --output none 2>/dev/null ||
      missing ${`Not signed in to the subscription. Run: az login --tenant ${tenantId}`}
  else
    missing 'The Azure CLI (az) is not installed here.'
  fi
  [ -z "$problems" ] || exit ${codes.notSignedIn.code}
  # This machine reaches Azure by itself, not through the gateway; dl.k8s.io is needed only without kubectl.
  for host in ${join(
    deploymentHosts(facts.target, facts.site).map((host) => sh`${host}`),
    ' ',
  )}; do
    [ "$host" != dl.k8s.io ] || ! command -v kubectl >/dev/null 2>&1 || continue
    curl --silent --show-error --output /dev/null --max-time 20 "https://$host/" || missing "$host cannot be reached from here."
  done
  [ -z "$problems" ] || exit ${codes.notReachable.code}
${join([upgrades ? upgradesInBash(upgrades) : nothing, sh`  echo 'This terminal is prepared.'`], '\n')}
)
`;
